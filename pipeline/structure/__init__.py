"""Raw blocks into the final Document: paragraphs joined, furniture out, headings levelled.

structure(read(path)) -> Document whose blocks all later offsets point into
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block, Document
from pipeline.structure.blocks import tidy
from pipeline.structure.broken import join_numbers, join_title
from pipeline.structure.candidate import TOP
from pipeline.structure.contents import mark_contents
from pipeline.structure.furniture import mark_front, mark_signature, named_title
from pipeline.structure.headings import candidates
from pipeline.structure.levels import ITEM_LEVEL, mark_headings
from pipeline.structure.paragraphs import join_lines
from pipeline.structure.quoted import set_aside
from pipeline.structure.run_on import split_breaks, split_overlong, split_run_on
from pipeline.structure.unfold import unfold
from pipeline.structure.wrapped import unwrap

__all__ = ["ITEM_LEVEL", "structure"]


def structure(document: Document) -> Document:
    """The document with every paragraph in one block, headings marked and levelled, and what is not the plan aside."""
    blocks = join_numbers(tidy(split_breaks(unwrap(join_lines(unfold(document.blocks))))))
    blocks = mark_contents(split_overlong(split_run_on(blocks)))
    first = _first_heading(blocks)
    joined = join_title(blocks, first)
    first = first if len(joined) == len(blocks) else _first_heading(joined)
    blocks = mark_signature(mark_front(joined, first))
    return set_aside(replace(document, blocks=tuple(mark_headings(blocks, candidates(blocks)))))


def _first_heading(blocks: Sequence[Block]) -> int:
    """Where the plan's headings begin; as many as there are blocks where it has none.

    What only looks like a heading above the plan's own title is of its letter (××市人民政府文件, 关于报送……的请示).
    """
    found = [candidate for candidate in candidates(blocks) if candidate.style not in ("annex", "label")]
    title = named_title(blocks)
    if any(candidate.index < title and candidate.style in TOP for candidate in found):
        title = -1
    return next((candidate.index for candidate in found if candidate.index > title), len(blocks))
