"""Notes written into a copy of the submitted file, by the module of its format, which is loaded when first used."""

from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pipeline.error_words import reason
from pipeline.errors import OutputError

if TYPE_CHECKING:
    from pipeline.report.annotated.notes import Notes

FORMATS = {"docx": "docx_comments", "pdf": "pdf_notes"}
"""Formats that can carry notes, each with the module that writes them."""


def annotate(notes: "Notes", source: Path) -> bytes:
    """The file with the notes, as bytes. Raises OutputError where it cannot carry them, or is no longer what was read."""
    module = import_module(f"{__package__}.{FORMATS[notes.document.format]}")
    try:
        submitted = source.read_bytes()
    except OSError as error:
        raise OutputError(f"打不开原文件（{reason(error)}），不能加批注。请再核对一次。") from error
    if sha256(submitted).hexdigest() != notes.document.sha256:
        raise OutputError("原文件在核对期间被改动，批注会对不上位置。请保存并关闭原文件后再核对一次。")
    return cast("Callable[[Notes, bytes], bytes]", module.annotate)(notes, submitted)
