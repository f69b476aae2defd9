"""What lies in the folder: plans to be read, and files that are none by their name."""

import os
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from os.path import realpath
from pathlib import Path, PurePosixPath

from pipeline.batch.store import HIDDEN
from pipeline.error_words import reason
from pipeline.errors import UsageError
from pipeline.read import READERS
from pipeline.report import WRITERS
from pipeline.round import INDEX, LEDGER, OVERVIEW_FILE, REPORTS, Refusal
from pipeline.text.file_names import readable

_TEMPORARY = ("~$", ".")
_PUT_ASIDE = re.compile(r"\.旧\d+$")
_SYSTEM = {"thumbs.db", "desktop.ini"}
_MARKS = tuple(writer.mark for writer in WRITERS.values() if writer.mark)
"""Before the endings of our own reports: a plan with our comments in it would be reviewed as one more plan."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file to be read."""

    path: Path
    name: str
    """Path below the folder, with forward slashes: what the file is called everywhere, and no other file."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything below the folder, by name."""

    plans: tuple[Input, ...]
    skipped: tuple[Refusal, ...]
    """What is no plan by its name, and folders that cannot be opened."""


def find_inputs(folder: Path, *, leave_out: tuple[Path, ...]) -> Inputs:
    """All files below `folder`, in an order that does not depend on the file system; `leave_out` is not entered.

    Raises UsageError where there is no such folder or nothing that could be a plan.
    """
    if folder.is_file():
        raise UsageError(f"“{folder}”是一个文件，batch 核对的是文件夹。单个文件请用 yushen check。")
    if not folder.is_dir():
        raise UsageError(f"没有“{folder}”这个文件夹。请检查路径。")
    plans: dict[str, Input] = {}
    skipped: list[Refusal] = []
    left_out = {realpath(path) for path in leave_out}
    closed: list[OSError] = []
    for path in sorted(_walk(folder, left_out, closed.append), key=lambda path: path.relative_to(folder).as_posix()):
        name = readable(path.relative_to(folder).as_posix()) + ("/" if path.is_dir() else "")
        if realpath(path) in left_out:
            continue
        if why := _not_a_plan(path):
            skipped.append(Refusal(name, "skipped", why))
        else:
            name = _own_name(name, plans)
            plans[name] = Input(path, name)
    for error in closed:
        name = readable(Path(str(error.filename)).relative_to(folder).as_posix())
        skipped.append(Refusal(f"{name}/", "failed", f"打不开这个文件夹（{reason(error)}），其中的文件未核对。"))
    if not plans:
        kinds = "、".join(sorted(READERS))
        raise UsageError(f"“{folder}”里没有可核对的方案（{kinds}）。请检查文件夹。")
    return Inputs(tuple(plans.values()), tuple(skipped))


def _own_name(name: str, taken: Collection[str]) -> str:
    """The name, numbered where another file has it: UTF-8 and GBK of one name are two files, and read the same."""
    path, own, number = PurePosixPath(name), name, 1
    while own in taken:
        number += 1
        own = str(path.with_stem(f"{path.stem}（同名{number}）"))
    return own


def check_apart(folder: Path, out: Path) -> None:
    """Raises UsageError where results would be written among the plans."""
    plans, results = Path(realpath(folder)), Path(realpath(out))
    if plans == results or plans.is_relative_to(results / REPORTS):
        raise UsageError(f"结果不能写进放方案的文件夹“{folder}”。请用 -o 另指定一个文件夹。")


def _walk(folder: Path, left_out: set[str], closed: Callable[[OSError], object]) -> Iterator[Path]:
    """All files, and in place of what they hold linked folders and those that an earlier round was written to.

    `closed` is told of folders that cannot be opened.
    """
    for root, folders, files in os.walk(folder, onerror=closed):
        below = {name: Path(root) / name for name in folders if not name.startswith(".")}
        entered = {name: path for name, path in below.items() if realpath(path) not in left_out}
        whole = {name: path for name, path in entered.items() if path.is_symlink() or _holds_round(path)}
        folders[:] = [name for name in entered if name not in whole]
        yield from whole.values()
        yield from (Path(root) / name for name in files if name.lower() not in _SYSTEM)


def _holds_round(folder: Path) -> bool:
    return (folder / HIDDEN).is_dir() and (folder / INDEX).is_file()


def _not_a_plan(path: Path) -> str:
    if path.name.startswith(_TEMPORARY):
        return "编辑软件或系统留下的临时文件，未核对。"
    if path.is_symlink():
        return f"链接，未核对。请放入{'文件夹' if path.is_dir() else '文件'}本身。"
    if path.is_dir():
        return "以前的核对结果，整个文件夹未核对。其中如有报送的方案，请移到别处。"
    if not path.is_file():
        return "特殊文件，未核对。请放入文件本身。"
    if _is_ours(path):
        return "从文件名看是预审自己写出的文件，未核对。如果是报送的方案，请改名。"
    if path.suffix.lower().lstrip(".") not in READERS:
        return f"不是可核对的方案格式（{'、'.join(map(str.upper, READERS))}），未核对。"
    return ""


def _is_ours(path: Path) -> bool:
    ledger = path.name.startswith(Path(LEDGER).stem) and path.suffix.lower() == Path(LEDGER).suffix
    return ledger or _PUT_ASIDE.sub("", path.stem).endswith(_MARKS) or path.name in (OVERVIEW_FILE, INDEX)
