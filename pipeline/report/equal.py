"""What two passages have in common, to be marked where they stand side by side.

Letters are those that comparing counts (`pipeline.text.fingerprint.letters`); what was taken from the notice, which does not
count as shared, is equal nevertheless and marked, too.
"""

from collections.abc import Iterator

from pipeline.report.sanitize import clean
from pipeline.text.fingerprint import SHINGLE, letters

Pieces = tuple[tuple[str, bool], ...]
"""A text cut into stretches that the other one has (True) and that it has not."""


def equal_words(left: str, right: str) -> tuple[Pieces, Pieces]:
    """Both texts, harmless and cut; put together the pieces are the text."""
    texts = clean(left), clean(right)
    places = [letters(text) for text in texts]
    runs = ["".join(text[at] for at in found) for text, found in zip(texts, places, strict=True)]
    common = _stretches(runs[0]) & _stretches(runs[1])
    one, two = (
        tuple(_cut(text, list(_spans(run, found, common))))
        for text, run, found in zip(texts, runs, places, strict=True)
    )
    return one, two


def _stretches(run: str) -> set[str]:
    return {run[at : at + SHINGLE] for at in range(len(run) - SHINGLE + 1)}


def _spans(run: str, places: list[int], common: set[str]) -> Iterator[tuple[int, int]]:
    """Stretches of the text from the first to the last of equal letters in a row."""
    start, stop = 0, 0
    for at in range(len(run) - SHINGLE + 1):
        if run[at : at + SHINGLE] in common:
            if at > stop and stop:
                yield places[start], places[stop - 1] + 1
            start, stop = (start if stop and at <= stop else at), at + SHINGLE
    if stop:
        yield places[start], places[stop - 1] + 1


def _cut(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    position = 0
    for start, stop in spans:
        if start > position:
            yield text[position:start], False
        yield text[start:stop], True
        position = stop
    if position < len(text):
        yield text[position:], False
