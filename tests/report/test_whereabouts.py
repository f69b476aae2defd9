"""Where something stands and where was looked for it, in words."""

import pytest

from pipeline.document import Section
from pipeline.report.whereabouts import searched

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
