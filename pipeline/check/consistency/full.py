"""Shares that are told as all: 智慧工地全覆盖, 政府投资项目全部应用BIM技术 are 100 % of what another sentence gives a figure for."""

import re
from collections.abc import Iterator

from pipeline.check.consistency.claim import Claim
from pipeline.check.consistency.claim_words import area_of, key_of, time_of
from pipeline.check.consistency.claims import term_of
from pipeline.check.consistency.when import END
from pipeline.check.consistency.wording import in_words
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.check.searching import passage_blocks
from pipeline.text.sentences import sentence_around

_COVERED = re.compile(r"(?P<name>[\u4e00-\u9fffA-Za-z]{4,40}?)(?:基本|率先|全面)?(?:实现|达到|做到)?全覆盖")
_APPLIED = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{4,30}?)全部(?P<way>完成|应用|采用|使用|运用|实现|实行|推行)(?P<what>[\u4e00-\u9fffA-Za-z]{2,20})"
)
_LEAD = re.compile(
    r"^(?:[到至]?20\d\d年?[底末起前]?|年底|试点期[末满]|全[市区州县]|推动|实现|力争|确保|基本|对|在|其中)+"
)
_NOT_YET = re.compile("逐步|探索|基本|鼓励|已|目前|首批|重点")


def full(review: Review) -> Iterator[Claim]:
    """A share of 100 % for each thing that is to be everywhere by a time that the sentence names, or the goals."""
    goals = set(passage_blocks(review, "goals"))
    term = term_of(review)
    for index, text in review.prose:
        for pattern in (_COVERED, _APPLIED) if "全覆盖" in text or "全部" in text else ():
            for match in pattern.finditer(text):
                before = text[sentence_around(text, match.start(), match.end())[0] : match.end()]
                when = time_of(before, None, term) or (END if index in goals else None)
                if when is None or _NOT_YET.search(before):
                    continue
                name = _LEAD.sub("", match["name"])
                of = f"{name}{match['what']}应用率" if pattern is _APPLIED else f"{name}覆盖率"
                claim = Claim(
                    key=key_of(of, of, "%"), unit="%", value=100.0, comparator="=", when=when,
                    area=area_of(review.applicant, before), shown=of,
                    evidence=evidence(review, index, match.start(), match.end()),
                )  # fmt: skip
                yield claim
                yield from in_words(claim, (of.removesuffix("应用率").removesuffix("覆盖率"),))
