"""Shares told by counting out: 每五个新建公共建筑中，有三个采用正向设计 are 60 % of them."""

import re
from collections.abc import Iterator

from pipeline.check.consistency.claim import Claim
from pipeline.check.consistency.claims import term_of, when_due
from pipeline.check.consistency.when import END
from pipeline.check.consistency.wording import in_words
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.text.numerals import HAN, value_of

_NUMBER = rf"(?:\d{{1,4}}|{HAN}{{1,3}})"
_RATIO = re.compile(
    rf"每(?P<all>{_NUMBER})(?P<unit>个|平方米|项|家|栋|名|座|台)(?P<of>[^，。；]{{2,30}}?)(?:[当之]?中|里|内)?，?(?:就|要|须|应)*(?:有|为|是)"
    rf"(?P<least>至少|不少于|不低于)?(?P<some>{_NUMBER})(?P=unit)(?P<more>以上)?(?P<what>[^，。；]{{0,24}})"
)


def ratios(review: Review) -> Iterator[Claim]:
    """A share for each thing that is counted out so."""
    term = term_of(review)
    for index, text in review.prose:
        for match in _RATIO.finditer(text) if "每" in text else ():
            whole, some = value_of(match["all"]), value_of(match["some"])
            if 0 < some < whole:
                proof = evidence(review, index, match.start(), match.end())
                claim = Claim(
                    key="", unit="%", value=round(100 * some / whole, 2), comparator=">=" if match["least"] or match["more"] else "=",
                    when=when_due(review, proof, None, term) or END, shown=match["of"] + match["what"], evidence=proof,
                )  # fmt: skip
                yield from in_words(claim, (match["of"] + match["what"],))
