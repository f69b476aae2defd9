"""What the reports of several plans are called that go into one folder: none may take the place of another's."""

from collections import Counter
from collections.abc import Iterator, Sequence
from os.path import realpath
from pathlib import Path

from pipeline.report.sanitize import file_stem
from pipeline.text.file_names import readable


def stems(files: Sequence[Path]) -> list[str]:
    """For each file what its reports are called before mark and ending: its own name as far as no other has the same.

    方案.docx and 方案.pdf keep their endings, a/方案.docx and b/方案.docx take their folders: a_方案. Neither depends on
    the order of the files. The same file twice has one name.
    """
    whole = [Path(realpath(file.parent), file.name) for file in files]
    names = {path: list(_names(path)) for path in whole}
    taken: dict[Path, int] = dict.fromkeys(names, 0)
    while longer := [path for path in _clashing(names, taken) if taken[path] + 1 < len(names[path])]:
        for path in longer:
            taken[path] += 1
    given = {path: names[path][at] for path, at in taken.items()}
    for number, path in enumerate(_clashing(names, taken), 2):  # only names so long that they had to be cut
        given[path] += f"_{number}"
    return [given[path] for path in whole]


def _names(path: Path) -> Iterator[str]:
    """The names that a file can go by, the shortest first."""
    shown = readable(path.name)
    yield file_stem(shown)
    yield file_stem(shown, ending=True)
    for folder in path.parent.parts[:0:-1]:
        shown = f"{readable(folder)}_{shown}"
        yield file_stem(shown)
        yield file_stem(shown, ending=True)


def _clashing(names: dict[Path, list[str]], taken: dict[Path, int]) -> list[Path]:
    """Files whose names another has, too; file systems may not tell capital letters from small ones."""
    counts = Counter(names[path][at].casefold() for path, at in taken.items())
    return [path for path, at in taken.items() if counts[names[path][at].casefold()] > 1]
