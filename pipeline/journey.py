"""The whole journey of one plan: bytes → read → structure → segment → identify, extract, classify → check → report."""

from pathlib import Path

from pipeline import __version__
from pipeline.applicant import identify
from pipeline.check import Review, load_profile, run_checks
from pipeline.classify import classify
from pipeline.classify.models import Models
from pipeline.classify.store import load_model, model_digest
from pipeline.collector import no_collector
from pipeline.document import Document
from pipeline.error_words import stumbled
from pipeline.errors import ReaderCrashedError
from pipeline.extract import extract
from pipeline.findings import Report, Versions
from pipeline.profile import Profile
from pipeline.read import Limits, Progress, read
from pipeline.segment import segment
from pipeline.structure import structure


def review(
    path: Path | str, profile: Profile | None = None, *, limits: Limits | None = None, progress: Progress | None = None
) -> Report:
    """Read a plan and check it against a profile (by default that of the 2022 notice).

    Raises UnreadableError where the file cannot be read, and what `judge` raises; `progress` is told (pages done, pages
    in all). `limits` bound the reading alone: judging has no clock of its own and takes time in proportion to what was
    read.
    """
    raw = read(Path(path), limits=limits or Limits(), progress=progress)
    return judge(raw, profile or load_profile())


def judge(raw: Document, profile: Profile, models: Models | None = None) -> Report:
    """What a plan that has been read says of each requirement, and what is wrong with it.

    `models` are some that are being measured instead of the shipped ones; the report then names none.
    Raises ReaderCrashedError, its cause behind it, where judging stumbles: that is a fault of ours and costs one plan.
    """
    used, digest = models or load_model(), "" if models else model_digest()  # a broken installation is no plan's fault
    try:
        with no_collector():  # words, matches and features; a tenth of the time went into looking for cycles among them
            return _judge(raw, profile, used, Versions(tool=__version__, model=digest))
    except Exception as error:
        raise ReaderCrashedError(stumbled(raw.source, error)) from error


def _judge(raw: Document, profile: Profile, models: Models, versions: Versions) -> Report:
    document = structure(raw)
    sections = segment(document)
    applicant = identify(document, profile.subject)
    facts = extract(document, sections, applicant.province)
    classified = classify(document, sections, profile, models)
    outcomes, findings = run_checks(Review(document, classified, facts, profile, applicant))
    return Report(
        document=document, profile=profile, applicant=applicant, sections=classified.sections, outcomes=outcomes,
        findings=findings, facts=facts, versions=versions,
    )  # fmt: skip
