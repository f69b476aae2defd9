"""Batches that do not come to their total: 分三批公布，共30个 where the batches are 8, 12 and 15."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.check.consistency.claim import Claim
from pipeline.check.consistency.claim_words import key_of, telling
from pipeline.check.consistency.when import END
from pipeline.check.consistency.wording import in_words
from pipeline.check.pilot import ORDINALS
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.findings import Evidence
from pipeline.text.numerals import HAN, value_of

_IN_BATCHES = re.compile(r"(?P<before>[^，。；：]{0,30}?)分(?P<batches>[两二三四五六2-6])批(?P<behind>[^，。；]{0,40})")
"""Where the plan says of what there are how many batches: 示范工程分三批公布."""
_BATCH = re.compile(
    rf"第(?P<nth>[{ORDINALS}])批(?!次?[、和至])(?:20\d\d年(?:\d{{1,2}}月)?|[^。；\n\d]){{0,30}}?"
    rf"(?P<count>\d{{1,4}}|{HAN}{{1,3}})(?P<unit>[个项家座])"
)
_AROUND = re.compile(
    r"^.*?(?:将|对|把|全市|拟|的|：)(?=[\u4e00-\u9fff]{4})|[、和与及]|\d+[个项家座]?|公布|发布|遴选|实施|推出|确定|推进|启动|建设|开展|征集"
)
"""Around the name of what is told in batches."""
NEAR, FAR = 12, 120
"""Most blocks between two batches, and between them and where the plan says how many there are."""


class _Batch(NamedTuple):
    nth: int
    value: float
    unit: str
    proof: Evidence


def batches(review: Review) -> Iterator[Claim]:
    """What the batches of a thing come to, where the plan says how many it has and tells each one's count."""
    runs = [run for run in _runs(list(_batches(review))) if len(run) > 1]
    for index, text in review.prose if runs else ():
        for match in _IN_BATCHES.finditer(text):
            count = value_of(match["batches"])
            near = (run for run in runs if len(run) == count and abs(run[0].proof.block - index) <= FAR)
            if run := next(near, None):
                yield from _sum(run, [_AROUND.sub("", match[part]) for part in ("before", "behind")])


def _sum(run: Sequence[_Batch], names: Sequence[str]) -> Iterator[Claim]:
    for name in names:
        unit, key = run[0].unit, key_of(name, name, run[0].unit)
        claim = Claim(
            key=key, unit=unit, value=sum(batch.value for batch in run), comparator="=", when=END, shown=name,
            evidence=run[-1].proof, summed=True,
        )  # fmt: skip
        if telling(key, unit):
            yield claim
            yield from in_words(claim, (name,))


def _batches(review: Review) -> Iterator[_Batch]:
    for index in review.body():
        for match in _BATCH.finditer(review.blocks[index].text) if index not in review.base else ():
            proof = evidence(review, index, match.start(), match.end())
            yield _Batch(ORDINALS.index(match["nth"]) + 1, value_of(match["count"]), match["unit"], proof)


def _runs(found: Sequence[_Batch]) -> Iterator[Sequence[_Batch]]:
    """Batches from the first on, one after the other."""
    run: list[_Batch] = []
    for batch in found:
        last = run[-1] if run else None
        near = last is not None and batch.proof.block - last.proof.block <= NEAR
        follows = last is not None and near and batch.nth == last.nth + 1 and batch.unit == last.unit
        if not follows:
            yield run
            run = []
        if follows or batch.nth == 1:
            run.append(batch)
    yield run
