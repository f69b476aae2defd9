"""When the plans are written that are read here: the one date that no profile can change, and words for what was before it."""

FIRST_YEAR = 2022
"""Years before it are the base that plans compare with: the notice is of May 2022.

A constant and not the profile's `start`: facts are extracted from the text alone, before any profile is known, and the
year would have to pass through a dozen functions. For a later notice, past years' dates count as the plan's own time."""


def _years(first: int, last: int) -> str:
    """A pattern of the years from `first` to `last`, both included, without a group of its own."""
    return f"(?:{'|'.join(map(str, range(first, last + 1)))})"


YEAR_BEFORE, YEAR_SO_FAR = _years(2010, FIRST_YEAR - 1), _years(2010, FIRST_YEAR)
"""Patterns of a year that is gone when a plan is written, and of one that may be gone in part."""
YEAR_FROM, YEAR_AFTER = _years(FIRST_YEAR, 2039), _years(FIRST_YEAR + 1, 2039)
"""Of the first year or a later one, and of one that is still to come."""
