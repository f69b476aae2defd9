"""The terminal report: complete, within its width, without effect on the terminal."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from pipeline.check import load_profile
from pipeline.document import Block, Document, PageCoverage
from pipeline.findings import Report
from pipeline.journey import judge
from pipeline.report import digest, text
from pipeline.report.folding import fold
from pipeline.report.sanitize import UNSAFE, line


def printed(report: Report, width: int = 110, *, terminal: bool = False) -> str:
    stream = io.StringIO()
    text.render(report, Console(file=stream, width=width, force_terminal=terminal, legacy_windows=False))
    return stream.getvalue()


def flat(printed: str) -> str:
    return "".join(printed.split())


def test_says_everything(report: Report) -> None:
    output = flat(printed(report, 200))
    for outcome in report.outcomes:
        assert flat(outcome.requirement.title) in output
    for item in digest.numbered(report):
        finding = item.finding
        assert flat(finding.message) in output
        assert flat(finding.advice) in output
        assert item.code in output
        for proof in finding.evidence:
            assert all(flat(cell) in output for cell in proof.quote.split("\t"))
    assert "约第3页·四、试点内容›（三）创新管理机制" in output
    assert "查找范围：全文，重点查找四、试点内容；六、保障措施（其他章节、表格和附件里写了的也算）" in output


def test_gravest_first_with_clause(report: Report) -> None:
    output = printed(report)
    assert output.index("须补正（4）") < output.index("建议完善（4）") < output.index("提示（1）")
    assert "1. 缺失  建设试点示范工程  demonstration" in output
    assert flat("依据 条款 三（三）") in flat(output)


def test_one_word_for_one_thing(report: Report) -> None:
    rows = [row.split()[0] for row in printed(report, 100).splitlines() if row.startswith("     ") and row.strip()]
    assert {"问题", "原文", "查找范围", "修改建议"} <= set(rows)
    assert not {"查过", "建议"} & set(rows)


def test_duties_stand_below_their_task(report: Report) -> None:
    rows = [row for row in printed(report).splitlines() if row.startswith(" ")]
    titles = [row.strip().split(" ")[0] for row in rows]
    task = titles.index("完善政策体系")
    assert titles.index("土地支持政策") > task
    assert next(row for row in rows if "土地支持政策" in row).startswith("   土地")
    assert titles.index("土地支持政策") < titles.index("培育智能建造产业")


@pytest.mark.parametrize("width", [40, 60, 80, 110, 160])
@pytest.mark.parametrize("name", ["report", "hostile"])
def test_never_wider_than_the_console(name: str, width: int, request: pytest.FixtureRequest) -> None:
    output = printed(request.getfixturevalue(name), width)
    assert max(cell_len(row) for row in output.splitlines()) <= width


def test_no_color_is_honoured(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[31m" in printed(report, terminal=True) or "\x1b[1;31m" in printed(report, terminal=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[31m" not in printed(report, terminal=True)
    assert "31m" not in printed(report, terminal=True)


def test_hostile_text_has_no_effect(hostile: Report) -> None:
    output = printed(hostile, 200)
    assert not UNSAFE.search(output)
    assert "[bold red]标记[/]" in flat(output).replace("[boldred]", "[bold red]")
    assert "红" in output
    assert line("\x1b]0;标题\x07x") == "x"


def test_file_is_plain_and_the_same_each_time(report: Report, tmp_path: Path) -> None:
    text.write(report, tmp_path / "a.txt", source=None)
    text.write(report, tmp_path / "b.txt", source=None)
    content = (tmp_path / "a.txt").read_bytes()
    assert content == (tmp_path / "b.txt").read_bytes()
    assert b"\x1b" not in content


def test_lines_are_filled_and_marks_do_not_begin_them(report: Report) -> None:
    name = "名称写得很长而且没有任何空格因此一行里放不下的规则要求"
    outcome = report.outcomes[0]
    long = replace(outcome, requirement=replace(outcome.requirement, title=name))
    rows = printed(replace(report, outcomes=(long, *report.outcomes[1:])), 80).splitlines()
    assert not [row for row in rows if row.strip()[:1] in tuple("，。、；：）》”…")]
    first = next(row for row in rows if name[:6] in row)
    assert name[:9] in first and "四（一）" in first


@pytest.mark.parametrize("width", [2, 7, 20, 33])
@pytest.mark.parametrize(
    "words",
    [
        "",
        "  1. 缺失  一二三四五六七八（三）",
        "新产业 | 数字设计、智能生产",
        "https://a.example/" + "x" * 50,
        "a\n\nb。" * 5,
    ],
)
def test_folding_loses_nothing_but_spaces(words: str, width: int) -> None:
    lines = [line.plain for line in fold(Text(words), width)]
    assert flat("".join(lines)) == flat(words)
    assert all(cell_len(line) <= width for line in lines)


def test_folding_keeps_words_together_and_fills_the_line() -> None:
    found = [line.plain for line in fold(Text("约第5页“新产业 数字设计与BIM审图，2022年"), 20)]
    assert found == ["约第5页“新产业 数字", "设计与BIM审图，2022", "年"]
    assert [line.plain for line in fold(Text("一二三四，五六"), 8)] == ["一二三", "四，五六"]


def test_duties_of_a_task_that_was_not_chosen_are_left_out() -> None:
    blocks = (
        Block("一、重点任务", "paragraph", 1),
        Block("2023年6月底前印发《若干措施》，市住建局牵头。", "paragraph", 1),
    )
    report = judge(Document("plan.docx", "0" * 64, "docx", blocks, 1, (PageCoverage(1, "text", 30),)), load_profile())
    rows = [row for group in digest.matrix(report) for row in group.rows if row.head.verdict == "not_chosen"]
    hidden = [flat(duty.requirement.title) for row in rows for duty in row.duties]
    assert hidden
    output = flat(printed(report, 200))
    assert all(flat(row.head.requirement.title) in output for row in rows)
    assert not [title for title in hidden if title in output]
