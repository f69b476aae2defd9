"""One plan in a worker: read, judged, its reports written, and everything the round needs of it put on record."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.batch.rows import plan_detail, plan_row
from pipeline.batch.sketch import passages, sketch
from pipeline.batch.store import Store
from pipeline.batch.stored import sketch_to_stored, to_stored
from pipeline.dated import own_date
from pipeline.errors import OutputError, ReaderCrashedError
from pipeline.findings import Report
from pipeline.journey import judge
from pipeline.profile import Profile
from pipeline.read import READERS, Limits, Progress, needs_office, read
from pipeline.read.detect import detect, digest
from pipeline.report import WRITERS
from pipeline.report.options import Options
from pipeline.report.sanitize import file_stem
from pipeline.round import OVERVIEW_FILE, REPORTS
from pipeline.text.file_names import readable

OUTPUTS = ("json", "html", "annotated")
_IN_A_ROUND = Options(home=f"../{OVERVIEW_FILE}", pictures=False, isolate=False)
"""Page pictures would take longer than everything else together; `check --report` makes them for one plan."""


@dataclass(frozen=True, slots=True)
class Task:
    """A plan to be done."""

    path: Path
    name: str
    """Below the folder of plans."""
    key: str
    sha256: str = ""
    """Of the file when the run began; empty where nobody looked."""


def perform(task: Task, profile: Profile, store: Store, limits: Limits, progress: Progress) -> dict[str, Any]:
    """Write the reports, then the record, which is also returned. Raises UnreadableError."""
    report = examine(task, profile, limits, progress)
    found = passages(report.document, report.sections, profile.fingerprints)
    outputs, lacking = write_reports(report, task, store.out)
    row = plan_row(report, task.name, {kind: name for kind, (name, _) in outputs.items()}, lacking)
    own = own_date(report.document)
    record = {
        "status": "read",
        "plan": to_stored(row),
        "detail": to_stored(plan_detail(report)),
        "outputs": outputs,
        "dated": to_stored(own) if own else None,
        "again": any(remark.code == "ocr_failed" for remark in report.document.remarks),
        "passages": [to_stored(passage) for passage in found],
        "sketch": sketch_to_stored(sketch(found)),
    }
    store.save(task.key, record)
    return record


def examine(task: Task, profile: Profile, limits: Limits, progress: Progress) -> Report:
    """The report on a plan; the worker is itself a process that may be ended, so DOCX and PDF are read in it."""
    isolate = needs_office(detect(task.path, limits, READERS))
    raw = read(task.path, limits=limits, progress=progress, isolate=isolate)
    if task.sha256 and raw.sha256 != task.sha256:
        raise ReaderCrashedError(f"{task.path.name} 在核对期间被改动，结果不可靠，已放弃。请再运行一次。")
    return judge(replace(raw, source=readable(task.path.name)), profile)


def write_reports(report: Report, task: Task, out: Path) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """Write the reports that fit: kind to its path below `out` and its SHA-256, and why which others are lacking."""
    written, lacking = {}, []
    for kind in OUTPUTS:
        writer = WRITERS[kind]
        if writer.fits(report):
            target = out / REPORTS / writer.file_name(report, output_stem(task.name))
            try:
                writer(report, target, source=task.path, options=_IN_A_ROUND)
                written[kind] = (target.relative_to(out).as_posix(), digest(target))
            except OutputError as error:
                lacking.append(writer.lacking(error))
    return written, lacking


def output_stem(name: str) -> str:
    """What the reports of a plan are called: two plans of one name in two folders do not get into each other's way.

    Without the characters that a link would have to escape; Excel, WPS and LibreOffice do not agree on how.
    """
    stem = "".join(
        "_" if char in "#%&+;'^`{}[]" or char.isspace() else char for char in file_stem(name.rpartition("/")[2])
    )
    mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{stem[:60]}.{mark}"
