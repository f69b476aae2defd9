"""What a fund that the plan calls by a name is to have: 三年累计投入智能建造扶持资金1.2亿元 is a claim like any other."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.check.consistency.claim import Claim
from pipeline.check.consistency.claim_words import area_of
from pipeline.check.consistency.when import END
from pipeline.check.review import Review
from pipeline.findings import Money
from pipeline.text.sentences import sentence_around

NAME = (
    "(?:智能建造|建筑业|建筑产业|产业|示范|奖补|补助|扶持|引导|专项|发展|科技|研发|培训|试点|投资)+(?:资金|经费|基金)"
)
"""A fund's, as a pattern."""
_FUND = re.compile(
    rf"(?P<name>{NAME})(?:安排|总?规模|总额|共|累计|合计|达到|不少于|不低于|不超过|为|约|，|：|（|总计|每年)*$"
)
"""A fund's name right before its amount; 对……给予最高200万元 names none."""
_SET_UP = re.compile(r"总?规模(?:为|约)?$|(?:设立|组建|成立|发起|募集|筹建|建立)(?!首)[^，。；0-9首子每各]{0,12}$")
_NAMED = re.compile(
    r"(?:以上|左右|规模|的)*(?P<name>(?:智能建造|建筑业|建筑产业|产业|引导|专项|发展|科技)+基金)(?!管理|公司|会)"
)
"""A fund's name right behind the amount that it is set up with: 设立10亿元智能建造产业基金."""
_FROM = re.compile(r"20\d\d年起|[其此以之]后|第二年")
"""Not every year of the pilot."""
_LEAST = re.compile(r"不少于|不低于|以上|超过")
TEN_THOUSAND = 10_000


def funds(review: Review) -> Iterator[Claim]:
    """What each such fund is to have, by year or in all, in 万元."""
    for fact in review.facts:
        money, proof = fact.value, fact.evidence
        block = review.blocks[proof.block]
        if not isinstance(money, Money) or money.per not in ("", "年") or block.table is not None:
            continue
        start, _ = sentence_around(block.text, proof.start, proof.stop)
        before = block.text[start : proof.start]
        behind = _SET_UP.search(before) and _NAMED.match(block.text, proof.stop)
        if (match := _FUND.search(before) or behind) and proof.block not in review.base and "已" not in before:
            most = "不超过" in before[-6:]
            least = _LEAST.search(before[-6:]) or block.text.startswith("以上", proof.stop)
            yearly = money.per == "年" or "每年" in before
            claim = Claim(
                key=match["name"], unit="万元", value=money.yuan / TEN_THOUSAND, comparator="<=" if most else ">=" if least else "=",
                when=END, area=area_of(review.applicant, before), flow=yearly, shown=match["name"], evidence=proof,
            )  # fmt: skip
            yield claim
            if yearly and not _FROM.search(before):
                yield replace(claim, value=claim.value * review.profile.years, flow=False, summed=True)
