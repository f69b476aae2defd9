"""A whole round: everything accounted for, what was planted found and nothing else, the same bytes every time."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook
from round_results import Done, contents

from pipeline.batch import RoundOptions, run_batch
from pipeline.batch.ending import exit_code, summary
from pipeline.errors import UsageError
from pipeline.round import DUPLICATE

ROOT = Path(__file__).resolve().parents[2]


def pairs(done: Done, *kinds: str) -> set[frozenset[str]]:
    return {frozenset((o.left, o.right)) for o in done.found.overlaps if o.kind in kinds}


def bearing(done: Done, rule: str, words: str = "") -> set[str]:
    return {plan.file for plan in done.found.plans for i in plan.across if i.rule == rule and words in i.message}


def test_every_file_is_accounted_for(done: Done) -> None:
    index = json.loads((done.out / "batch.json").read_text(encoding="utf-8"))
    assert index["counts"]["files"] == done.planted.files == sum(index["counts"].values()) / 2
    assert {plan["file"] for plan in index["plans"]} == set(done.planted.plans)
    refused = {r["file"] for r in index["refusals"] if r["kind"] == "refused"}
    assert refused == set(done.planted.damaged)
    assert {r["file"] for r in index["refusals"] if r["kind"] == "skipped"} == set(done.planted.skipped)
    assert all(any("\u4e00" <= char <= "\u9fff" for char in r["message"]) for r in index["refusals"])
    assert not any(r["message"].startswith(Path(r["file"]).name) for r in index["refusals"])
    reports = {path.name for path in (done.out / "reports").iterdir()}
    assert reports == {Path(name).name for plan in index["plans"] for name in plan["reports"].values()}
    assert all({"json", "html", "annotated"} == set(plan["reports"]) for plan in index["plans"])


def keys(value: object) -> Iterator[str]:
    """All keys of an object and of what it holds; those of `verdicts` and `reports` are ids and kinds."""
    for key, part in value.items() if isinstance(value, dict) else ():
        yield key
        yield from () if key in ("verdicts", "reports") else keys(part)
    for part in value if isinstance(value, list) else ():
        yield from keys(part)


def test_every_key_of_the_index_is_in_the_contract(done: Done) -> None:
    index = json.loads((done.out / "batch.json").read_text(encoding="utf-8"))
    contract = (ROOT / "docs" / "json.md").read_text(encoding="utf-8").partition("## A round: `batch.json`")[2]
    assert index["overlaps"] and index["quota"] and index["refusals"]
    told = set(re.findall(r"`([a-z_0-9]+)(?:\[\])?`", contract)) | {"schema"}
    assert set(keys(index)) <= told


def test_copies_and_versions_are_found_and_nothing_else(done: Done) -> None:
    wanted = {frozenset(pair) for pair in (*done.planted.copies, *done.planted.paraphrased)}
    assert pairs(done, "copy", "file", "unclear") == wanted
    assert pairs(done, "version", "city") == {frozenset(pair) for pair in done.planted.versions}
    assert bearing(done, "batch.duplicate", "雷同") == {file for pair in wanted for file in pair}
    for overlap in done.found.overlaps:
        assert bool(overlap.passages) == (overlap.kind in ("copy", "unclear"))
        assert all(item.left and item.right for item in overlap.passages)


def test_a_finding_on_two_plans_names_the_other_and_speaks_of_it(done: Done) -> None:
    named = [(plan.file, i) for plan in done.found.plans for i in plan.across if i.other]
    assert {i.rule for _, i in named} == {DUPLICATE} and all(i.other in i.message for _, i in named)
    told = [(o.left, o.right) for o in done.found.overlaps]
    assert sorted((file, i.other) for file, i in named) == sorted([*told, *((right, left) for left, right in told)])
    assert not any(i.rule == DUPLICATE and not i.other for plan in done.found.plans for i in plan.across)


def test_quota_and_deadline(done: Done) -> None:
    assert {row.unit for row in done.found.quotas if row.exceeded} == set(done.planted.over_quota)
    assert bearing(done, "batch.quota") == {p.file for p in done.found.plans if p.unit in done.planted.over_quota}
    assert bearing(done, "batch.deadline", "报送清单") == set(done.planted.late)
    assert bearing(done, "batch.deadline", "文件时间") == set(done.planted.late_by_file)


def test_ledger_opens_and_links_lead_to_reports(done: Done) -> None:
    book = load_workbook(done.out / "台账.xlsx")
    assert book.sheetnames == ["总览", "逐项核对", "问题清单", "量化指标", "进度安排", "查重", "推荐名额", "说明"]
    assert book["总览"].max_row == done.planted.files + 1
    assert book["逐项核对"].max_row == len(done.found.plans) + 1
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    linked = {cell.hyperlink.target for cell in cells if cell.hyperlink}
    assert linked >= {plan.outputs["html"] for plan in done.found.plans}
    assert all((done.out / target).is_file() for target in linked)


def test_reports_lead_back_to_the_overview(done: Done) -> None:
    for plan in done.found.plans:
        report = done.out / plan.outputs["html"]
        (back,) = set(re.findall(r'href="([^"#]+)"', report.read_text(encoding="utf-8")))
        assert (report.parent / back).resolve() == (done.out / "总览.html").resolve()


def test_exit_code_and_summary(done: Done) -> None:
    assert exit_code(done.found) == 1
    words = "\n".join(summary(done.found, done.out))
    assert f"共 {done.planted.files} 个文件" in words
    assert "超额" in words


def test_workers_order_and_rerun_change_no_byte(done: Done, results: Mapping[str, bytes], tmp_path: Path) -> None:
    run_batch(done.folder, done.out, RoundOptions(workers=1))
    assert contents(done.out) == results
    other = tmp_path / "别处"
    shutil.copytree(done.folder, other)
    run_batch(other, tmp_path / "out", RoundOptions(workers=1))
    assert contents(tmp_path / "out") == results


def test_only_what_changed_is_done_again(done: Done, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.batch import pool

    folder, out = tmp_path / "in", tmp_path / "out"
    shutil.copytree(done.folder, folder)
    shutil.copytree(done.out, out)
    gone, changed = sorted(done.planted.plans)[:2]
    report = out / next(p.outputs["html"] for p in done.found.plans if p.file == gone)
    (folder / gone).unlink()
    (folder / changed).write_bytes((folder / sorted(done.planted.plans)[3]).read_bytes())
    seen: list[str] = []
    run = pool.Pool.run
    monkeypatch.setattr(pool.Pool, "run", lambda self, tasks: (seen.extend(t.name for t in tasks), run(self, tasks))[1])
    found = run_batch(folder, out, RoundOptions(workers=1))
    assert seen == [changed]
    assert gone not in {plan.file for plan in found.plans}
    assert not report.exists()


def test_killed_at_random_and_resumed(done: Done, results: Mapping[str, bytes], tmp_path: Path) -> None:
    chance = random.Random(5)
    out = tmp_path / "out"
    command = [sys.executable, "cli.py", "batch", str(done.folder), "-o", str(out), "--workers", "2"]
    kills = 0
    while kills < 2:
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        before = len(list(out.glob(".yushen/results/*")))
        until = time.monotonic() + 60
        while process.poll() is None and len(list(out.glob(".yushen/results/*"))) < before + chance.randint(2, 6):
            assert time.monotonic() < until
            time.sleep(0.02)
        if process.poll() is not None:
            break
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        kills += 1
    assert kills >= 1
    last = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert last.returncode == 1, last.stderr
    assert "沿用上次的结果" in last.stderr
    assert contents(out) == results


def test_an_interrupted_run_says_how_to_go_on(done: Done, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "cli.py", "batch", str(done.folder), "-o", str(out), "--workers", "1"]
    before = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a shell's background job is deaf, and so is its child
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    signal.signal(signal.SIGINT, before)
    until = time.monotonic() + 60
    while not list(out.glob(".yushen/results/[!.]*")):
        assert process.poll() is None and time.monotonic() < until
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    said, complaints = process.communicate(timeout=60)
    assert process.returncode == 130
    assert complaints.rstrip().endswith("已中断，已完成的结果都在；再运行一次同样的命令即可接着做。")
    assert "Traceback" not in complaints and not said
    assert list(out.glob(".yushen/results/[!.]*"))


def test_nothing_to_do_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(UsageError, match="没有可核对的方案"):
        run_batch(tmp_path / "空", tmp_path / "out")
    with pytest.raises(UsageError, match="没有"):
        run_batch(tmp_path / "不存在", tmp_path / "out")


def test_a_file_in_place_of_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "方案.docx").write_bytes(b"")
    with pytest.raises(UsageError, match="是一个文件.*yushen check"):
        run_batch(tmp_path / "方案.docx", tmp_path / "out")


def test_nothing_readable_is_exit_3(tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"nonsense")
    found = run_batch(tmp_path, tmp_path / "out", RoundOptions(workers=1))
    assert exit_code(found) == 3
    assert (tmp_path / "out" / "台账.xlsx").is_file()
