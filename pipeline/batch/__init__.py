"""A round of plans: every file below a folder in a worker of its own, then the checks across files, then the ledger.

    find inputs → what is done already? → workers → records → across → reports/, 台账.xlsx, 总览.html, batch.json

Nothing of the result depends on the order of files, the number of workers, the time, or where a run was cut short.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pipeline import __version__
from pipeline.apart.process import cores
from pipeline.batch.collect import Done, Rules, collect
from pipeline.batch.index import to_json
from pipeline.batch.inputs import Input, Inputs, check_apart, find_inputs
from pipeline.batch.manifest import Manifest, find_manifest, load_manifest
from pipeline.batch.pool import Event, Pool, Setup
from pipeline.batch.progress import Listener, Silent
from pipeline.batch.store import HIDDEN, TRACE, Basis, Store, key, locked
from pipeline.batch.stored import detail_from_stored
from pipeline.batch.task import Task
from pipeline.batch.writing import hindrance, unwritable
from pipeline.check import load_profile
from pipeline.classify.store import model_digest
from pipeline.error_words import reason
from pipeline.errors import UsageError
from pipeline.limits import ROUND
from pipeline.profile import DEFAULT
from pipeline.read import Limits
from pipeline.read.detect import digest
from pipeline.report.files import replace_file
from pipeline.report.round_words import MISSING
from pipeline.round import INDEX, LEDGER, OVERVIEW_FILE, Detail, Refusal, Round

__all__ = ["RoundOptions", "run_batch"]

MOST_WORKERS = 8
"""Unless the user asks for more: each has models of its own, about 350 MB."""


MOST_NAMED = 5
"""Files named on one line."""


@dataclass(frozen=True, slots=True)
class RoundOptions:
    """How a round is to be run."""

    profile: str = DEFAULT
    workers: int = 0
    """0: as many as there are processors, but no more than `MOST_WORKERS`."""
    resume: bool = True
    manifest: Path | None = None
    limits: Limits = ROUND


def run_batch(folder: Path, out: Path, options: RoundOptions | None = None, listener: Listener | None = None) -> Round:
    """Check all plans below `folder` and write the results to `out`.

    Raises UsageError where there is nothing to check, or `out` is in use, cannot be written or is where the plans lie.
    """
    options, listener = options or RoundOptions(), listener or Silent()
    profile = load_profile(options.profile)
    check_apart(folder, out)
    basis = Basis(profile.digest, __version__, model_digest())
    listed = options.manifest or (find_manifest(folder) if folder.is_dir() else None)
    manifest: Manifest = load_manifest(listed) if listed else {}
    inputs = find_inputs(folder, leave_out=(out, *([listed] if listed else [])))
    run = _Run(options, profile.source.path, listener, Store(out), basis)
    with _ending(run), locked(out):
        run.store.sweep()
        keys = _work(run, inputs)
        rules = Rules(profile, basis, manifest)
        found = collect(run.done, (*run.refusals, *inputs.skipped), rules, lambda key: _record(run.store, key))
        if found.missing:
            listener.say(f"{MISSING}：{'、'.join(missing.file for missing in found.missing)}")
        _write(found, _details(run, found), out, listener)
        run.store.prune(keys, {name for plan in found.plans for name in plan.outputs.values()})
    return found


@dataclass(frozen=True, slots=True)
class _Run:
    """A run: what it goes by, and what has come of the files so far."""

    options: RoundOptions
    profile: Path
    """The file of the profile: a name may mean another one where a worker looks."""
    listener: Listener
    store: Store
    basis: Basis
    done: list[Done] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


@contextmanager
def _ending(run: _Run) -> Iterator[None]:
    """Say what a run leaves behind that was interrupted, or could not go on because nothing can be written any more."""
    try:
        yield
    except KeyboardInterrupt:
        again = "再运行一次同样的命令" if run.options.resume else "去掉 --no-resume 再运行一次"
        run.listener.say(f"已中断，已完成的结果都在；{again}即可接着做。")
        raise
    except Exception as error:
        if number := hindrance(error, run.store.out):
            raise unwritable(number, run.store.out, begun=run.store.begun) from error
        raise


def _work(run: _Run, inputs: Inputs) -> set[str]:
    """Do what is not done yet. The keys of all records."""
    hashes = {source.name: digest(source.path) for source in inputs.plans}
    names = {key(source.name, hashes[source.name], run.basis): source for source in inputs.plans}
    tasks = [
        Task(source.path.absolute(), source.name, name, hashes[source.name])
        for name, source in names.items()
        if not _kept(run, source, name)
    ]
    _spare(run, names if run.options.resume else ())
    run.listener.begin(len(names), len(names) - len(tasks), tuple(run.refusals))
    _perform(run, tasks, names)
    return set(names)


def _spare(run: _Run, keys: Collection[str]) -> None:
    """Keep what people have written into reports that are going to be made anew, and say so; forget results that are not
    to be used."""
    if aside := run.store.spare(keys):
        shown = "、".join(path.name for path in aside[:MOST_NAMED])
        more = " 等" if len(aside) > MOST_NAMED else ""
        run.listener.say(f"{len(aside)} 份有人改过的批注文件已改名保留：{shown}{more}。")
    if not run.options.resume:
        run.store.clear()


def _kept(run: _Run, source: Input, name: str) -> bool:
    """Whether an earlier run has done the file."""
    record = run.store.load(name) if run.options.resume else None
    if record is None or record.get("again"):  # what an installation without its parts could not read
        return False
    if record["status"] == "read":
        run.done.append(Done(source, name))
    else:
        run.refusals.append(_refusal(source, "refused", record["message"]))
    return True


def _refusal(source: Input, kind: Literal["refused", "failed"], message: str) -> Refusal:
    """A file without a report: what is said of it stands behind its name and need not begin with it."""
    told = message.removeprefix(source.path.name)
    return Refusal(source.name, kind, message if told == message else told.lstrip().removeprefix("的"))


def _perform(run: _Run, tasks: Sequence[Task], names: Mapping[str, Input]) -> None:
    """Have workers do the tasks; `names` are the files by key."""
    try:
        with Pool(_setup(run), max(1, run.options.workers or min(MOST_WORKERS, cores()))) as pool:
            pages: dict[str, int] = {}
            for event in pool.run(tasks):
                run.listener.pages(max(0, event.pages[0] - pages.get(event.task.key, 0)))
                pages[event.task.key] = max(event.pages[0], pages.pop(event.task.key, 0))
                if event.kind != "pages":
                    pages.pop(event.task.key)
                    _settle(run, event, names[event.task.key])
    finally:
        run.store.sweep()  # a worker may have been ended while it wrote


def _settle(run: _Run, event: Event, source: Input) -> None:
    if event.kind == "done":
        run.done.append(Done(source, event.task.key))
        run.listener.finish(source.name, None)
        return
    refusal = _refusal(source, "refused" if event.kind == "refused" else "failed", event.message)
    if refusal.kind == "refused":
        # A failure is not kept: with more time or memory, or on a machine less busy, the file may well be read.
        refused = {"status": "refused", "message": refusal.message, "outputs": {}, "again": event.again}
        run.store.save(event.task.key, refused)
    run.store.note(event.task.key, event.note)
    run.refusals.append(refusal)
    run.listener.finish(source.name, refusal)


def _setup(run: _Run) -> Setup:
    return Setup(str(run.profile.absolute()), run.store.out.absolute(), run.options.limits, run.basis)


def _record(store: Store, name: str) -> dict[str, Any]:
    record = store.load(name, verify=False)
    if record is None:
        raise UsageError(f"“{store.out}”里的结果在运行中被改动或删除。请再运行一次。")
    return record


def _details(run: _Run, found: Round) -> Iterator[Detail]:
    """What was found in each plan of the round, in its order."""
    keys = {item.source.name: item.key for item in run.done}
    return (detail_from_stored(_record(run.store, keys[plan.file])["detail"]) for plan in found.plans)


def _write(found: Round, details: Iterator[Detail], out: Path, listener: Listener) -> None:
    from pipeline.report import overview
    from pipeline.report.ledger.apart import write_apart

    try:
        overview.write(found, out / OVERVIEW_FILE)
        replace_file(out / INDEX, to_json(found).encode("utf-8"))
        if note := write_apart(found, details, out / LEDGER, out / HIDDEN / TRACE):
            listener.say(note)
    except OSError as error:
        hint = "请关闭已打开的台账后再运行一次，已核对的方案不会重做。"
        raise UsageError(f"结果写不进“{out}”（{reason(error)}）。{hint}") from error
