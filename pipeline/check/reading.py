"""What reading left open: pages that could not be read, revisions and comments that nobody settled."""

from collections.abc import Iterator

from pipeline.check.gaps import finding
from pipeline.check.review import Review
from pipeline.findings import Finding
from pipeline.profile import Requirement
from pipeline.text.page_numbers import pages


def readable(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding that names the pages that could not be read, and another for text hidden from the eye."""
    if unreadable := review.document.unreadable_pages:
        shown = pages(unreadable, exact=review.document.exact_pages)
        message = f"{shown}无法识别，这些页上的内容没有参与核对，不能据此判定缺失。"
        yield finding(requirement, message, [], verdict="unsure")
    for remark in review.document.remarks:
        if remark.code == "hidden":
            yield finding(requirement, f"{remark.message}这些文字没有参与核对。", [], verdict="unsure")


def revisions(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding where tracked changes or comments were left in the file."""
    left = [remark for remark in review.document.remarks if remark.code in ("revisions", "comments")]
    if left:
        yield finding(requirement, "".join(remark.message for remark in left), [])
