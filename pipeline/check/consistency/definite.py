"""Counts of what the plan speaks of as known: 培育的15家骨干企业, 15个示范工程至此全部建成 say how many there are to be in all."""

import re
from collections.abc import Iterator

from pipeline.check.consistency.claim import SOME, Claim
from pipeline.check.consistency.claim_words import SHORTEST, area_of, clause_before, key_of, time_of
from pipeline.check.consistency.claims import term_of
from pipeline.check.consistency.when import END
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.text.numerals import HAN, value_of
from pipeline.text.sentences import sentence_around

_COUNT = rf"(?P<count>\d{{1,4}}|{HAN}{{1,4}})(?P<unit>[个家项座])"
_NOUN = r"(?P<noun>[\u4e00-\u9fffA-Za-z]{3,16}?)"
_DEED = "(?:培育|建成|建设|实施|遴选|认定|打造|形成|引进|创建|确定|完成|入选)"
_MADE = re.compile(rf"{_DEED}的(?:全部|所有)?{_COUNT}{_NOUN}(?=全部|[均都逐一，。；、的和]|进行|纳入|名单)")
_ALL_DONE = re.compile(rf"{_COUNT}{_NOUN}(?:至此|届时)?(?:全部|[均都])(?=建成|完成|竣工|投[产用]|通过|达标|验收|交付)")
_EACH_OF_ALL = re.compile(rf"全部{_COUNT}{_NOUN}(?=逐一|逐个|进行|开展|组织|完成|通过|[均都，。；])")
_ELSEWHERE = re.compile(r"已|首批|第[一二三]批|其中|每|上年|去年|前期|年度|省|国家")
"""Before it in its clause: not all that the pilot brings forth, or not what it does."""


def definite(review: Review) -> Iterator[Claim]:
    """A claim for each such count, for the time that its sentence names, else for the pilot's end."""
    term = term_of(review)
    for index, text in review.prose:
        for match in (*_MADE.finditer(text), *_ALL_DONE.finditer(text), *_EACH_OF_ALL.finditer(text)):
            left = sentence_around(text, match.start(), match.end())[0]
            clause, before = clause_before(text, left, match.start()), text[left : match.start()]
            key = key_of(match["noun"], "", match["unit"])
            if len(key) < SHORTEST or _ELSEWHERE.search(clause) or SOME.search(clause + match["noun"]):
                continue
            yield Claim(
                key=key, unit=match["unit"], value=value_of(match["count"]), comparator="=",
                when=time_of(before, None, term) or END, area=area_of(review.applicant, before), shown=match["noun"],
                evidence=evidence(review, index, match.start("count"), match.end("noun")),
            )  # fmt: skip
