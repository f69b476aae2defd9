"""A fault of ours in a worker: the file is told of in Chinese, and the developers find out where it happened."""

from pathlib import Path

import pytest

from corpora.reading import read_plans
from pipeline.batch import Options, pool, run_batch
from pipeline.errors import ReaderCrashedError
from pipeline.read.process import trace

BROKEN_READER = """
import pipeline.read as read
from pipeline.batch.worker import main
read.READERS = {"docx": lambda path, limits, progress: {}["no such key"]}
main()
"""


def test_the_trace_of_a_reader_that_crashes_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bench.texts import write_docx

    monkeypatch.setattr(pool, "WORKER", ("-c", BROKEN_READER))
    (tmp_path / "报送").mkdir()
    write_docx(next(iter(read_plans())).text, tmp_path / "报送" / "方案.docx")
    found = run_batch(tmp_path / "报送", tmp_path / "结果", Options(workers=1))
    (refusal,) = found.refusals
    assert refusal.kind == "failed" and "KeyError" not in refusal.message
    (kept,) = (tmp_path / "结果" / ".yushen" / "failures").glob("*.txt")
    assert "KeyError: 'no such key'" in kept.read_text(encoding="utf-8")


def test_the_trace_is_of_the_cause_and_has_the_notes() -> None:
    try:
        try:
            raise IndexError("x" * 9000)
        except IndexError as cause:
            raise ReaderCrashedError("读取时出错") from cause
    except ReaderCrashedError as error:
        error.add_note("last words of the child")
        found = trace(error)
    assert len(found) == 4000 and found.endswith("x\nlast words of the child\n")
    assert "IndexError" not in trace(ReaderCrashedError("读取时出错"))
