"""One plan's report as a workbook: 总览, 逐项核对, 问题清单, 量化指标, 进度安排.

Every cell from a document is written as a string, whatever it begins with: a plan that says “=cmd|…” shows exactly
that. Reviewers' columns are blank, with a list to choose from.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from pipeline.findings import Evidence, Report
from pipeline.report import digest, facts, quoting, when, whereabouts, wording
from pipeline.report.files import replace_file
from pipeline.report.options import PLAIN, Options
from pipeline.report.workbook import Book
from pipeline.report.workbook_layout import Layout, Plain, Value
from pipeline.vocabulary import KINDS, SEVERITIES, VERDICTS

_OVERVIEW = Layout("总览", (("项目", 18), ("内容", 90)))
_CHECKS = Layout(
    "逐项核对",
    (
        ("类别", 10), ("要求", 26), ("条款", 9), ("判定", 10), ("把握", 7), ("依据原文", 46), ("页码", 8), ("判定说明", 30),
        ("复核", 10), ("复核意见", 24), ("所在章节", 26), ("查找范围", 22), ("类型", 9), ("编号", 20),
    ),
    printed=10,
    choice="复核",
    percent="把握",
    coloured=("判定",),
)  # fmt: skip
_GAPS = Layout(
    "问题清单",
    (
        ("序号", 6), ("程度", 10), ("判定", 10), ("要求", 18), ("问题", 36), ("原文", 36), ("页码", 8), ("修改建议", 36),
        ("复核", 10), ("复核人", 10), ("复核意见", 20),
        ("把握", 7), ("条款", 9), ("编号", 20), ("所在章节", 24), ("查找范围", 20),
    ),
    printed=11,
    choice="复核",
    percent="把握",
    coloured=("程度", "判定"),
)  # fmt: skip
_TARGETS = Layout(
    "量化指标",
    (
        ("指标", 34), ("目标值", 16), ("数值", 12), ("单位", 10), ("时限", 18), ("原文", 60), ("页码", 8),
        ("所在章节", 34),
    ),
)  # fmt: skip
_PERIODS = Layout("进度安排", (("时间", 28), ("开始", 14), ("结束", 14), ("原文", 60), ("页码", 8), ("所在章节", 40)))


def write(report: Report, target: Path, *, source: Path | None = None, options: Options = PLAIN) -> None:
    """Write the workbook; `source` and `options` are not needed."""
    replace_file(target, to_xlsx(report))


def to_xlsx(report: Report) -> bytes:
    """The workbook as bytes, the same for the same report."""
    stream = io.BytesIO()
    book = Book(f"{wording.plans(report.profile)}核对表", stream)
    for layout, rows in (
        (_OVERVIEW, _overview),
        (_CHECKS, _checks),
        (_GAPS, _gaps),
        (_TARGETS, _targets),
        (_PERIODS, _periods),
    ):
        book.sheet(layout).add_all(rows(report))
    book.close()
    return stream.getvalue()


def _overview(report: Report) -> Iterator[tuple[Value, ...]]:
    document = report.document
    yield ("申报城市", wording.applicant(report))
    yield ("方案文件", document.source)
    yield ("审查依据", wording.notice(report.profile))
    yield ("读取情况", wording.coverage(document))
    for remark in document.remarks:
        yield ("文件提示", remark.message)
    for name, count in digest.severities(report).items():
        yield (f"问题：{SEVERITIES[name]}", count)
    for title, counts in digest.summary(report):
        yield (title, wording.counts(counts))
    yield ("规则集", f"{report.profile.id}（{report.profile.sha256}）")
    yield ("版本", f"yushen {report.versions.tool}，分类模型 {report.versions.model}")
    yield ("文件 SHA-256", document.sha256)
    yield ("量化指标", wording.NO_TARGETS)
    yield ("说明", digest.other_documents(report) + wording.DISCLAIMER)


def _checks(report: Report) -> Iterator[tuple[Value, ...]]:
    for group in digest.matrix(report):
        for outcome in (outcome for row in group.rows for outcome in digest.row_outcomes(row)):
            requirement = outcome.requirement
            proofs, document = outcome.evidence, report.document
            yield (
                group.title,
                requirement.title,
                requirement.citation,
                VERDICTS[outcome.verdict],
                digest.sure(outcome),
                "\n".join(quoting.shown(proof, document) for proof in proofs),
                wording.pages(tuple(proof.page for proof in proofs), exact=document.exact_pages),
                outcome.reason,
                None,
                None,
                "\n".join(dict.fromkeys(whereabouts.where(proof, document) for proof in proofs)),
                whereabouts.searched(outcome.searched, report.sections),
                KINDS[requirement.kind],
                requirement.id,
            )


def _gaps(report: Report) -> Iterator[tuple[Value, ...]]:
    for item in digest.numbered(report):
        finding = item.finding
        yield (
            item.number,
            SEVERITIES[finding.severity],
            VERDICTS[finding.verdict] if item.judged else "",
            item.title,
            item.said,
            "\n".join(quoting.shown(proof, report.document) for proof in finding.evidence),
            wording.pages(digest.pages(item, report), exact=report.document.exact_pages),
            finding.advice,
            None,
            None,
            None,
            item.confidence,
            item.clause,
            item.code,
            "\n".join(digest.places(item, report)),
            whereabouts.searched(finding.searched, report.sections),
        )


def _targets(report: Report) -> Iterator[tuple[Value, ...]]:
    due = when.dues(report)
    for target, fact in facts.targets(report):
        proof = fact.evidence
        shown = (
            target.indicator,
            wording.target(target, proof.quote),
            target.value,
            target.unit,
            due(target, fact),
        )
        yield (
            *shown,
            quoting.shown(proof, report.document),
            _page(proof, report),
            whereabouts.where(proof, report.document),
        )


def _periods(report: Report) -> Iterator[tuple[Value, ...]]:
    for period, fact in facts.periods(report):
        proof = fact.evidence
        yield (
            when.period(period, proof.quote),
            when.as_said(period.start, proof.quote),
            when.as_said(period.end, proof.quote),
            quoting.shown(proof, report.document),
            _page(proof, report),
            whereabouts.where(proof, report.document),
        )


def _page(proof: Evidence, report: Report) -> Plain:
    return wording.pages((proof.page,), exact=report.document.exact_pages)
