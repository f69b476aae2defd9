"""When the plans are written that are read here: the one date that no profile can change."""

FIRST_YEAR = 2022
"""Years before it are the base that plans compare with: the notice is of May 2022.

A constant and not the profile's `start`: facts are extracted from the text alone, before any profile is known, and the
year would have to pass through a dozen functions. For a later notice, past years' dates count as the plan's own time."""
