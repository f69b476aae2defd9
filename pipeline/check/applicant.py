"""Which city applies, and whether the notice lets it.

Parameters of `eligible`: `levels`, those of applicants that the notice calls on (the `level` of the JSON contract: prefecture,
county-city …), and `scope`, what it calls them: 地级以上城市，含直辖市及下辖区县. Cities of the 兵团, which is a recommending unit
of its own, and applicants of unknown level are not accused.
"""

from collections.abc import Iterator

from pipeline.check.gaps import finding
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.findings import Applicant, Evidence, Finding
from pipeline.places.gazetteer import CORPS, by_full_name
from pipeline.profile import Requirement
from pipeline.vocabulary import LEVELS

KNOWN = {level: word for level, word in LEVELS.items() if level != "unknown"}
"""Levels that a notice may call on, and what an applicant of each is."""
_WORDS = {**KNOWN, "county": "区县", "new-area": "功能区（新区）"}


def _named(review: Review) -> list[Evidence]:
    name = review.applicant.name
    at = next((i for i, block in enumerate(review.blocks) if name in block.text), None)
    if at is None:
        return []
    start = review.blocks[at].text.index(name)
    return [evidence(review, at, start, start + len(name))]


def identified(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding where the plan does not say which city it is of."""
    if not review.applicant.name:
        yield finding(requirement, "标题和正文都没有写明申报城市。", [], verdict=review.absent)


def eligible(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding where the applicant is of a level that the notice does not call on."""
    applicant = review.applicant
    excluded = applicant.level in _WORDS and applicant.level not in requirement.params["levels"]
    if applicant.name and excluded and applicant.province != CORPS:
        kind, scope = _WORDS[applicant.level], requirement.params["scope"]
        message = f"申报主体“{applicant.name}”属于{kind}，不在征集范围（{scope}）内{_instead(applicant)}。"
        yield finding(requirement, message, _named(review))


def _instead(applicant: Applicant) -> str:
    """Who may apply for it: the city that it lies in, where the gazetteer knows it."""
    places = [place for place in by_full_name().get(applicant.name, ()) if place.province == applicant.province]
    above = {place.prefecture for place in places if place.prefecture}
    return f"，可由{above.pop()}申报" if len(above) == 1 else ""
