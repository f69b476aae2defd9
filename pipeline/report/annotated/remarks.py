"""What a note in the margin says about a finding, the same in Word and in PDF."""

from collections.abc import Iterable

from pipeline.document import Document
from pipeline.findings import Evidence, Finding, Report, gap_kind
from pipeline.profile import Requirement
from pipeline.report import digest, quoting, whereabouts, wording
from pipeline.report.sanitize import line
from pipeline.vocabulary import SEVERITIES, VERDICTS

AUTHOR = "yushen 预审"
INITIALS = "预审"
ELSEWHERE = "以下问题针对全文，或所在位置（页眉、页脚等）不能加批注："
"""Before the findings that are told in the note on the whole file."""
AGAIN = "（同一问题的另一处）"
"""Last paragraph of the note on a further place of a finding."""
UNREAD = "方案里没有找到这项内容，但有页面无法识别，可能写在那里。"
BESIDES = "此处不能加批注，其余各处已加批注。"
"""Of a finding some places of which are told in the note on the whole file."""


def heading(item: digest.Numbered) -> str:
    """Number, severity, verdict and title of a finding."""
    verdict = f"【{VERDICTS[item.finding.verdict]}】" if item.judged else ""
    return f"问题 {item.number}（{SEVERITIES[item.finding.severity]}）{verdict}{line(item.title)}"


def problem(item: digest.Numbered) -> tuple[str, ...]:
    """Paragraphs that say what is wrong and what to do, to the author: only who wrote a sentence knows what it means."""
    finding = item.finding
    doubted = finding.verdict == "unsure" and gap_kind(finding.rule) is not None
    said, advice = _doubt(item.about, finding) if item.about and doubted else (item.said, finding.advice)
    together = [wording.kin(item.kin)] if item.kin else []
    return (said, *([f"修改建议：{line(advice)}"] if advice else ()), *together)


def _doubt(asked: Requirement, finding: Finding) -> tuple[str, str]:
    """What is not certain, and what to do either way; reports ask a reviewer to look instead."""
    if not finding.evidence:
        return UNREAD, f"无法识别的页面已经写明的，不必改；没有写的，请补：{asked.advice}"
    these = "这几句" if len(finding.evidence) > 1 else "这句"
    said = f"程序拿不准{these}写的是不是{line(asked.title)}。"
    return said, f"如果是，请在原处补足以下内容；如果不是，请另写：{asked.advice}"


def quotes(proofs: Iterable[Evidence], document: Document) -> tuple[str, ...]:
    """Paragraphs that quote words which stand elsewhere than the note."""
    return tuple(
        f"原文：{quoting.cited(proof, document, 90)}，{whereabouts.place(proof, document)}" for proof in proofs
    )


def basis(item: digest.Numbered) -> tuple[str, ...]:
    """The paragraph that says what is rested on, if anything; how it was searched and judged, the reports tell."""
    said = wording.basis(item.clause)
    return (f"依据：{said}",) if said else ()


def opening(report: Report) -> tuple[str, ...]:
    """First paragraphs of the note on the whole file."""
    counts = digest.severities(report)
    said = "，".join(f"{word} {counts[severity]} 条" for severity, word in SEVERITIES.items())
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
