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
AGAIN = "（同一问题的另一处）"
"""Last paragraph of the note on a further place of a finding."""
BESIDES = "此处不能加批注，其余各处已加批注。"
"""Of a finding some places of which are told in the note on the whole file."""


def heading(item: digest.Numbered) -> str:
    """Number, severity, verdict and title of a finding."""
    verdict = f"【{wording.VERDICTS[item.finding.verdict]}】" if item.judged else ""
    return f"问题 {item.number}（{wording.SEVERITIES[item.finding.severity]}）{verdict}{line(item.title)}"


def problem(item: digest.Numbered) -> tuple[str, ...]:
    """Paragraphs that say what is wrong and what to do."""
    advice = item.finding.advice
    return (item.said, *([f"修改建议：{line(advice)}"] if advice else ()))


def quotes(proofs: Iterable[Evidence], document: Document) -> tuple[str, ...]:
    """Paragraphs that quote words which stand elsewhere than the note."""
    return tuple(f"原文：{wording.cited(proof, document, 60)}，{wording.place(proof, document)}" for proof in proofs)


def basis(item: digest.Numbered, report: Report) -> tuple[str, ...]:
    """Paragraphs that say where was searched, and by what clause and rule it was judged."""
    searched = wording.searched(item.finding.searched, report.sections)
    said = wording.basis(item.clause)
    asked = f"依据：{said}，" if said else ""
    return (*([f"查找范围：{searched}"] if searched else ()), f"{asked}编号 {line(item.code)}")


def opening(report: Report) -> tuple[str, ...]:
    """First paragraphs of the note on the whole file."""
    counts = digest.severities(report)
    said = "，".join(f"{word} {counts[severity]} 条" for severity, word in wording.SEVERITIES.items())
    parts = [
        f"预审意见：{said}。",
        f"审查依据：{wording.notice(report.profile)}",
        f"读取情况：{wording.coverage(report.document)}",
    ]
    parts += [f"文件提示：{line(remark.message)}" for remark in report.document.remarks]
    parts += [f"{title}：{wording.counts(counts)}" for title, counts in digest.summary(report)]
    return tuple(parts)


def closing(report: Report) -> tuple[str, ...]:
    """Last paragraphs of that note."""
    return tuple(note for note in (digest.other_documents(report), wording.DISCLAIMER) if note)
