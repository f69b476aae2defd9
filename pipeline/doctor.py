"""What is installed and works, part by part."""

import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from pipeline import __version__
from pipeline.profile import available
from pipeline.resources import resource

LIBRARIES = (
    "pypdfium2", "pdfplumber", "python-docx", "jieba", "spacy", "scikit-learn", "skops", "rapidocr", "onnxruntime",
    "openpyxl", "xlsxwriter", "jinja2", "rich", "typer",
)  # fmt: skip
FILES = {
    "章节模型": "models/sections.skops",
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
    for name in LIBRARIES:
        try:
            yield Part(name, True, True, version(name))
        except PackageNotFoundError:
            yield Part(name, False, True, "没有安装，请重新安装 yushen")
    for title, name in FILES.items():
        path = resource(name)
        yield Part(title, path.exists(), True, path.name if path.exists() else "文件缺失，请重新安装 yushen")
    yield Part("核对标准", bool(available()), True, "、".join(available()))
    yield _ocr()
    office = shutil.which("soffice") or shutil.which("libreoffice")
    yield Part(
        "LibreOffice",
        bool(office),
        False,
        "可读 doc、wps、rtf、odt" if office else "装上后可读 doc、wps、rtf、odt；没有也可先另存为 DOCX",
    )


def _ocr() -> Part:
    """Whether the recognition models are where the wheel puts them, without loading them."""
    from importlib.util import find_spec

    spec = find_spec("rapidocr")
    folder = next(iter(spec.submodule_search_locations or ()), None) if spec else None
    from pathlib import Path

    models = sorted(path.name for path in Path(folder).glob("models/*.onnx")) if folder else []
    return Part(
        "扫描件识别",
        bool(models),
        True,
        f"模型 {len(models)} 个，随安装包提供" if models else "识别模型缺失，请重新安装 rapidocr",
    )
