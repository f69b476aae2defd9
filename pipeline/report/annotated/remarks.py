"""What a note in the margin says about a finding, the same in Word and in PDF."""

from collections.abc import Iterable

from pipeline.document import Document
from pipeline.findings import Evidence, Report
from pipeline.report import digest, wording
from pipeline.report.sanitize import line

AUTHOR = "yushen 预审"
INITIALS = "预审"
ELSEWHERE = "以下问题针对全文，或所在位置（页眉、页脚等）不能加批注："
"""Before the findings that are told in the note on the whole file."""
CLOSING = (wording.DISCLAIMER,)
"""Last paragraphs of that note."""


def note(item: digest.Numbered, document: Document, quoted: Iterable[Evidence] = ()) -> tuple[str, ...]:
    """Paragraphs of the note on one finding; `quoted` are its proofs that stand elsewhere than the note."""
    finding = item.finding
    parts = _problem(item)
    parts += [f"原文：{wording.cited(proof, document, 60)}，{wording.place(proof, document)}" for proof in quoted]
    if finding.searched:
        parts.append(f"查找范围：{wording.searched(finding.searched)}")
    basis = f"条款 {line(item.clause)}，" if item.clause else ""
    parts.append(f"依据：{basis}编号 {line(item.code)}")
    return tuple(parts)


def again(item: digest.Numbered) -> tuple[str, ...]:
    """Paragraphs of the note on a further place of a finding: what is wrong and what to do, for it may be read alone."""
    return (*_problem(item), "（同一问题的另一处）")


def _problem(item: digest.Numbered) -> list[str]:
    finding = item.finding
    verdict = f"【{wording.VERDICTS[finding.verdict]}】" if item.judged else ""
    title = line(item.title)
    head = f"问题 {item.number}（{wording.SEVERITIES[finding.severity]}）{verdict}{title}"
    parts = [head, item.said]
    if finding.advice:
        parts.append(f"修改建议：{line(finding.advice)}")
    return parts


def opening(report: Report) -> tuple[str, ...]:
    """First paragraphs of the note on the whole file."""
    counts = digest.severities(report)
    said = "，".join(f"{word} {counts[severity]} 条" for severity, word in wording.SEVERITIES.items())
    parts = [
        f"预审意见：{said}。",
        f"审查依据：{digest.basis(report)}",
        f"读取情况：{wording.coverage(report.document)}",
    ]
    parts += [f"文件提示：{line(remark.message)}" for remark in report.document.remarks]
    parts += [f"{title}：{wording.counts(counts)}" for title, counts in digest.summary(report)]
    return tuple(parts)
