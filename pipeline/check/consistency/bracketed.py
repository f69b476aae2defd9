"""What a bracket shares out by kinds: 编制标准（地方标准3项、团体标准5项、企业标准10项） are eighteen standards."""

import re
from collections.abc import Iterator

from pipeline.check.consistency.claim import Claim
from pipeline.check.consistency.claims import term_of, when_due
from pipeline.check.consistency.when import END
from pipeline.check.consistency.wording import in_words
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.text.numerals import HAN, value_of

_PART = rf"[\u4e00-\u9fffA-Za-z]{{2,14}}?(?:\d{{1,4}}|{HAN}{{1,3}})"
_SHARED_OUT = re.compile(
    rf"(?P<what>[\u4e00-\u9fffA-Za-z]{{4,30}})[（(](?!其中|含|包括|不含|截至|已)(?P<parts>{_PART}(?P<unit>[个家项座部条])(?:[、，,和及]{_PART}(?P=unit)){{1,7}})[）)]"
)
_DEED = re.compile("^.*(?:编制|制定|建设|建成|培育|打造|实施|组织|开展|推广|形成|遴选|创建|引进)")
"""Before what it is of: 各环节编制智能建造标准."""
_COUNT = re.compile(rf"(\d{{1,4}}|{HAN}{{1,3}})[个家项座部条]")


def bracketed(review: Review) -> Iterator[Claim]:
    """The sum of each such bracket, of what stands before it."""
    term = term_of(review)
    for index, text in review.prose:
        for match in _SHARED_OUT.finditer(text):
            proof = evidence(review, index, match.start(), match.end())
            claim = Claim(
                key="", unit=match["unit"], value=sum(map(value_of, _COUNT.findall(match["parts"]))), comparator="=",
                when=when_due(review, proof, None, term) or END, shown="", evidence=proof, summed=True,
            )  # fmt: skip
            yield from in_words(claim, (match["what"], _DEED.sub("", match["what"])))
