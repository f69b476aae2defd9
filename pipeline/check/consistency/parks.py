"""How much ground a park that the plan names is to cover: 占地60公顷的宜昌智能建造产业园, 宜昌智能建造产业园，规划用地1200亩."""

import re
from collections.abc import Iterator

from pipeline.check.consistency.claim import Claim
from pipeline.check.consistency.claim_words import area_of
from pipeline.check.consistency.when import END
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.places.gazetteer import bare
from pipeline.text.numerals import plain_digits

_MU = {"亩": 1.0, "万亩": 10_000.0, "公顷": 15.0, "平方公里": 1_500.0, "万平方米": 15.0}
"""亩 in one of each: 15 are a hectare."""
_AREA = rf"(?:占地|用地)(?:面积)?(?:约|达到?|为|共)?(?P<area>\d+(?:\.\d+)?)(?P<unit>{'|'.join(sorted(_MU, key=len, reverse=True))})"
_PARK = r"(?P<name>[\u4e00-\u9fff]{2,14}?(?:产业园|示范园|科技园))"
_FORMS = (
    re.compile(rf"{_AREA}(?:以上|左右)?的{_PARK}"),
    re.compile(rf"{_PARK}(?:[，,]|（)?(?:园区|项目)?(?:规划|总)?{_AREA}"),
)
_BEGINS = re.compile(r"^.*(?:建设|建成|新建|打造|规划|布局|设立|推进|依托|在)")
"""What stands before a park's name in one word with it."""
LEAST = 5
"""Characters of a name that tells one park from another: 智能建造产业园."""


def parks(review: Review) -> Iterator[Claim]:
    """A claim on each park's ground, in 亩; what stands in 基本情况 and 工作基础 is left out."""
    own = {review.applicant.name, bare(review.applicant.name)}
    for index in review.body():
        if index in review.base:
            continue
        text = plain_digits(review.blocks[index].text)
        for match in (match for form in _FORMS for match in form.finditer(text)):
            named = _BEGINS.sub("", match["name"])
            area = area_of(review.applicant, named)
            key = named
            for city in sorted(own, key=len, reverse=True):
                key = key.removeprefix(city)
            if len(key) >= LEAST:
                proof = evidence(review, index, match.start(), match.end())
                amount = round(float(match["area"]) * _MU[match["unit"]], 1)
                yield Claim(
                    key=f"占地{key}", unit="亩", value=amount, comparator="=", when=END, area=area,
                    shown=f"{named}占地", evidence=proof,
                )  # fmt: skip
