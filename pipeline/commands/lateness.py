"""What `yushen check` says of a single plan that bears a date past the notice's deadline.

A remark, no finding: whether a plan came too late is a question of the day it came in, which only a round knows
(`batch.deadline`), and a round says it there.
"""

from dataclasses import replace

from pipeline.dated import own_date
from pipeline.document import Remark
from pipeline.findings import Report
from pipeline.report.sanitize import line
from pipeline.report.wording import day


def with_date(report: Report) -> Report:
    """The report, with a remark where the plan's own date is later than the last day for submitting."""
    document, deadline = report.document, report.profile.deadline
    own = own_date(document)
    if own is None or own.earliest <= deadline:
        return report
    said = f"方案所署日期“{line(own.text)}”晚于通知规定的报送截止日期（{day(deadline)}）；是否逾期以收到的日期为准。"
    return replace(report, document=replace(document, remarks=(*document.remarks, Remark("dated_late", said))))
