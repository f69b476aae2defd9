"""The list of submissions that a province or the ministry keeps: which file came in when, and from whom.

A CSV as Excel or WPS saves it (UTF-8 or GB18030; comma, semicolon or tab) with a column 文件 or file and a column 日期
or date; a column 推荐单位 or unit may say who recommends.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.error_words import reason
from pipeline.errors import UsageError

NAMES = ("manifest.csv", "报送清单.csv")
"""A file of such a name in the folder is used without being asked for."""
_COLUMNS = {
    "file": ("file", "文件", "文件名", "方案文件"),
    "date": ("date", "日期", "报送日期", "收文日期"),
    "unit": ("unit", "推荐单位", "省份"),
}
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*日?")
MOST = 10_000_000
"""Bytes; a list of submissions is far smaller."""
MOST_TOLD = 10
"""Lines with a broken date that an error names."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the list says of one file."""

    day: date | None
    unit: str


Manifest = dict[str, Entry]
"""By path below the folder, or by bare file name."""


def find_manifest(folder: Path) -> Path | None:
    """The list of submissions that lies in the folder, if one does."""
    return next((folder / name for name in NAMES if (folder / name).is_file()), None)


def load_manifest(path: Path) -> Manifest:
    """Read a list of submissions. Raises UsageError that names the lines where it is broken."""
    reader = csv.reader(io.StringIO(text := _text(path), newline=""), delimiter=_delimiter(text))
    try:
        rows = list(reader)
    except csv.Error as error:
        what = f"报送清单“{path.name}”读到第 {reader.line_num} 行读不下去，多半有引号没有成对。"
        raise UsageError(f"{what}请用 Excel 或 WPS 打开后另存为 CSV。") from error
    if not rows:
        raise UsageError(f"报送清单“{path.name}”是空的。它应有“文件”和“日期”两列。")
    head = [cell.strip().lower() for cell in rows[0]]
    places = {
        name: next((head.index(word) for word in words if word in head), None) for name, words in _COLUMNS.items()
    }
    if places["file"] is None or (places["date"] is None and places["unit"] is None):
        raise UsageError(f"报送清单“{path.name}”第 1 行应有“文件”（file）和“日期”（date）两列。")
    found: Manifest = {}
    lines: dict[str, int] = {}
    bad: list[str] = []
    for number, row in enumerate(rows[1:], 2):
        if name := _cell(row, places["file"]).replace("\\", "/").removeprefix("./"):
            try:
                entry = Entry(_day(written := _cell(row, places["date"])), _cell(row, places["unit"]))
            except ValueError:
                bad.append(f"第 {number} 行“{written[:30]}”")
                continue
            if found.setdefault(name, entry) != entry:
                raise _two_rows(path, name, lines[name], number)
            lines.setdefault(name, number)
    if bad:
        more = f"等 {len(bad)} 处" if len(bad) > MOST_TOLD else ""
        what = f"报送清单“{path.name}”有日期看不懂：{'、'.join(bad[:MOST_TOLD])}{more}。"
        raise UsageError(f"{what}请写明年月日，如 2022-07-31。")
    return found


def entries_of(names: Collection[str], manifest: Manifest) -> tuple[dict[str, Entry], frozenset[str]]:
    """What the list says of the files of a round, found by path or, failing that, by bare name.

    A bare name that may be that of several files is used for none of them; these are told beside.
    """
    left = [name for name in names if name not in manifest and _bare(name) in manifest]
    fitting = Counter(map(_bare, left)) + Counter(name for name in names if name in manifest)
    found = {name: manifest[name] for name in names if name in manifest}
    found |= {name: manifest[_bare(name)] for name in left if fitting[_bare(name)] == 1}
    return found, frozenset(left) - found.keys()


def absent(manifest: Manifest, names: Iterable[str]) -> tuple[str, ...]:
    """Files that the list speaks of and that are not among `names`, in order."""
    there = {key for name in names for key in (name, _bare(name))}
    return tuple(sorted(set(manifest) - there))


def _bare(name: str) -> str:
    return name.rpartition("/")[2]


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST:
            raise UsageError(f"报送清单“{path.name}”过大，不像一份清单。")
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"读不了报送清单“{path}”（{reason(error)}）。") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(f"报送清单“{path.name}”的编码不对。请另存为 CSV UTF-8。")


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _cell(row: list[str], at: int | None) -> str:
    return row[at].strip() if at is not None and at < len(row) else ""


def _day(text: str) -> date | None:
    """The day that a cell names, None where it is empty. Raises ValueError."""
    if not text:
        return None
    match = _DAY.match(text)
    if not match:
        raise ValueError(text)
    return date(*map(int, match.groups()))


def _two_rows(path: Path, name: str, first: int, second: int) -> UsageError:
    what = f"报送清单“{path.name}”第 {first} 行和第 {second} 行写的都是“{name}”，日期或推荐单位却不同。"
    return UsageError(f"{what}如果是不同文件夹里的两份方案，请写上文件夹（如 江苏/{_bare(name)}）；否则请删去一行。")
