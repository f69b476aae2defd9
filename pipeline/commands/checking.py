"""What `yushen check` does with its files: each is read, judged, filed and shown, whatever becomes of the others."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline import journey
from pipeline.commands.filing import Filing
from pipeline.commands.lateness import with_date
from pipeline.commands.terminal import complain, progress, tell
from pipeline.errors import UnreadableError, UsageError
from pipeline.findings import Report
from pipeline.limits import Limits
from pipeline.profile import Profile
from pipeline.report.naming import stems


def check_all(
    files: Sequence[Path],
    profile: Profile,
    show: Callable[[Report], None],
    *,
    limits: Limits,
    filing: Filing | None = None,
) -> int:
    """Check the files one after another, write the reports of each and `show` it; the exit code, the worst of all."""
    worst, names = 0, Counter(file.name for file in files)
    for file, stem in zip(files, stems(files), strict=True):
        name = file.name if names[file.name] == 1 else str(file)  # as typed, where it would not tell which
        try:
            with progress(name) as listen:
                found = with_date(journey.review(file, profile, limits=limits, progress=listen))
        except UnreadableError as error:
            complain(error, name)
            worst = max(worst, error.exit_code)
            continue
        worst = max(worst, int(bool(found.findings)))
        if filing is not None:  # first: whoever reads the output may stop at any line
            worst = max(worst, _file(filing, found, file, stem))
        show(found)
    return worst


def _file(filing: Filing, found: Report, file: Path, stem: str) -> int:
    """Write the reports on a file and say so; the exit code."""
    worst = 0
    for writer in filing.writers:
        try:
            tell(filing.file(found, file, stem, writer))
        except UsageError as error:  # the other reports and plans stand
            complain(error)
            worst = error.exit_code
    return worst
