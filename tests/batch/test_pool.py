"""Workers under watch: what hangs, dies, eats memory or babbles costs its own file alone."""

import re
import sys
import textwrap
from pathlib import Path

import pytest

from pipeline.batch import pool
from pipeline.batch.pool import Event, Pool, Setup
from pipeline.batch.store import Basis
from pipeline.batch.task import Task
from pipeline.errors import UsageError, YushenError
from pipeline.limits import MIB
from pipeline.read import Limits

BASIS = Basis("p", "t", "m")
WORKER = textwrap.dedent(
    """
    import json, os, sys, time
    def say(**words):
        print(json.dumps(words), flush=True)
    sys.stdin.readline()
    say(ready=["p", "t", "m"])
    for line in sys.stdin:
        name = json.loads(line)["name"]
        if name == "hang": time.sleep(60)
        elif name == "die": os._exit(9)
        elif name in ("eat", "hold"):
            if name == "hold": say(recognising=True)
            hoard = bytearray(400 << 20)
            hoard[::4096] = b"x" * len(hoard[::4096])
            time.sleep(60 if name == "eat" else 1)
            say(done=1)
        elif name == "linger":
            for _ in range(90):
                say(recognising=True)
                time.sleep(0.1)
        elif name == "babble": print("no JSON", flush=True)
        elif name == "nest": print("[" * 100_000, flush=True)
        elif name == "empty": say()
        elif name == "short": say(refused=[])
        elif name == "words": say(pages=["x", 1])
        elif name in ("slow", "scan"):
            for page in range(1, 7):
                if name == "scan": say(recognising=True)
                time.sleep(0.5)
                say(pages=[page, 6])
            say(done=6)
        elif name == "short nap":
            time.sleep(1)
            say(done=1)
        elif name == "refuse": say(refused=["CorruptError", "坏了", ""])
        elif name == "crash": say(refused=["ReaderCrashedError", "出错", "trace"])
        else: say(done=3)
    """
)


def run(names: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, workers: int = 2) -> dict[str, Event]:
    script = folder / "worker.py"
    script.write_text(WORKER, encoding="utf-8")
    monkeypatch.setattr(pool, "WORKER", (sys.executable, str(script)))
    limits = Limits(seconds=2, memory=200 * MIB, seconds_per_page=2, memory_for_ocr=400 * MIB)
    with Pool(Setup("p", folder, limits, BASIS), workers) as made:
        tasks = [Task(folder / name, name, name) for name in names]
        ends = {event.task.name: event for event in made.run(tasks) if event.kind != "pages"}
        processes = [worker.process for worker in made.workers.values()]
    assert all(process.poll() is not None for process in processes)
    return ends


def test_bad_files_do_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [
        "a",
        "hang",
        "b",
        "die",
        "c",
        "eat",
        "d",
        "babble",
        "nest",
        "empty",
        "short",
        "words",
        "e",
        "refuse",
        "crash",
        "slow",
        "scan",
        "linger",
        "f",
    ]
    ends = run(names, tmp_path, monkeypatch)
    assert set(ends) == set(names)
    assert {name for name, event in ends.items() if event.kind == "done"} == {"a", "b", "c", "d", "e", "f", "scan"}
    assert {name for name, event in ends.items() if event.kind == "refused"} == {"refuse"}
    for name in ("hang", "slow", "linger"):  # text pages buy no time, nor does it to begin again and again
        assert re.search(r"超过 [2-9] 秒.*--timeout（现为 2）", ends[name].message)
    assert "内存超过 200 MB" in ends["eat"].message
    assert "意外终止" in ends["die"].message
    for name in ("babble", "nest", "empty", "short", "words"):
        assert "意外终止" in ends[name].message
    assert ends["crash"].note == "trace"


def test_recognition_has_its_memory_on_top_and_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it loads stays with the worker: the next plan is not ended for it."""
    ends = run(["hold", "short nap", "a"], tmp_path, monkeypatch, workers=1)
    assert {name: event.kind for name, event in ends.items()} == dict.fromkeys(("hold", "short nap", "a"), "done")


def test_workers_are_replaced_before_leaks_add_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "TASKS", 2)
    ends = run([str(n) for n in range(7)], tmp_path, monkeypatch, workers=1)
    assert all(event.kind == "done" for event in ends.values())


def test_a_worker_that_cannot_start_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "WORKER", (sys.executable, "-c", "raise SystemExit(1)"))
    with Pool(Setup("p", tmp_path, Limits(), BASIS), 1) as made, pytest.raises(YushenError, match="doctor"):
        list(made.run([Task(tmp_path / "a", "a", "a")]))


@pytest.mark.parametrize(("basis", "what"), [(Basis("q", "t", "m"), "核对标准"), (Basis("p", "t", "n"), "判定模型")])
def test_workers_that_go_by_something_else_end_the_round(
    basis: Basis, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "WORKER", (sys.executable, "-c", WORKER))
    with Pool(Setup("p", tmp_path, Limits(), basis), 1) as made, pytest.raises(UsageError, match=f"{what}.*再运行一次"):
        list(made.run([Task(tmp_path / "a", "a", "a")]))
