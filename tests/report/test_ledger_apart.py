"""The ledger that a process of its own writes is the one that this process would write, and says the same."""

from dataclasses import replace
from itertools import repeat
from pathlib import Path

import pytest
from ledger_builder import HOSTILE, round_of, row, write_ledger
from openpyxl import load_workbook

from pipeline.apart.wire import dump, load
from pipeline.batch.rows import plan_detail
from pipeline.findings import Report
from pipeline.report.ledger.apart import write_apart
from pipeline.round import Detail, Missing, PlanRow, Refusal, Round


@pytest.fixture
def found(hostile: Report) -> Round:
    words = "".join(HOSTILE)
    rows = tuple(row(hostile, f"{piece}/{at}.docx", piece) for at, piece in enumerate(HOSTILE))
    made = round_of(*rows, words=words, refused=(Refusal(words, "refused", words),), report=hostile)
    return replace(made, missing=(Missing("丁.docx", words),), doubts={words: words})


def test_round_and_details_cross_unchanged(found: Round, hostile: Report) -> None:
    detail = plan_detail(hostile)
    assert load(Round, dump(found)) == found
    assert load(Detail, dump(detail)) == detail
    assert any(fact.end for fact in detail.periods) and any(issue.verdict == "" for issue in detail.issues)


@pytest.mark.parametrize("change", [{"outputs": ["a"]}, {"severities": {"schlimm": 1}}, {"severities": {"error": "1"}}])
def test_what_is_no_round_is_refused(found: Round, change: dict[str, object]) -> None:
    broken = replace(found.plans[0], **change)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not"):
        load(PlanRow, dump(broken))


def test_the_same_ledger_and_the_same_words(found: Round, hostile: Report, tmp_path: Path) -> None:
    here, there = tmp_path / "甲" / "台账.xlsx", tmp_path / "乙" / "台账.xlsx"
    detail = plan_detail(hostile)
    for path in (here, there):
        path.parent.mkdir()
        path.write_bytes(b"no workbook")
    trace = there.parent / ".yushen" / "ledger.gz"
    note = write_ledger(found, detail, here, here.parent / ".yushen" / "ledger.gz")
    assert "读不出来" in note
    assert write_apart(found, repeat(detail, len(found.plans)), there, trace) == note
    assert here.read_bytes() == there.read_bytes()
    assert trace.read_bytes() == (here.parent / ".yushen" / "ledger.gz").read_bytes()
    assert load_workbook(there)["问题清单"].max_row > len(found.plans)


def test_what_the_system_refuses_is_said_here(found: Round, hostile: Report, tmp_path: Path) -> None:
    (tmp_path / "台账.xlsx").mkdir()
    (tmp_path / "台账.xlsx" / "a").write_text("")
    details = repeat(plan_detail(hostile), len(found.plans))
    with pytest.raises(OSError, match="台账") as caught:
        write_apart(found, details, tmp_path / "台账.xlsx", tmp_path / "ledger.gz")
    assert caught.value.errno
