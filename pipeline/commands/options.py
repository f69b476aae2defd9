"""Arguments and options that commands share, and how they are read."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import UsageError


def path(typed: str) -> Path:
    """An argument as a path. An empty one is a variable of a script that was never set: it does not mean this folder."""
    if not typed:
        raise UsageError("有一个文件或文件夹的名字是空的。请检查命令，例如脚本里的变量有没有值。")
    return Path(typed)


class Format(StrEnum):
    """What `check` and `diff` print."""

    text = "text"
    json = "json"


Profile = Annotated[str, typer.Option("--profile", metavar="ID|FILE", help="核对标准：内置编号或 TOML 文件。")]
Printed = Annotated[Format, typer.Option("--format", help="打印的形式。")]
Seconds = Annotated[int, typer.Option("--timeout", min=1, metavar="S", help="每份最多几秒；扫描件识别时按页顺延。")]
Megabytes = Annotated[int, typer.Option("--memory", min=512, metavar="MB", help="每份最多用多少内存。")]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="发现问题时也以 0 退出，供脚本使用。")]
