"""Where something stands and where was looked for it, in words."""

import re
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from pipeline.document import Section
from pipeline.findings import Report
from pipeline.report import WRITERS
from pipeline.report.digest import Numbered, numbered, proposed
from pipeline.report.whereabouts import searched

SPOTS = [
    "“四、试点内容”的末尾（约第3页）",
    "“四、试点内容 › （三）创新管理机制”一节（约第3页）",
    "“四、试点内容 › （一）完善政策体系”一节（约第2页）",
]
PARTS = ("一、总体要求", "二、主要任务", "三、保障措施")


def plan(*measures: int) -> list[Section]:
    """Parts with so many measures each; the measures of every part are numbered alike."""
    sections: list[Section] = []
    for part, count in zip(PARTS, measures, strict=True):
        start = sections[-1].stop if sections else 0
        sections.append(Section(part, 1, (part,), start, start + 1 + count))
        names = [f"（{'一二三四五六七八'[at]}）{part[2:]}举措" for at in range(count)]
        sections += [Section(name, 2, (part, name), start + 1 + at, start + 2 + at) for at, name in enumerate(names)]
    return sections


def headings(sections: list[Section], *parts: int) -> tuple[str, ...]:
    return tuple(section.heading for section in sections if PARTS.index(section.path[0]) in parts)


def test_a_section_stands_for_those_in_it() -> None:
    sections = plan(2, 5, 2)
    said = searched(headings(sections, 1), sections)
    assert said == "全文，重点查找 二、主要任务（其他章节、表格和附件里写了的也算）"


def test_a_number_is_told_with_the_part_that_it_is_counted_in() -> None:
    sections = plan(2, 2, 2)
    said = searched((sections[4].heading, sections[8].heading), sections)
    assert "二、主要任务 › （一）主要任务举措；三、保障措施 › （二）保障措施举措（" in said


def test_of_many_sections_the_parts_are_named() -> None:
    sections = plan(2, 6, 4)
    measures = tuple(section.heading for section in sections if section.level == 2 and section.path[0] != PARTS[0])
    assert searched(measures, sections).startswith("全文，重点查找 二、主要任务；三、保障措施（")


@pytest.mark.parametrize("said", [PARTS, (*PARTS, "（一）主要任务举措")])
def test_all_parts_are_the_whole_plan(said: tuple[str, ...]) -> None:
    assert searched(said, plan(1, 1, 1)) == "全文"


def test_where_nothing_is_told_nothing_is_said() -> None:
    assert searched((), plan(1, 1, 1)) == ""


def missing(report: Report) -> list[Numbered]:
    return [item for item in numbered(report) if proposed(item, report)]


def test_what_is_missing_has_a_place_in_every_output(report: Report, tmp_path: Path) -> None:
    items = missing(report)
    assert [proposed(item, report) for item in items] == SPOTS
    for kind in ("text", "html", "docx", "xlsx"):
        target = tmp_path / f"report.{kind}"
        WRITERS[kind](report, target)
        said = written(target)
        for words in SPOTS:
            assert bare(words) in said, (kind, words)


def test_the_workbook_gives_its_page_and_section(report: Report, tmp_path: Path) -> None:
    WRITERS["xlsx"](report, tmp_path / "核对表.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "核对表.xlsx")["问题清单"].iter_rows(values_only=True))
    for item in missing(report):
        row = dict(zip(rows[0], rows[item.number], strict=True))
        assert row["页码"] and row["所在章节"]


def written(file: Path) -> str:
    """All words of a report, without white space."""
    if file.suffix in (".docx", ".xlsx"):
        with ZipFile(file) as parts:
            texts = (
                re.sub(r"<[^>]+>", "", parts.read(name).decode()) for name in parts.namelist() if name.endswith(".xml")
            )
            return bare("".join(texts))
    return bare(file.read_text(encoding="utf-8"))


def bare(text: str) -> str:
    return "".join(text.split())
