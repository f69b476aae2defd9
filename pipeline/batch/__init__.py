"""A round of plans: every file below a folder in a worker of its own, then the checks across files, then the ledger.

    find inputs → what is done already? → workers → records → across → reports/, 台账.xlsx, 总览.html, batch.json

Nothing of the result depends on the order of files, the number of workers, the time, or where a run was cut short.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline import __version__
from pipeline.batch.collect import Done, collect, to_json
from pipeline.batch.inputs import Input, Inputs, find_inputs
from pipeline.batch.manifest import Manifest, find_manifest, load_manifest
from pipeline.batch.pool import Event, Pool, Setup
from pipeline.batch.progress import Listener, Silent
from pipeline.batch.store import Basis, Store, key, locked
from pipeline.batch.task import Task
from pipeline.classify.store import model_digest
from pipeline.errors import UsageError
from pipeline.profile import load_profile
from pipeline.read import Limits
from pipeline.read.detect import digest
from pipeline.read.limits import MIB
from pipeline.read.process import cores
from pipeline.report.files import replace_file
from pipeline.report.ledger_round import OVERVIEW_FILE, Refusal, Round
from pipeline.report.sanitize import escape_json

__all__ = ["Options", "run_batch"]

LEDGER, INDEX = "台账.xlsx", "batch.json"
MOST_WORKERS = 8
"""Unless the user asks for more: each takes about half a gigabyte."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a round is to be run."""

    profile: str = "smart-construction-2022"
    workers: int = 0
    """0: as many as there are processors, but no more than `MOST_WORKERS`."""
    seconds: int = 300
    """For one file; recognition of scanned pages comes on top."""
    megabytes: int = 2048
    """For one file, the worker's own models (about 350 MB) included."""
    resume: bool = True
    manifest: Path | None = None
    limits: Limits = field(default_factory=Limits)


def run_batch(folder: Path, out: Path, options: Options | None = None, listener: Listener | None = None) -> Round:
    """Check all plans below `folder` and write the results to `out`.

    Raises UsageError where there is nothing to check, or `out` is in use or cannot be written.
    """
    options, listener = options or Options(), listener or Silent()
    profile = load_profile(options.profile)
    basis = Basis(profile.sha256, __version__, model_digest())
    listed = options.manifest or (find_manifest(folder) if folder.is_dir() else None)
    manifest: Manifest = load_manifest(listed) if listed else {}
    inputs = find_inputs(folder, leave_out=(out, *([listed] if listed else [])))
    store = Store(out)
    with locked(out):
        store.sweep()
        if not options.resume:
            store.clear()
        done, refusals, keys = _work(inputs, store, basis, (options, listener))
        found = collect(done, (*refusals, *inputs.skipped), (profile, basis, manifest), lambda key: _record(store, key))
        _write(found, out, listener)
        store.prune(keys, {name for plan in found.plans for name in plan.outputs.values()})
    return found


def _work(
    inputs: Inputs, store: Store, basis: Basis, means: tuple[Options, Listener]
) -> tuple[list[Done], list[Refusal], set[str]]:
    """Do what is not done yet: the plans that were read, the refusals, and the keys of all records."""
    options, listener = means
    hashes = {source.name: digest(source.path) for source in inputs.plans}
    names = {key(source.name, hashes[source.name], basis): source for source in inputs.plans}
    done: list[Done] = []
    refusals: list[Refusal] = []
    tasks: list[Task] = []
    for name, source in names.items():
        record = store.load(name) if options.resume else None
        if record is None or record.get("again"):  # what a broken installation could not read is tried once more
            tasks.append(Task(source.path.absolute(), source.name, name, hashes[source.name]))
        elif record["status"] == "read":
            done.append(Done(source, name))
        else:
            refusals.append(Refusal(source.name, "refused", record["message"]))
    listener.begin(len(names), len(names) - len(tasks))
    with Pool(_setup(store, options), max(1, options.workers or min(MOST_WORKERS, cores()))) as pool:
        pages: dict[str, int] = {}
        for event in pool.run(tasks):
            listener.pages(max(0, event.pages[0] - pages.get(event.task.key, 0)))
            pages[event.task.key] = max(event.pages[0], pages.pop(event.task.key, 0))
            if event.kind != "pages":
                pages.pop(event.task.key)
                _settle(event, names[event.task.key], store, (done, refusals, listener))
    return done, refusals, set(names)


def _settle(event: Event, source: Input, store: Store, into: tuple[list[Done], list[Refusal], Listener]) -> None:
    done, refusals, listener = into
    if event.kind == "done":
        done.append(Done(source, event.task.key))
        listener.finish(source.name, None)
        return
    refusal = Refusal(source.name, "refused" if event.kind == "refused" else "failed", event.message)
    if refusal.kind == "refused":
        # A failure is not kept: with more time or memory, or on a machine less busy, the file may well be read.
        store.save(event.task.key, {"status": "refused", "message": refusal.message, "outputs": {}})
    store.note(event.task.key, event.note)
    refusals.append(refusal)
    listener.finish(source.name, refusal)


def _setup(store: Store, options: Options) -> Setup:
    limits = replace(options.limits, seconds=options.seconds, memory=options.megabytes * MIB)
    path = Path(options.profile)
    profile = str(path.absolute()) if path.suffix == ".toml" or path.is_file() else options.profile
    return Setup(profile, store.out.absolute(), limits)


def _record(store: Store, name: str) -> dict[str, object]:
    record = store.load(name, verify=False)
    if record is None:
        raise UsageError(f"“{store.out}”里的结果在运行中被改动或删除。请再运行一次。")
    return record


def _write(found: Round, out: Path, listener: Listener) -> None:
    from pipeline.report import ledger as ledger
    from pipeline.report import overview as overview

    try:
        if note := ledger.write(found, out / LEDGER):
            listener.say(note)
        overview.write(found, out / OVERVIEW_FILE)
        replace_file(out / INDEX, escape_json(to_json(found)).encode("utf-8"))
    except OSError as error:
        hint = "请关闭已打开的台账后再运行一次，已核对的方案不会重做。"
        raise UsageError(f"结果写不进“{out}”（{error.strerror}）。{hint}") from error
