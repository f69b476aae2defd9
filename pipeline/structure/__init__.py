"""Raw blocks into the final Document: paragraphs joined, furniture out, headings levelled.

structure(read(path)) -> Document whose blocks all later offsets point into
"""

from dataclasses import replace

from pipeline.document import Document
from pipeline.structure.furniture import join_title, mark_contents, mark_front, mark_signature, tidy
from pipeline.structure.headings import candidates
from pipeline.structure.levels import ITEM_LEVEL, mark_headings
from pipeline.structure.paragraphs import join_lines, split_run_on, unwrap

__all__ = ["ITEM_LEVEL", "structure"]


def structure(document: Document) -> Document:
    """The document with every paragraph in one block, headings marked and levelled, and what is not the plan aside."""
    blocks = tidy(unwrap(join_lines(document.blocks)))
    blocks = mark_contents(split_run_on(blocks))
    found = candidates(blocks)
    first = next((candidate.index for candidate in found if candidate.style not in ("annex", "label")), len(blocks))
    blocks, first = join_title(blocks, first)
    blocks = mark_signature(mark_front(blocks, first))
    return replace(document, blocks=tuple(mark_headings(blocks, candidates(blocks))))
