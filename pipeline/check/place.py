"""Another city's name left over from the plan that served as a template (`leftover/` finds them)."""

from collections.abc import Iterator

from pipeline.check.gaps import finding
from pipeline.check.leftover import template
from pipeline.check.quoting import around, pages_of
from pipeline.check.review import Review
from pipeline.findings import Finding
from pipeline.places.gazetteer import by_full_name
from pipeline.profile import Requirement

NAMED, QUOTED = 8, 24
"""Most names that the message lists, and most places that are quoted, for each is to be amended."""


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """One finding with every leftover name."""
    found = review.foreign
    if found:
        proof = [around(review, index, start, stop, 25) for index, start, stop in found]
        said = [review.blocks[index].text[start:stop] for index, start, stop in found]
        names = list(dict.fromkeys(_called(name) for listed in said for name in listed.split("、")[:2]))
        shown = "、".join(names[:NAMED]) + ("等" if len(names) > NAMED else "")
        least = "至少" if any(map(template.is_part, said)) else "有"  # its streets and firms are in no gazetteer
        own, pages = review.applicant.name, pages_of(review, proof)
        message = (
            f"申报城市是{own}，但{least} {len(found)} 处（{pages}）写成了其他城市（{shown}），疑似套用模板后没有改正。"
        )
        yield finding(requirement, message, proof, everywhere=True, most=QUOTED)


def _called(name: str) -> str:
    """A district by its city, too, as few readers know where it is: 苏州市相城区."""
    divisions = by_full_name().get(name, ())
    above = divisions[0].prefecture if len(divisions) == 1 and divisions[0].level in ("district", "county") else ""
    return above + name
