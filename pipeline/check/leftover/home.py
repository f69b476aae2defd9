"""What is the applicant's own place, above and below it, and what is another's."""

import functools
from dataclasses import dataclass

from pipeline.findings import Applicant
from pipeline.places.gazetteer import Division, bare, by_full_name, divisions

_CITY = {"prefecture", "sub-provincial", "municipality", "county-city", "municipality-district"}
_WITH_OFFICE = {"district", "county", "new-area"}


@dataclass(frozen=True, slots=True)
class Home:
    """The applicant and the names that it may go by: its own, its prefecture's and its province's."""

    applicant: Applicant
    names: frozenset[str]
    parts: frozenset[str]
    """Its districts and counties, without what kind of place they are: 西安 of 牡丹江市西安区."""

    def is_foreign(self, named: tuple[Division, ...], *, office: bool = False) -> bool:
        """Whether the name can only be a city that is neither the applicant nor above or below it.

        A county, district or new area counts where it has the name alone and an office of it is meant: names of districts
        are common words, too.
        """
        applicant = self.applicant
        zone = applicant.level == "new-area"
        below = applicant.name if applicant.level == "municipality" else None
        return all(
            (division.level in _CITY or (office and len(named) == 1 and division.level in _WITH_OFFICE))
            and not any(division.name in name for name in self.names)
            and division.prefecture != applicant.name
            and division.province != below
            and not ((zone or division.level == "new-area") and division.province == applicant.province)
            for division in named
        )

    def is_own(self, division: Division) -> bool:
        """Whether it is the applicant, above it, below it, or beside it in the same prefecture."""
        return (
            division.name in self.names
            or division.prefecture in self.names
            or division.province == self.applicant.name
            or (self.applicant.level == "new-area" and division.province == self.applicant.province)
        )


@functools.lru_cache(maxsize=64)
def home_of(applicant: Applicant) -> Home:
    """What the gazetteer knows of the applicant."""
    own = [d for d in by_full_name().get(applicant.name, ()) if applicant.province in ("", d.province)]
    names = {applicant.name, applicant.province, *(name for d in own for name in (d.name, d.prefecture))} - {""}
    parts = {d.name[:-1] for d in divisions() if applicant.name in (d.prefecture, d.province)}
    return Home(applicant, frozenset(names), frozenset(parts | {bare(name) for name in names}))
