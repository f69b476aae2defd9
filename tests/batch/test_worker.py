"""A fault of ours in a worker: the user is told in Chinese, developers find the trace, and nothing of it is kept for good."""

import json
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bench.plans import write_docx
from corpora.reading import read_plans
from pipeline.apart.process import told, trace
from pipeline.batch import RoundOptions, pool, run_batch
from pipeline.batch.ending import exit_code, summary
from pipeline.batch.progress import Silent
from pipeline.errors import ReaderCrashedError, UsageError
from pipeline.limits import ROUND
from pipeline.profile import DEFAULT
from pipeline.resources import resource
from pipeline.round import Refusal

BROKEN_READER = """
import pipeline.read as read
from pipeline.batch.worker import main
read.READERS = {"docx": lambda path, limits, progress: {}["no such key"]}
main()
"""

BROKEN_RECOGNITION = """
from dataclasses import replace
import pipeline.read as read
from pipeline.batch.worker import main
from pipeline.document import Remark
docx = read.READERS["docx"]
failed = (Remark("ocr_failed", "识别程序出错", 1),)
read.READERS = {"docx": lambda *given: replace(docx(*given), remarks=failed)}
main()
"""

SLOW_RECOGNITION = """
import time
import pipeline.read as read
from pipeline.batch.worker import main
from pipeline.read.ocr import ocr_picture
docx = read.READERS["docx"]
def slow(path, limits, progress):
    for page in (1, 2, 3):
        ocr_picture(b"no picture", page)
        time.sleep(2)
        progress(page, 3)
    return docx(path, limits, progress)
read.READERS = {"docx": slow}
main()
"""

ENDED_WHILE_IT_WRITES = """
import time
import pipeline.read as read
from pipeline.batch.worker import main
from pipeline.report.files import replacing
def hang(path, limits, progress):
    with replacing(path.parent.parent / "结果" / "reports" / "a.html"):
        time.sleep(60)
read.READERS = {"docx": hang}
main()
"""

WITHOUT_OFFICE = """
import pipeline.read as read
from pipeline.batch.worker import main
from pipeline.read import office
office.find_office = lambda: None
read.READERS = {"docx": read.READERS["odt"]}
main()
"""


class Kept(Silent):
    """Remembers how many plans of an earlier run were kept, and what was said."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, words: str) -> None:
        self.said.append(words)

    def begin(self, total: int, kept: int, refusals: Sequence[Refusal] = ()) -> None:
        self.kept, self.refused = kept, [refusal.file for refusal in refusals]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One plan to be checked."""
    (tmp_path / "报送").mkdir()
    write_docx(next(iter(read_plans())).text, tmp_path / "报送" / "方案.docx")
    return tmp_path / "报送"


def test_the_trace_of_a_reader_that_crashes_is_kept(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "WORKER", (sys.executable, "-c", BROKEN_READER))
    found = run_batch(folder, tmp_path / "结果", RoundOptions(workers=1))
    (refusal,) = found.refusals
    assert refusal.kind == "failed" and "KeyError" not in refusal.message
    assert "不一定是文件的问题。请把出错信息反馈给开发人员" in refusal.message
    (kept,) = (tmp_path / "结果" / ".yushen" / "failures").glob("*.txt")
    assert "KeyError: 'no such key'" in kept.read_text(encoding="utf-8")


def test_a_worker_says_when_recognition_begins(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It buys time, of which text pages get none."""
    monkeypatch.setattr(pool, "WORKER", (sys.executable, "-c", SLOW_RECOGNITION))
    limits = replace(ROUND, seconds=5, seconds_per_page=5)
    assert run_batch(folder, tmp_path / "结果", RoundOptions(workers=1, limits=limits)).plans


def test_what_an_ended_worker_had_half_written_is_not_among_the_results(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "WORKER", (sys.executable, "-c", ENDED_WHILE_IT_WRITES))
    found = run_batch(folder, tmp_path / "结果", RoundOptions(workers=1, limits=replace(ROUND, seconds=2)))
    assert [refusal.kind for refusal in found.refusals] == ["failed"]
    assert (tmp_path / "结果" / "reports").is_dir() and not list((tmp_path / "结果" / "reports").iterdir())


@pytest.mark.parametrize("added", ["\n# another word\n", "\n[[requirement"])
def test_a_profile_that_is_edited_during_the_round_ends_it(
    added: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a worker that is started later would judge the rest by another one, under the keys of the first."""
    shutil.copy(folder / "方案.docx", folder / "另一份.docx")
    profile = Path(shutil.copytree(resource("pipeline/profiles"), tmp_path / "标准")) / f"{DEFAULT}.toml"

    class Editing(Silent):
        def finish(self, name: str, refusal: Refusal | None) -> None:
            profile.write_text(profile.read_text(encoding="utf-8") + added, encoding="utf-8")

    monkeypatch.setattr(pool, "TASKS", 1)
    with pytest.raises(UsageError, match="核对标准在核对期间被改动"):
        run_batch(folder, tmp_path / "结果", RoundOptions(workers=1, profile=str(profile)), Editing())


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


def test_only_what_has_more_to_say_is_traced() -> None:
    error = ReaderCrashedError("读取时出错")
    assert not told(error)
    error.add_note("IndexError in the child")
    assert told(error) and "IndexError in the child" in trace(error)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text there")
def test_what_a_windows_zip_unpacks_to_is_called_as_it_was_meant(folder: Path, tmp_path: Path) -> None:
    (folder / "宝鸡").mkdir()
    (folder / "方案.docx").rename(folder / "宝鸡" / os.fsdecode("方案.docx".encode("gbk")))
    out = tmp_path / "结果"
    (plan,) = run_batch(folder, out, RoundOptions(workers=1)).plans
    assert plan.file == "宝鸡/方案.docx" and plan.outputs["html"].startswith("reports/方案.")
    (report,) = (out / "reports").glob("*.json")
    assert json.loads(report.read_text(encoding="utf-8"))["document"]["file"] == "方案.docx"


@pytest.mark.parametrize("worker", [BROKEN_RECOGNITION, WITHOUT_OFFICE])
def test_what_a_broken_installation_could_not_read_is_tried_again(
    worker: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listener = Kept()
    with monkeypatch.context() as patched:
        patched.setattr(pool, "WORKER", (sys.executable, "-c", worker))
        run_batch(folder, tmp_path / "结果", RoundOptions(workers=1))
    run_batch(folder, tmp_path / "结果", RoundOptions(workers=1), listener)
    assert listener.kept == 0
    run_batch(folder, tmp_path / "结果", RoundOptions(workers=1), listener)
    assert listener.kept == 1


def test_what_the_list_has_and_the_folder_lacks_is_said(folder: Path, tmp_path: Path) -> None:
    rows = "文件,日期,推荐单位\n方案.docx,2022-07-01,\n别市.docx,2022-07-01,湖北住建厅\n"
    (folder / "报送清单.csv").write_text(rows, encoding="utf-8-sig")
    listener, out = Kept(), tmp_path / "结果"
    found = run_batch(folder, out, RoundOptions(workers=1), listener)
    assert listener.said == ["报送清单有、文件夹里没有：别市.docx"]
    assert exit_code(found) == 1
    assert "报送清单有、文件夹里没有 1" in next(summary(found, out))
    index = json.loads((out / "batch.json").read_text(encoding="utf-8"))
    assert index["missing"] == [{"file": "别市.docx", "unit": "湖北省"}]
    assert index["counts"]["files"] == 1
    last = list(load_workbook(out / "台账.xlsx")["总览"].iter_rows(values_only=True))[-1]
    assert (last[0], *last[3:5]) == ("湖北省", "别市.docx", "缺文件")
    assert "清单有、文件夹里没有" in last[-2]


def test_a_file_that_could_not_be_read_counts_with_the_unit_that_recommends_it(folder: Path, tmp_path: Path) -> None:
    (folder / "安康.docx").write_bytes(b"nonsense")
    rows = "文件,日期,推荐单位\n方案.docx,2022-07-01,陕西省\n安康.docx,2022-07-01,陕西住建厅\n商洛.docx,,陕西省\n"
    (folder / "报送清单.csv").write_text(rows, encoding="utf-8-sig")
    out = tmp_path / "结果"
    found = run_batch(folder, out, RoundOptions(workers=1))
    (quota,) = found.quotas
    assert (len(quota.cities), quota.unread) == (1, ("安康市", "商洛市"))
    assert [refusal.unit for refusal in found.refusals] == ["陕西省"]
    (told,) = json.loads((out / "batch.json").read_text(encoding="utf-8"))["quota"]
    assert (len(told["cities"]), told["unread"], told["count"]) == (1, ["安康市", "商洛市"], 3)
    overview = list(load_workbook(out / "台账.xlsx")["总览"].iter_rows(values_only=True))
    assert [row[0] for row in overview[-3:]] == ["陕西省"] * 3
    page = (out / "总览.html").read_text(encoding="utf-8")
    assert "<td>陕西省</td><td>安康.docx</td>" in page and "未能核对：安康市、商洛市" in page


def test_a_row_that_fits_several_plans_is_used_for_none_and_said(folder: Path, tmp_path: Path) -> None:
    for name in ("江苏", "浙江"):
        (folder / name).mkdir()
        (folder / name / "方案.docx").write_bytes((folder / "方案.docx").read_bytes())
    (folder / "方案.docx").unlink()
    (folder / "报送清单.csv").write_text("文件,日期,推荐单位\n方案.docx,2022-08-15,湖南省\n", encoding="utf-8-sig")
    out = tmp_path / "结果"
    found = run_batch(folder, out, RoundOptions(workers=1))
    assert {plan.file for plan in found.plans} == {"江苏/方案.docx", "浙江/方案.docx"} and not found.missing
    for plan in found.plans:
        assert plan.dated_by != "报送清单" and "分不清是哪一份" in plan.reading
        assert found.doubts[plan.file] in plan.reading
    assert "分不清是哪一份" in (out / "总览.html").read_text(encoding="utf-8")


def test_what_an_earlier_run_refused_is_named_again(folder: Path, tmp_path: Path) -> None:
    (folder / "坏.docx").write_bytes(b"nonsense")
    listener = Kept()
    run_batch(folder, tmp_path / "结果", RoundOptions(workers=1), listener)
    assert (listener.kept, listener.refused) == (0, [])
    run_batch(folder, tmp_path / "结果", RoundOptions(workers=1), listener)
    assert (listener.kept, listener.refused) == (2, ["坏.docx"])
