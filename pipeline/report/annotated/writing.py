"""Notes written into a copy of the submitted file, by the module of its format, which is loaded when first used."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pipeline.report.annotated.notes import Notes

FORMATS = {"docx": "docx_comments", "pdf": "pdf_notes"}
"""Formats that can carry notes, each with the module that writes them."""


def annotate(notes: "Notes", source: Path) -> bytes:
    """The file with the notes, as bytes. Raises OutputError where it cannot carry them."""
    module = import_module(f"{__package__}.{FORMATS[notes.document.format]}")
    return cast("Callable[[Notes, Path], bytes]", module.annotate)(notes, source)
