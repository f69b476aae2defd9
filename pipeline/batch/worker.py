"""A worker: models loaded once, then one plan after another, until it is told to stop or its parent is gone.

    in    {"profile", "out", "limits"}              first
          {"path", "name", "key", "sha256"}         a plan
    out   {"ready": [profile, tool, model]}         what it judges by, empty where it finds no sound profile any more
          {"recognising": true}                     at each page or picture
          {"pages": [done, all]}
          {"done": pages} | {"refused": [class, message, note]} | {"stopped": errno} where nothing can be written

Lines of JSON: whoever has taken the worker over through a hostile file cannot make the parent run anything.
"""

import contextlib
import gc
import json
import os
import queue
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.apart.process import private_output, send, trace
from pipeline.apart.watchdog import contain, end_all
from pipeline.batch.store import Store
from pipeline.batch.task import Task, perform
from pipeline.batch.writing import hindrance
from pipeline.check import load_profile
from pipeline.error_words import reason, stumbled
from pipeline.errors import ProfileError, ReaderCrashedError, UnreadableError
from pipeline.profile import Profile
from pipeline.read import Limits
from pipeline.read.recognition import listen

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Means:
    """What every plan is done with."""

    profile: Profile
    store: Store
    limits: Limits
    output: int
    """Where the pool listens."""


def main() -> None:
    """Serve until standard input closes."""
    output = private_output()
    inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(inbox,), daemon=True).start()
    setup = inbox.get()
    limits = Limits(**setup["limits"])
    contain(limits)
    try:
        profile = load_profile(setup["profile"])
    except ProfileError:  # it was sound when the round began
        _send(output, {"ready": ["", "", ""]})
        return
    means = _Means(profile, Store(Path(setup["out"])), limits, output)
    _send(output, {"ready": [profile.digest, __version__, _warm()]})
    listen(lambda: _send(output, {"recognising": True}))
    while True:
        asked = inbox.get()
        task = Task(Path(asked["path"]), asked["name"], asked["key"], asked["sha256"])
        _send(output, _answer(task, means))


def _warm() -> str:
    """Load everything now, so that no plan pays for it with its time; the model's digest."""
    from pipeline.classify.store import load_model, model_digest

    load_model()
    gc.freeze()  # models stay for good: the collector need not look through them again and again
    return model_digest()


def _answer(task: Task, means: _Means) -> Message:
    def progress(done: int, total: int) -> None:
        _send(means.output, {"pages": [done, total]})

    try:
        record = perform(task, means.profile, means.store, means.limits, progress)
        return {"done": record["plan"]["pages"]}
    except Exception as error:  # noqa: BLE001 - one bad file never stops the others
        number = hindrance(error, means.store.out)
        return {"stopped": number} if number else _refused(task, error)


def _refused(task: Task, error: Exception) -> Message:
    if isinstance(error, ReaderCrashedError):  # a fault of ours, though the file may be to blame as well
        return {"refused": [type(error).__name__, str(error), trace(error)]}
    if isinstance(error, UnreadableError):
        return {"refused": [type(error).__name__, str(error), ""]}
    words = stumbled(task.path.name, error)
    if isinstance(error, OSError) and error.filename and not str(error.filename).startswith(str(task.path)):
        hint = "请检查磁盘空间，关闭已打开的报告后再运行。"
        words = f"核对 {task.path.name} 时写不进报告（{reason(error)}）。{hint}"
    return {"refused": [ReaderCrashedError.__name__, words, trace(error)]}


def _listen(inbox: "queue.SimpleQueue[Message]") -> None:
    """Put requests into the inbox; the end of the input is the end of the worker and of all that it started."""
    with contextlib.suppress(OSError, ValueError):
        for line in sys.stdin.buffer:
            inbox.put(json.loads(line))
    end_all(Path(os.environ["YUSHEN_SCRATCH"]))


def _send(output: int, message: Message) -> None:
    send(output, json.dumps(message).encode("ascii"))


if __name__ == "__main__":
    main()
