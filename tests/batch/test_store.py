"""Records: complete or absent, and void once anything they depend on changes."""

import errno
import io
import os
import sys
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.batch import run_batch
from pipeline.batch.inputs import check_apart, find_inputs
from pipeline.batch.progress import Plain, listening
from pipeline.batch.store import Basis, Store, key, locked
from pipeline.batch.task import output_stem
from pipeline.batch.writing import hindrance
from pipeline.errors import UsageError
from pipeline.read.detect import digest
from pipeline.round import Refusal

BASIS = Basis("p", "t", "m")


def test_key_depends_on_everything() -> None:
    keys = {
        key("a", "1", BASIS), key("b", "1", BASIS), key("a", "2", BASIS), key("a", "1", Basis("q", "t", "m")),
        key("a", "1", Basis("p", "u", "m")), key("a", "1", Basis("p", "t", "n")),
    }  # fmt: skip
    assert len(keys) == 6


def test_record_is_void_when_it_or_its_reports_are_damaged(tmp_path: Path) -> None:
    import hashlib

    store = Store(tmp_path)
    report = tmp_path / "reports" / "a.html"
    report.parent.mkdir()
    report.write_bytes(b"x")
    store.save("k", {"status": "read", "outputs": {"html": ["reports/a.html", hashlib.sha256(b"x").hexdigest()]}})
    assert store.load("k") is not None
    report.write_bytes(b"y")
    assert store.load("k") is None
    assert store.load("k", verify=False) is not None
    path = next(store.records.iterdir())
    path.write_bytes(path.read_bytes()[:-9])
    assert store.load("k", verify=False) is None


def test_prune_removes_only_below_reports(tmp_path: Path) -> None:
    store = Store(tmp_path / "out")
    outside = tmp_path / "wichtig.txt"
    outside.write_text("x", encoding="utf-8")
    store.save("k", {"outputs": {"html": ["reports/../../wichtig.txt", ""]}})
    store.prune((), ())
    assert outside.exists()
    assert not list(store.records.iterdir())


def test_what_people_wrote_into_is_renamed_once_before_it_is_made_anew(tmp_path: Path) -> None:
    store = Store(tmp_path / "out")
    reports = tmp_path / "out" / "reports"
    reports.mkdir(parents=True)
    for name in ("a.批注.docx", "b.批注.docx", "a.html"):
        (reports / name).write_bytes(b"as written")
    outputs = {name: (f"reports/{name}", digest(reports / name)) for name in ("a.批注.docx", "b.批注.docx", "a.html")}
    record = {"annotated": outputs["a.批注.docx"], "html": outputs["a.html"]}
    store.save("old", {"outputs": record})
    store.save("kept", {"outputs": {"annotated": outputs["b.批注.docx"]}})
    for name in ("a.批注.docx", "b.批注.docx", "a.html"):
        (reports / name).write_bytes(b"somebody's words")
    assert [path.name for path in store.spare({"kept"})] == ["a.批注.旧1.docx"]
    assert store.load("old", verify=False) is None and store.load("kept") is not None
    (reports / "a.批注.docx").write_bytes(b"made anew by a run that was cut short")
    assert store.spare({"kept"}) == []
    store.prune({"kept"}, ["reports/b.批注.docx"])
    assert {path.name for path in reports.iterdir()} == {"a.批注.旧1.docx", "b.批注.docx"}


def test_what_is_open_elsewhere_stays_until_a_later_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "out")
    report = tmp_path / "out" / "reports" / "a.批注.docx"
    report.parent.mkdir(parents=True)
    report.write_bytes(b"x")
    store.save("k", {"outputs": {"annotated": ["reports/a.批注.docx", ""]}})
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", lambda *given, **named: raising(PermissionError(13, "open in Word")))
        store.prune((), ())
    assert report.exists() and list(store.records.iterdir())
    store.prune((), ())
    assert not report.exists() and not list(store.records.iterdir())


def test_what_people_wrote_into_and_have_open_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows lets nobody rename it; the round must neither go on without it nor end without saying which it is."""
    store = Store(tmp_path / "out")
    report = tmp_path / "out" / "reports" / "a.批注.docx"
    report.parent.mkdir(parents=True)
    report.write_bytes(b"somebody's words")
    store.save("old", {"outputs": {"annotated": ["reports/a.批注.docx", "0" * 64]}})
    with monkeypatch.context() as patched:
        held = PermissionError(13, "open in Word", str(report), None, "a.批注.旧1.docx")
        patched.setattr(Path, "replace", lambda *_: raising(held))
        with pytest.raises(UsageError, match="a.批注.docx 有人改过.*请关闭") as caught:
            store.spare(())
        assert not hindrance(caught.value, store.out)
    assert [path.name for path in store.spare(())] == ["a.批注.旧1.docx"]


def test_a_note_of_a_failure_stays_as_long_as_the_file_fails(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for name in ("fails", "succeeds", "gone"):
        store.note(name, f"{name}: KeyError")
    half = store.failures / ".yushen-1.tmp"
    half.write_text("half")
    store.save("succeeds", {"outputs": {}})
    store.sweep()
    store.prune({"fails", "succeeds"}, ())
    assert [path.name for path in store.failures.iterdir()] == ["fails.txt"]
    assert store.load("succeeds") is not None


def raising(error: Exception) -> None:
    raise error


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(UsageError, match="正在使用"), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass


def test_a_disk_without_locks_is_told_from_another_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.batch.store._lock", lambda _: raising(OSError(errno.ENOLCK, "no locks")))
    with pytest.raises(UsageError, match="不能加锁"), locked(tmp_path):
        pass


def test_a_lock_met_by_the_work_is_not_taken_for_another_run(tmp_path: Path) -> None:
    with pytest.raises(BlockingIOError), locked(tmp_path):
        raise BlockingIOError("a pipe that is full")


def test_inputs_by_name_not_by_file_system(tmp_path: Path) -> None:
    for name in ("b.docx", "a/c.PDF", "a/~$b.docx", "x.txt", ".hidden/d.docx", "out/e.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "l.docx").symlink_to(tmp_path / "b.docx")
    found = find_inputs(tmp_path, leave_out=(tmp_path / "out",))
    assert [item.name for item in found.plans] == ["a/c.PDF", "b.docx"]
    assert [item.file for item in found.skipped] == ["a/~$b.docx", "l.docx", "x.txt"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text there")
def test_two_files_whose_names_read_the_same_are_two_plans(tmp_path: Path) -> None:
    in_gbk = os.fsdecode("方案.docx".encode("gbk"))
    for name, content in (("方案.docx", b"1"), (in_gbk, b"2"), ("甲/方案.docx", b"3")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    found = {item.name: item.path.read_bytes() for item in find_inputs(tmp_path, leave_out=()).plans}
    assert set(found) == {"方案.docx", "方案（同名2）.docx", "甲/方案.docx"}
    assert set(found.values()) == {b"1", b"2", b"3"}


def test_a_folder_that_is_a_link_in_a_circle_is_none(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    check_apart(tmp_path / "a", tmp_path / "out")
    with pytest.raises(UsageError, match="没有"):
        find_inputs(tmp_path / "a", leave_out=(tmp_path / "b",))


def test_links_in_a_circle_are_no_plans(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"")
    for one, other in (("b.docx", "c.docx"), ("c.docx", "b.docx")):
        (tmp_path / one).symlink_to(tmp_path / other)
    found = find_inputs(tmp_path, leave_out=())
    assert [item.name for item in found.plans] == ["a.docx"]
    assert [item.file for item in found.skipped] == ["b.docx", "c.docx"]


def test_folders_that_are_not_entered_are_accounted_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("in/a.docx", "in/无权限/b.docx", "elsewhere/c.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "in" / "链接").symlink_to(tmp_path / "elsewhere")
    scandir = os.scandir

    def guarded(path: str) -> object:
        return raising(PermissionError(13, "no", path)) if str(path).endswith("无权限") else scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    found = find_inputs(tmp_path / "in", leave_out=())
    assert [item.name for item in found.plans] == ["a.docx"]
    assert {item.file: item.kind for item in found.skipped} == {"无权限/": "failed", "链接/": "skipped"}


def test_our_own_files_are_no_plans(tmp_path: Path) -> None:
    ours = (
        "徐州市.批注.docx",
        "徐州市.a1b2c3.批注.pdf",
        "徐州市.意见表.docx",
        "徐州市.预审.json",
        "台账.旧1.xlsx",
        "徐州市.批注.旧2.docx",
    )
    former = ("旧结果/.yushen/lock", "旧结果/batch.json", "旧结果/reports/徐州市.批注.docx", "旧结果/甲市.docx")
    for name in ("徐州市.docx", "意见表.docx", "乙/batch.json", *ours, *former):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    found = find_inputs(tmp_path, leave_out=())
    assert [item.name for item in found.plans] == ["徐州市.docx", "意见表.docx"]
    assert sorted(item.file for item in found.skipped) == sorted(("乙/batch.json", "旧结果/", *ours))
    said = {item.file: item.message for item in found.skipped}
    assert "以前的核对结果" in said["旧结果/"]
    assert all("预审自己写出的文件" in said[name] for name in ours)


@pytest.mark.parametrize("out", ["报送", "报送/../报送", "链接"])
def test_results_are_not_written_among_the_plans(tmp_path: Path, out: str) -> None:
    (tmp_path / "报送").mkdir()
    (tmp_path / "链接").symlink_to(tmp_path / "报送")
    with pytest.raises(UsageError, match="不能写进放方案的文件夹"):
        run_batch(tmp_path / "报送", tmp_path / out)
    with pytest.raises(UsageError, match="不能写进放方案的文件夹"):
        check_apart(tmp_path / "结果" / "reports", tmp_path / "结果")
    check_apart(tmp_path / "报送", tmp_path / "报送" / "结果")
    assert not list((tmp_path / "报送").iterdir())


def test_report_names_are_safe_and_different() -> None:
    names = ["a/方案.docx", "b/方案.docx", "=cmd|'x'!A1 #%.docx", "../../etc/passwd.docx", "\u202e\x1b[31m.docx"]
    stems = [output_stem(name) for name in names]
    assert len(set(stems)) == len(names)
    assert not any(char in stem for stem in stems for char in "/\\#% '|\u202e\x1b")


def test_plain_lines_hold_no_control_characters() -> None:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=False, width=200)
    with listening(console) as listener:
        assert isinstance(listener, Plain)
        listener.begin(1, 0)
        listener.finish("坏\x1b[31m\u202e[red].docx", Refusal("坏", "refused", "坏\x1b]0;x\x07\r\n了"))
    said = stream.getvalue()
    assert "[red]" in said
    assert not any(char in said for char in "\x1b\u202e\x07\r")
    assert "1/1 份，0 页，无法读取 1，失败 0" in said


def test_plain_lines_count_what_an_earlier_run_refused() -> None:
    stream = io.StringIO()
    with listening(Console(file=stream, force_terminal=False, width=200)) as listener:
        listener.begin(3, 2, (Refusal("旧.docx", "refused", "坏了"),))
        listener.finish("新.docx", Refusal("新.docx", "refused", "也坏了"))
    said = stream.getvalue()
    assert "未能核对：旧.docx：坏了" in said
    assert "3/3 份，0 页，无法读取 2，失败 0" in said
