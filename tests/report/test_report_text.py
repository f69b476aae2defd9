"""The terminal report: complete, within its width, without effect on the terminal."""

import io
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from pipeline.findings import Report
from pipeline.report import text
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
    for finding in report.findings:
        assert flat(finding.message) in output
        assert flat(finding.advice) in output
        assert finding.rule in output
        for proof in finding.evidence:
            assert flat(proof.quote) in output
    assert "约第3页·四、试点内容›（三）创新管理机制" in output
    assert "查找范围：四、试点内容；六、保障措施" in output


def test_gravest_first_with_clause(report: Report) -> None:
    output = printed(report)
    assert output.index("须补正（4）") < output.index("建议完善（4）") < output.index("提示（1）")
    assert "1. 缺失  建设试点示范工程  三（三）  task.missing" in output


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
