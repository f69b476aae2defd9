"""What is installed and works, part by part."""

import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version

from pipeline import __version__
from pipeline.profile import available
from pipeline.read import OFFICE
from pipeline.read.office import find_office
from pipeline.report.sanitize import within
from pipeline.resources import resource

FILES = {
    "判定模型": "models/trained.skops",
    "行政区划": "corpora/gazetteer.tsv",
    "词典": "corpora/lexicons/terms.txt",
    "示例方案": "corpora/samples",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the installation."""

    name: str
    works: bool
    needed: bool
    detail: str


def examine() -> Iterator[Part]:
    """All parts: needed ones first, optional ones last."""
    yield Part("yushen", True, True, f"{__version__}，Python {platform.python_version()}，{platform.platform()}")
    yield from _libraries()
    for title, name in FILES.items():
        path = resource(name)
        yield Part(title, path.exists(), True, path.name if path.exists() else "文件缺失，请重新安装 yushen")
    yield Part("核对标准", bool(available()), True, "、".join(available()))
    yield _ocr()
    office, formats = find_office(), "、".join(OFFICE)
    detail = f"可读 {formats}" if office else f"装上后可读 {formats}；没有也可先另存为 DOCX"
    yield Part("LibreOffice", bool(office), False, detail)


def _libraries() -> Iterator[Part]:
    """What the package says that it needs; a checkout that was never installed says nothing."""
    try:
        requirements = requires("yushen") or []
    except PackageNotFoundError:
        yield Part("依赖库", False, False, "yushen 没有用 pip 安装，查不到需要哪些库")
        return
    for requirement in requirements:
        name, _, condition = requirement.partition(";")
        if "extra" in condition:
            continue
        name = re.split(r"[^\w.-]", name, maxsplit=1)[0]
        try:
            yield Part(name, True, True, version(name))
        except PackageNotFoundError:
            yield Part(name, False, True, "没有安装，请重新安装 yushen")


def _ocr() -> Part:
    """Whether recognition runs: its libraries load, its models are there, and it looks at a blank picture."""
    try:
        import numpy as np

        from pipeline.read.ocr.engine import detect

        detect(np.full((64, 256, 3), 255, dtype=np.uint8))
    except Exception as error:  # noqa: BLE001 - each library has errors of its own, and all mean the same here
        why = within(f"{type(error).__name__}：{error}", 200)
        return Part("扫描件识别", False, True, f"识别程序运行不了（{why}），请重新安装 rapidocr 和 onnxruntime")
    return Part("扫描件识别", True, True, "识别程序和模型可用，随安装包提供")
