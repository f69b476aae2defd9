"""Automatic numbers of generated lists, ours against LibreOffice's text export, which prints them.

`python -m bench.numbering [FOLDER…]` prints the figures: of the matrix, of the corpus's plans as Word files, and of all
Word files below the folders. docs/numbering.md explains every kind of disagreement.
"""

import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.numbering_matrix import WALK, Matrix, build
from corpora.build_samples import OUTLINES, Manner, build_docx
from corpora.office import convert, soffice
from corpora.reading import read_plans
from pipeline.errors import UnreadableError
from pipeline.limits import Limits
from pipeline.read.docx import read_with_pictures

MARKED = re.compile(r"([^\n\t]*?)@(\d+)")
IGNORED = ("isLgl", "lvlRestart")
"""Elements that LibreOffice 7.4 does not read: there it must show what the same list shows without them."""
BULLETS = ("•", "◦", "▪")
BEGINNING = 10
"""Characters of a paragraph by which it is found again: further on, the export writes fields and objects otherwise."""
AT_ONCE = 100
"""Files given to one run of LibreOffice: of several hundred it leaves out the last without a word."""
HALF = {0xFF10 + digit: 0x30 + digit for digit in range(10)}
EXPLAINED = ("isLgl", "lvlRestart", "digits", "beyond the set")
"""Kinds of disagreement in which LibreOffice 7.4 departs from the standard and from Word; see docs/numbering.md."""
DIGITAL = ("ideographDigital", "chineseCounting", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting")
CIRCLED = ("decimalEnclosedCircle", "decimalEnclosedCircleChinese")


@dataclass(frozen=True)
class Disagreement:
    """A paragraph whose number LibreOffice shows differently."""

    kind: str
    mechanism: str
    number_format: str
    text: str
    ours: str
    theirs: str


def libreoffice_texts(paths: Sequence[Path]) -> list[str]:
    """The text exports of documents."""
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, len(paths), AT_ONCE):
            convert(paths[start : start + AT_ONCE], "txt:Text (encoded):UTF8", Path(folder))
        return [Path(folder, path.with_suffix(".txt").name).read_text(encoding="utf-8-sig") for path in paths]


def our_text(path: Path) -> str:
    """Our own reading in the same form: number, then text, one line a paragraph."""
    return "\n".join(f"{block.number} {block.text}" for block in read_with_pictures(path, Limits()).document.blocks)


def numbers(text: str) -> dict[int, str]:
    """The numbers of marked paragraphs: what stands on the line before the mark."""
    return {int(mark): number.strip() for number, mark in MARKED.findall(text)}


def compare(matrices: Iterable[Matrix]) -> tuple[int, list[Disagreement]]:
    """How many paragraphs were compared, and those that differ. Needs LibreOffice."""
    total, found = 0, []
    with tempfile.TemporaryDirectory() as folder:
        built = [(matrix, Path(folder, f"matrix{index}.docx")) for index, matrix in enumerate(matrices)]
        for matrix, path in built:
            matrix.save(path)
        texts = libreoffice_texts([path for _, path in built])
        for (matrix, path), text in zip(built, texts, strict=True):
            ours, theirs = numbers(our_text(path)), numbers(text)
            plain = without_ignored(matrix, ours)
            for mark, (mechanism, number_format, shape) in enumerate(matrix.about):
                total += 1
                mine, other = ours.get(mark, "(absent)"), theirs.get(mark, "(absent)")
                if not same(number_format, mine, other):
                    as_if = mark in plain and same(number_format, plain[mark], other)
                    kind = mechanism if as_if else explain(mechanism, number_format)
                    found.append(Disagreement(kind, mechanism, number_format, shape, mine, other))
    return total, found


def compare_plans() -> tuple[int, list[str]]:
    """The same of every corpus plan as Word files with each of the usual outlines: paragraphs compared, those that differ."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for plan in read_plans():
            for at, outline in enumerate(OUTLINES):
                paths.append(Path(folder, f"{plan.id}-{at}.docx"))
                build_docx(plan, paths[-1], Manner(outline=outline))
        return compare_files(paths, libreoffice_texts(paths))


def compare_found(folders: Sequence[Path]) -> tuple[int, list[str]]:
    """The same of all Word files below the folders that have automatic numbers and no tracked changes.

    LibreOffice exports deleted text, too, and counts it. Files that either of the two does not read are left out and
    named on stderr.
    """
    total, found = 0, []
    for path in sorted(path for folder in folders for path in folder.rglob("*.docx")):
        try:
            document = read_with_pictures(path, Limits()).document
            tracked = any(remark.code == "revisions" for remark in document.remarks)
            if tracked or not any(block.number for block in document.blocks):
                continue
            texts = libreoffice_texts([path])
        except (UnreadableError, OSError, subprocess.SubprocessError) as error:
            print(f"left out: {path.name}: {type(error).__name__}", file=sys.stderr)
            continue
        count, different = compare_files([path], texts)
        total, found = total + count, found + different
    return total, found


def compare_files(paths: Sequence[Path], texts: Sequence[str]) -> tuple[int, list[str]]:
    """Numbered paragraphs of files that were compared with the files' text exports, and those not found in them.

    A paragraph is looked for behind the one before it; where it stands before it after all (a text box, a note), that
    counts only with its text.
    """
    total, found = 0, []
    for path, text in zip(paths, texts, strict=True):
        theirs = [_squeezed(line) for line in text.splitlines()]
        last = 0
        for block in read_with_pictures(path, Limits()).document.blocks:
            if block.number and block.kind != "furniture":  # the export leaves out headers and footers
                total += 1
                order = [*range(last, len(theirs)), *(range(last) if block.text else ())]
                at = next((i for i in order if _shows(theirs[i], block.number, block.text)), None)
                if at is None:
                    found.append(f"{path.stem}: {block.number} {block.text[:40]!r}")
                else:
                    theirs[at], last = "", at
    return total, found


def _shows(line: str, number: str, text: str) -> bool:
    """Whether a line of the export shows the number before the text: all of it if that is short, else its beginning."""
    said = _squeezed(text.partition("\n")[0])
    whole = len(said) <= BEGINNING
    begins = [_squeezed(sign) + said[:BEGINNING] for sign in _signs(number)]
    return line in begins if whole else line.startswith(tuple(begins))


def _squeezed(line: str) -> str:
    return "".join(line.split()).replace("\xad", "").translate(HALF)


def _signs(number: str) -> tuple[str, ...]:
    """How the export may write a number: a bullet by its level, whatever its sign (`o` is Word's for the second)."""
    return (number, *BULLETS) if number == "o" or not any(map(str.isalnum, number)) else (number,)


def same(number_format: str, ours: str, theirs: str) -> bool:
    """Whether two numbers agree: full and half width taken as equal, and of a bullet only that there is one.

    LibreOffice's text export writes “•”, “◦” or “▪” by level, whatever the sign.
    """
    if number_format == "bullet" and theirs in BULLETS:
        return 0 < len(ours) <= 2
    return ours.translate(HALF) == theirs.translate(HALF)


def without_ignored(matrix: Matrix, ours: dict[int, str]) -> dict[int, str]:
    """For paragraphs of lists with an ignored element, the number at the same step of the plain list before them."""
    plain: list[str] = []
    found: dict[int, str] = {}
    for mark, (mechanism, _, _) in enumerate(matrix.about):
        if mechanism == "plain":
            plain = [*plain, ours.get(mark, "")][-len(WALK) :]
        elif mechanism in IGNORED:
            found[mark] = plain[len(found) % len(WALK)]
    return found


def explain(mechanism: str, number_format: str) -> str:
    """The kind of a disagreement over values that a format treats specially, or “unexplained”."""
    if mechanism == "long run" and number_format in DIGITAL:
        return "digits"
    if mechanism == "long run" and number_format in CIRCLED:
        return "beyond the set"
    return "unexplained"


def main() -> int:
    if soffice() is None:
        print("LibreOffice is not installed; there is nothing to compare with.", file=sys.stderr)
        return 2
    total, found = compare(build())
    kinds = Counter(item.kind for item in found)
    explained = sum(kinds[kind] for kind in EXPLAINED)
    report("paragraphs of the matrix", total, len(found))
    print(f"without explained kinds    {total - len(found)} of {total - explained}", end="  ")
    print(f"{(total - len(found)) / (total - explained):.2%}")
    for kind, count in kinds.most_common():
        item = next(item for item in found if item.kind == kind)
        print(f"  {kind:<20}{count:>5}  e.g. {item.number_format} {item.text}: {item.ours!r}, not {item.theirs!r}")
    for item in [item for item in found if item.kind == "unexplained"][:20]:
        print(f"    {item}")
    files = [compare_plans(), compare_found([Path(name) for name in sys.argv[1:]])]
    for what, (count, different) in zip(("paragraphs of plans", "paragraphs of files found"), files, strict=True):
        report(what, count, len(different))
        print("".join(f"    {line}\n" for line in different), end="")
    report("all of these", total + sum(count for count, _ in files), len(found) + sum(len(other) for _, other in files))
    return 0


def report(what: str, count: int, different: int) -> None:
    """Print how many of so many paragraphs are the same."""
    if count:
        print(f"{what:<27}{count}\nsame as LibreOffice        {count - different}  {1 - different / count:.2%}")


if __name__ == "__main__":
    sys.exit(main())
