"""Raw blocks into the final Document: paragraphs joined, furniture out, headings levelled.

structure(read(path)) -> Document whose blocks all later offsets point into
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block, Document
from pipeline.structure.furniture import join_title, mark_contents, mark_front, mark_signature, tidy
from pipeline.structure.headings import candidates
from pipeline.structure.levels import ITEM_LEVEL, mark_headings
from pipeline.structure.paragraphs import join_lines, split_run_on, unwrap
from pipeline.structure.unfold import unfold

__all__ = ["ITEM_LEVEL", "structure"]


def structure(document: Document) -> Document:
    """The document with every paragraph in one block, headings marked and levelled, and what is not the plan aside."""
    blocks = tidy(unwrap(join_lines(unfold(document.blocks))))
    blocks = mark_contents(split_run_on(blocks))
    first = _first_heading(blocks)
    joined = join_title(blocks, first)
    first = first if len(joined) == len(blocks) else _first_heading(joined)
    blocks = mark_signature(mark_front(joined, first))
    return replace(document, blocks=tuple(mark_headings(blocks, candidates(blocks))))


def _first_heading(blocks: Sequence[Block]) -> int:
    """Where the plan's headings begin; as many as there are blocks where it has none."""
    found = (candidate.index for candidate in candidates(blocks) if candidate.style not in ("annex", "label"))
    return next(found, len(blocks))
