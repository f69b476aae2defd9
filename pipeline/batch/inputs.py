"""What lies in the folder: plans to be read, and files that are none by their name."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.report.ledger_round import Refusal

ENDINGS = frozenset({".docx", ".pdf", ".doc", ".wps", ".rtf", ".odt"})
_TEMPORARY = ("~$", ".", "._")
_SYSTEM = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Input:
    """A file to be read."""

    path: Path
    name: str
    """Path below the folder, with forward slashes: what the file is called everywhere."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything below the folder, by name."""

    plans: tuple[Input, ...]
    skipped: tuple[Refusal, ...]


def find_inputs(folder: Path, *, leave_out: tuple[Path, ...]) -> Inputs:
    """All files below `folder`, in an order that does not depend on the file system; `leave_out` is not entered.

    Raises UsageError where there is no such folder or nothing that could be a plan.
    """
    if folder.is_file():
        raise UsageError(f"“{folder}”是一个文件，batch 核对的是文件夹。单个文件请用 yushen check。")
    if not folder.is_dir():
        raise UsageError(f"没有“{folder}”这个文件夹。请检查路径。")
    plans: list[Input] = []
    skipped: list[Refusal] = []
    left_out = {path.resolve() for path in leave_out}
    for path in sorted(_walk(folder, left_out), key=lambda path: path.relative_to(folder).as_posix()):
        name = path.relative_to(folder).as_posix()
        if path.resolve() in left_out:
            continue
        if reason := _not_a_plan(path):
            skipped.append(Refusal(name, "skipped", reason))
        else:
            plans.append(Input(path, name))
    if not plans:
        kinds = "、".join(ending.lstrip(".") for ending in sorted(ENDINGS))
        raise UsageError(f"“{folder}”里没有可核对的方案（{kinds}）。请检查文件夹。")
    return Inputs(tuple(plans), tuple(skipped))


def _walk(folder: Path, left_out: set[Path]) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = [
            name for name in folders if not name.startswith(".") and (Path(root) / name).resolve() not in left_out
        ]
        yield from (Path(root) / name for name in files if name.lower() not in _SYSTEM)


def _not_a_plan(path: Path) -> str:
    if path.name.startswith(_TEMPORARY):
        return "编辑软件或系统留下的临时文件，未核对。"
    if path.is_symlink() or not path.is_file():
        return "链接或特殊文件，未核对。请放入文件本身。"
    if path.suffix.lower() not in ENDINGS:
        return "不是可核对的方案格式（DOCX、PDF、DOC、WPS、RTF、ODT），未核对。"
    return ""
