"""What yushen hands out to begin with: the samples that the walk-throughs use, and the form's template to be changed."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.error_words import reason
from pipeline.errors import NotFoundError, UsageError
from pipeline.resources import resource

SAMPLES = {
    "方案.docx": "zhuzhou.docx",
    "方案.pdf": "zhuzhou.pdf",
    "初稿.docx": "zhuzhou.docx",
    "修改稿.docx": "revised/zhuzhou.docx",
    "报送/无锡市.docx": "wuxi.docx",
    "报送/株洲市.pdf": "zhuzhou.pdf",
    "报送/咸阳市.docx": "xianyang.docx",
    "报送/报送清单.csv": "submitted.csv",
}
"""What docs/clerk.md and docs/reviewer.md work with, and which sample it is."""


def samples() -> Sequence[Path]:
    """The sample plans of `yushen demo`. Raises NotFoundError where the installation lacks them."""
    found = sorted(resource("corpora/samples").glob("*.docx"))
    if not found:
        raise NotFoundError("安装包里没有示例方案，请重新安装 yushen。")
    return found


def give_samples(folder: Path) -> list[Path]:
    """Lay the samples down in a folder under the names that the documents call them by; where they are.

    Raises UsageError where a file of such a name is another's, and then lays none down, or where none can be written.
    """
    files = {folder / name: (resource("corpora/samples") / sample).read_bytes() for name, sample in SAMPLES.items()}
    try:
        for path, content in files.items():
            if path.exists() and path.read_bytes() != content:
                raise UsageError(f"{path} 已经有了，内容不同，没有覆盖。请换一个空文件夹。")
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        raise UsageError(f"示例写不进“{folder}”（{reason(error)}）。请换一个有写权限的文件夹。") from error
    return list(files)


def give_template(target: Path) -> None:
    """Write the form's template. Raises UsageError where there is such a file already, or it cannot be written."""
    from pipeline.report.opinion_template import build

    try:
        with target.open("xb") as file:
            file.write(build())
    except FileExistsError as error:
        raise UsageError(f"{target} 已经有了，没有覆盖。请换一个名字。") from error
    except OSError as error:
        raise UsageError(f"写不出 {target}（{reason(error)}）。") from error
