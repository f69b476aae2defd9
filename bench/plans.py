"""Invented plans of any length, as Word files and as the PDFs that LibreOffice prints of them."""

import random
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.shared import Pt

from corpora.office import convert
from corpora.reading import read_plans

PAGE = 700
"""Characters of a page of prose."""
PHRASES = (
    "推进智能建造与新型建筑工业化协同发展", "完善政策体系", "培育产业集群", "建设试点示范工程", "创新管理机制",
    "打造部品部件智能工厂", "加强技术研发", "健全标准体系", "培育专业人才", "强化组织领导", "落实资金保障",
    "推广BIM技术应用", "搭建数字化监管平台", "对接城市信息模型（CIM）平台", "到2025年新增示范项目30个",
)  # fmt: skip
HEADS = ("序号", "重点任务", "具体内容", "责任单位", "完成时限")


def write_docx(text: str, target: Path) -> None:
    """One unstyled paragraph a line."""
    document = docx.Document()
    for line in text.split("\n"):
        if line.strip():
            document.add_paragraph("".join(char for char in line if char.isprintable() or char == "\t"))
    document.save(str(target))


def long_plan(folder: Path, pages: int = 20, *, at: int = 0) -> Path:
    """A DOCX of about that many pages, made of corpus plans one after the other: the `at`-th such stretch of the corpus."""
    start, stop, text = at * pages * PAGE, (at + 1) * pages * PAGE, ""
    for plan in read_plans():
        if plan.programme == "smart" and len(text) < stop:
            text += plan.text + "\n"
    target = folder / f"{pages}页方案{at or ''}.docx"
    write_docx(text[start:stop], target)
    return target


def write_plan(path: Path, pages: int, seed: int = 7) -> None:
    """A DOCX of about `pages` pages: headings, paragraphs, and a ruled table on every other page."""
    rng = random.Random(seed)
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.size = Pt(12)
    normal.font.name = "Noto Serif CJK SC"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    document.sections[0].header.paragraphs[0].text = "某市智能建造试点实施方案"
    for part in range(max(1, pages // 2)):
        document.add_paragraph().add_run(f"{part + 1}、重点任务之{part + 1}").bold = True
        for _ in range(5):
            document.add_paragraph("　　" + "，".join(rng.choices(PHRASES, k=12)) + "。")
        rows = [HEADS] + [_table_row(rng, number) for number in range(1, 8)]
        table = document.add_table(rows=len(rows), cols=len(HEADS), style="Table Grid")
        for cells, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, texts, strict=True):
                cell.text = text
        if part % 3 == 0:
            table.cell(3, 3).merge(table.cell(3, 4))
    document.save(str(path))


def _table_row(rng: random.Random, number: int) -> tuple[str, ...]:
    task, *content = rng.choices(PHRASES, k=3)
    return str(number), task, "，".join(content) + "。", "市住房和城乡建设局", f"{rng.randint(2023, 2025)}年12月"


def make_pdfs(folder: Path, sizes: Sequence[int]) -> list[Path]:
    for size in sizes:
        write_plan(folder / f"plan{size}.docx", size)
    convert([folder / f"plan{size}.docx" for size in sizes], "pdf", folder)
    return [folder / f"plan{size}.pdf" for size in sizes]
