"""Another city's name left over from the plan that served as a template.

A leftover speaks of the other city as if it were the applicant (“宁波市建筑业总产值”). Neighbours,
partners, models to learn from, names of firms and schools, and lists of several cities are legitimate.
A name in full (`full.py`) says by itself that a place is meant; a name for short (`short.py`), districts without
their city (`districts.py`, `divided.py`) and the city's or another province's bodies (`bodies.py`) are leftovers only in words
that leave no doubt. Once there is one, districts of the city that it is of are leftovers wherever they stand (`template.py`).
"""

import re
from collections.abc import Collection, Iterator

from pipeline.check.gaps import finding
from pipeline.check.place import bodies, districts, divided, full, short, template
from pipeline.check.place.home import Home, home_of
from pipeline.check.quoting import around, pages_of
from pipeline.check.review import Review, Span
from pipeline.findings import Finding
from pipeline.places.gazetteer import by_full_name
from pipeline.profile import Requirement

NAMED, QUOTED = 8, 24
"""Most names that the message lists, and most places that are quoted, for each is to be amended."""
_ABROAD = re.compile(
    r"外地|外市|外省|国内外|兄弟(?:城市|省市)|先[进行](?:地区|城市|省市)|他山|标杆城市|城市(?:经验|案例|做法)|经验(?:借鉴|启示)"
)
"""In headings of sections that tell what others do."""
_WANTED = {"title", "header", "footer", "cover", "signature"}


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


def foreign(review: Review) -> tuple[Span, ...]:
    """Leftover names in the order of the plan; where they tell whose plan was the template, with that city's other parts."""
    home = home_of(review.applicant)
    blocks = [
        index
        for index, block in enumerate(review.blocks)
        if (block.kind != "furniture" or block.reason in _WANTED) and index not in review.repeated
        if not any(map(_ABROAD.search, review.path(index)[-2:]))
    ]
    texts = {index: review.blocks[index].text for index in blocks}
    first = {i: list(leftovers(texts[i], home, margin=review.margin(i))) for i in blocks}
    cities = template.templates(name for hits in first.values() for _, _, name in hits)
    more = {i: template.leftovers(texts[i], home, cities) if cities else () for i in blocks}
    return tuple((i, *span) for i in blocks for span in _apart({(a, b) for a, b, _ in first[i]} | {*more[i]}))


def _apart(spans: Collection[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in their order, of those that overlap the first and longest."""
    free = 0
    for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= free:
            yield start, stop
            free = stop


def leftovers(text: str, home: Home, *, margin: bool = False) -> Iterator[tuple[int, int, str]]:
    """Leftover names in a text: start, stop and the name. None where the applicant is not known.

    A `margin`, header or footer, names the plan that it belongs to.
    """
    if not home.applicant.name:
        return
    told = full.leftovers(text, home, margin=margin)
    kinds = (told, *(kind.leftovers(text, home) for kind in (short, districts, divided, bodies)))
    for start, stop in _apart({span for kind in kinds for span in kind}):
        yield start, stop, text[start:stop]
