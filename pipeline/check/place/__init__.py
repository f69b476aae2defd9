"""Another city's name left over from the plan that served as a template.

A leftover speaks of the other city as if it were the applicant (“宁波市建筑业总产值”). Neighbours,
partners, models to learn from, names of firms and schools, and lists of several cities are legitimate.
A name in full (`full.py`) says by itself that a place is meant; a name for short (`short.py`), districts without
their city (`districts.py`) and the city's or another province's bodies (`bodies.py`) are leftovers only in words
that leave no doubt.
"""

import re
from collections.abc import Iterator

from pipeline.check.base import Review, around, finding, pages_of
from pipeline.check.place import bodies, districts, full, short
from pipeline.check.place.home import Home, home_of
from pipeline.findings import Finding
from pipeline.profile import Requirement

_ABROAD = re.compile(
    r"外地|外市|外省|国内外|兄弟(?:城市|省市)|先[进行](?:地区|城市|省市)|他山|标杆城市|城市(?:经验|案例|做法)|经验(?:借鉴|启示)"
)
"""In headings of sections that tell what others do."""
_WANTED = {"title", "header", "footer", "cover", "signature"}


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """One finding with every leftover name."""
    home = home_of(review.applicant)
    found = [
        (index, *hit)
        for index, block in enumerate(review.blocks)
        if (block.kind != "furniture" or block.reason in _WANTED) and index not in review.repeated
        if not any(map(_ABROAD.search, review.path(index)[-2:]))
        for hit in leftovers(block.text, home, margin=review.margin(index))
    ]
    if found:
        proof = [around(review, index, start, stop, 25) for index, start, stop, _ in found]
        names = "、".join(dict.fromkeys(name for _, _, _, name in found))
        own, count = review.applicant.name, len(found)
        message = f"申报城市是{own}，但有 {count} 处（{pages_of(review, proof)}）写成了其他城市（{names}），疑似套用模板后没有改正。"
        yield finding(requirement, message, proof, everywhere=True)


def leftovers(text: str, home: Home, *, margin: bool = False) -> Iterator[tuple[int, int, str]]:
    """Leftover names in a text: start, stop and the name. None where the applicant is not known.

    A `margin`, header or footer, names the plan that it belongs to.
    """
    if not home.applicant.name:
        return
    told = full.leftovers(text, home, margin=margin)
    spans = {*told, *short.leftovers(text, home), *districts.leftovers(text, home), *bodies.leftovers(text, home)}
    free = 0
    for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= free:
            yield start, stop, text[start:stop]
            free = stop
