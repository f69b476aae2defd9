"""Text that was wrapped before it got into the file: one Word paragraph a line, or a PDF of such a file.

It shows only in the lengths: most lines are about as long as the longest and end in mid-sentence.
"""

import statistics
from collections.abc import Iterable, Sequence

from pipeline.document import Block
from pipeline.structure.blocks import join
from pipeline.structure.ends import ends_sentence, starts_anew
from pipeline.text.widths import ems


def _wrap_width(texts: Iterable[str]) -> float | None:
    """Width at which the text was wrapped before it got into the file; None where it was not."""
    widths = [(ems(text), ends_sentence(text)) for text in texts]
    long = sorted(size for size, _ in widths if size >= 15)
    if len(long) < 12:
        return None
    limit = statistics.quantiles(long, n=20)[-2]
    near = [ends for size, ends in widths if 0.85 * limit <= size <= 1.06 * limit]
    unended = sum(not ends for ends in near)
    wrapped = limit <= 80 and len(near) >= 0.4 * len(long) and unended >= 0.7 * len(near)
    return limit if wrapped else None


def unwrap(blocks: Sequence[Block]) -> list[Block]:
    """Join paragraphs that are lines of hard-wrapped text."""
    limit = _wrap_width(block.text for block in blocks if block.kind == "paragraph")
    if limit is None:
        return list(blocks)
    result: list[Block] = []
    pending: list[Block] = []
    for block in blocks:
        last = pending[-1].text if pending else ""
        continues = (
            pending
            and block.kind == "paragraph"
            and ems(last) >= 0.82 * limit
            and not (ends_sentence(last) and ems(last) < 0.95 * limit)
            and not starts_anew(last, block.text)
            and not block.text.startswith(("\u3000", "  "))
        )
        if not continues and pending:
            result.append(join(pending))
            pending.clear()
        if block.kind == "paragraph":
            pending.append(block)
        else:
            result.append(block)
    if pending:
        result.append(join(pending))
    return result
