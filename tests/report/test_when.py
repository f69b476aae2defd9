"""Times as they are shown: in the plan's words, and no more exactly than they are."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.document import Block, Document, PageCoverage, Table
from pipeline.extract import extract
from pipeline.findings import Period, Report, Target
from pipeline.report import when
from pipeline.segment import segment


def told(report: Report, *blocks: Block) -> Report:
    document = Document("x", "0" * 64, "docx", blocks, 1, (PageCoverage(1, "text", 1),))
    return replace(report, document=document, facts=extract(document, segment(document)))


def dues(report: Report) -> list[str]:
    due = when.dues(report)
    return [due(fact.value, fact) for fact in report.facts if isinstance(fact.value, Target)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2022 年10月9日至2023年6月完成。", "2022年10月9日至2023年6月"),
        ("2024年秋季招生。", "2024年秋季"),
        ("2025年6月前建成。", "2025年6月前"),
        ("到2025年9月，建成平台。", "到2025年9月"),
        ("到2025年底，建成平台。", "2025年底"),
        ("2024年起扩大范围。", "2024年起"),
        ("第7—12个月完成。", "公布后第 7–12 个月"),
    ],
)
def test_a_time_is_shown_in_the_words_of_the_plan(report: Report, text: str, said: str) -> None:
    plan = told(report, Block(text, "paragraph", 1))
    (fact,) = (fact for fact in plan.facts if isinstance(fact.value, Period))
    assert when.period(fact.value, fact.evidence.quote) == said


def test_a_year_that_stands_elsewhere_is_put_before(report: Report) -> None:
    plan = told(report, Block("2023年3月启动，10月底前完成，年底前验收。", "paragraph", 1))
    times = [when.period(fact.value, fact.evidence.quote) for fact in plan.facts if isinstance(fact.value, Period)]
    assert times == ["2023年3月", "2023年10月底前", "2023年底前"]


def test_a_target_is_due_when_its_paragraph_column_or_heading_says(report: Report) -> None:
    assert dues(told(report, Block("到2025年9月，建成示范工程30个。", "paragraph", 1))) == ["到2025年9月"]
    table = Table((("指标", "单位", "2024年", "2025"), ("智能工厂", "家", "3", "5")))
    assert dues(told(report, Block(table.text, "table", 1, table=table))) == ["2024年", "2025年"]
    assert dues(told(report, Block("2023年3月至10月，建成示范工程3个。", "paragraph", 1))) == ["2023年10月"]
    stage = Block("推进阶段（2023年5月—2024年6月）", "heading", 1, level=1)
    assert dues(told(report, stage, Block("建成智能工厂3家。", "paragraph", 1))) == ["2024年6月"]


@pytest.mark.parametrize(
    ("day", "quote", "said"),
    [
        (date(2023, 7, 1), "2023年7月1日起", "2023-07-01"),
        (date(2023, 7, 1), "2023年7月起", "2023-07"),
        (date(2024, 12, 31), "2023—2024年", "2024"),
        (date(2024, 11, 30), "2024年秋季", "2024"),
        (date(2024, 6, 30), "2024年上半年", "2024-06"),
        (date(2023, 4, 15), "2023-04-15", "2023-04-15"),
        (date(2023, 4, 30), "2023.4", "2023-04"),
        (None, "2024年起", ""),
    ],
)
def test_of_a_day_is_told_what_the_words_say(day: date | None, quote: str, said: str) -> None:
    assert when.as_said(day, quote) == said
