"""What a sentence shares out among all districts: 宿城区建成5个、宿豫区4个 and so on come to no more than that.

As in a table of districts, they may promise more together than the city does: their sum is a bound.
"""

import re
from collections.abc import Iterator

from pipeline.check.consistency.claim import Claim
from pipeline.check.consistency.claim_words import time_of
from pipeline.check.consistency.claims import term_of
from pipeline.check.consistency.shares import LEAST, own_districts
from pipeline.check.consistency.when import END
from pipeline.check.consistency.wording import in_words
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.text.numerals import HAN, value_of
from pipeline.text.sentences import sentence_around

_COUNT = rf"[^，。；、\d]{{0,8}}?(?P<count>\d{{1,4}}|{HAN}{{1,3}})(?P<unit>[个家项座条])"
"""Behind a district's name."""
_TOLD = re.compile(r"[\u4e00-\u9fff]{1,8}?[区县市旗]([\u4e00-\u9fff]{2,16})")
"""A district and what it is to have."""


def district_list(review: Review) -> Iterator[Claim]:
    """A claim that there are at most so many, for each sentence that gives every district its number."""
    own = own_districts(review.applicant)
    if len(own) < LEAST:
        return
    term = term_of(review)
    part = re.compile(rf"(?:{'|'.join(sorted(own, key=len, reverse=True))}){_COUNT}")
    for index, text in review.prose:
        parts = list(part.finditer(text)) if all(name in text for name in own) else []
        if len(parts) != len(own) or len({match["unit"] for match in parts}) > 1:
            continue
        first, last = parts[0].start(), parts[-1].end()
        left, right = sentence_around(text, first, first + 1)
        before = text[left:first]
        when = time_of(before, None, term) or END
        if last <= right and when == END:
            total = sum(value_of(match["count"]) for match in parts)
            claim = Claim(
                key="", unit=parts[0]["unit"], value=total, comparator="<=", when=END, shown=before.strip("，：: "),
                evidence=evidence(review, index, first, last), summed=True,
            )  # fmt: skip
            clauses = [words for words in re.split("[，：:]", before) if words]
            told = _TOLD.match(text, parts[0].start())  # 宿城区建成示范工地6个
            yield from in_words(claim, (before, *clauses[-2:], told[1] if told else ""))
