"""审查意见表: an editable Word form with the findings filled in and the reviewer's fields left blank.

It is made from a template that may be replaced: any DOCX with placeholders such as {{申报城市}}. A table row with
{{问题.…}} is repeated for every finding, one with {{核对.…}} for every element and task, one with {{要求.…}} for every
requirement. `FIELDS` are those that can be used (docs/reviewer.md); an unknown one stays as it is, so that a slip of the
pen can be seen. A row all of whose placeholders are empty is left out.
"""

import io
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from pipeline.document import Document
from pipeline.error_words import reason
from pipeline.errors import UsageError
from pipeline.findings import Outcome, Report, Verdict
from pipeline.report import digest, quoting, whereabouts, wording
from pipeline.report.files import replace_file, stable_zip
from pipeline.report.filling import PLACEHOLDER, drop_empty, fill, keys, parts, repeat
from pipeline.report.options import PLAIN, Options
from pipeline.report.sanitize import line
from pipeline.vocabulary import SEVERITIES, VERDICTS

TEMPLATE = Path(__file__).with_name("templates") / "opinion.docx"
FIELDS = (
    "方案名称", "申报城市", "方案文件", "审查依据", "读取情况", "文件提示", "预审结果", "说明",
    "问题.序号", "问题.程度", "问题.把握", "问题.说明", "问题.建议", "问题.规则", "问题.条款",
    "核对.名称", "核对.条款", "核对.判定", "核对.把握", "核对.依据", "核对.细项",
    "要求.名称", "要求.条款", "要求.判定", "要求.把握", "要求.依据",
)  # fmt: skip
"""Placeholders that are filled: of the plan, then those of a row for each finding, element or task, and requirement."""


def write(report: Report, target: Path, *, source: Path | None = None, options: Options = PLAIN) -> None:
    """Write the form; `source` is not needed. Raises UsageError where the template is no readable DOCX."""
    replace_file(target, to_docx(report, options.template or TEMPLATE))


def to_docx(report: Report, template: Path = TEMPLATE) -> bytes:
    """The filled form as bytes, the same for the same report and template."""
    document = _open(template)
    body = document.element.body
    rows = [row for group in digest.matrix(report) for row in group.rows]
    done = repeat(body, "问题.", [gap_fields(item, report) for item in digest.numbered(report)])
    problems = digest.problem_numbers(report)
    done |= repeat(body, "核对.", [row_fields(row, problems, report.document) for row in rows])
    checks = (check_fields(outcome, report) for row in rows for outcome in digest.row_outcomes(row))
    done |= repeat(body, "要求.", list(checks))
    values = fields(report)
    drop_empty(body, done, values)
    for paragraph in (p for part in parts(document) for p in part.iter(qn("w:p"))):
        if not any(ancestor in done for ancestor in paragraph.iterancestors(qn("w:tr"))):
            fill(paragraph, values)
    properties = document.core_properties
    properties.title = PLACEHOLDER.sub(lambda match: values.get(match[1], match.group()), properties.title)
    stream = io.BytesIO()
    document.save(stream)
    return stable_zip(stream.getvalue())


def check_template(template: Path) -> None:
    """Raises UsageError where `template` is no readable DOCX, or holds nothing that could be filled in."""
    if not set(FIELDS).intersection(key for part in parts(_open(template)) for key in keys(part)):
        raise UsageError(
            f"意见表模板 {template} 里没有可填的字段，如 {{{{申报城市}}}}、{{{{问题.说明}}}}。可用的字段见 docs/reviewer.md。"
        )


def _open(template: Path) -> Any:
    try:
        return docx.Document(io.BytesIO(template.read_bytes()))
    except OSError as error:
        raise UsageError(f"意见表模板 {template} 打不开（{reason(error)}）。请检查路径。") from error
    except Exception as error:  # python-docx lets KeyError, BadZipFile, XMLSyntaxError… through
        raise UsageError(f"意见表模板 {template} 不是可读的 DOCX 文件。请用 Word 另存为 DOCX。") from error


def fields(report: Report) -> dict[str, str]:
    """Placeholders for the whole plan."""
    document = report.document
    severities = digest.severities(report)
    results = ["问题：" + "，".join(f"{SEVERITIES[name]} {count} 条" for name, count in severities.items())]
    results += [f"{title}：{wording.counts(counts)}" for title, counts in digest.summary(report)]
    return {
        "方案名称": wording.plans(report.profile),
        "申报城市": wording.applicant(report),
        "方案文件": line(document.source),
        "审查依据": wording.notice(report.profile),
        "读取情况": wording.coverage(document),
        "文件提示": "\n".join(line(remark.message) for remark in document.remarks),
        "预审结果": "\n".join(results),
        "说明": f"{digest.other_documents(report)}{wording.DISCLAIMER}yushen {line(report.versions.tool)}，分类模型 {line(report.versions.model)}，"
        f"规则集 {line(report.profile.id)}，文件 SHA-256 {line(document.sha256)}。",
    }


def gap_fields(item: digest.Numbered, report: Report) -> dict[str, str]:
    """Placeholders {{问题.…}} of one finding."""
    finding = item.finding
    head = f"【{VERDICTS[finding.verdict]}】" if item.judged else ""
    share = wording.percent(item.confidence)
    parts = [head + line(item.title), item.said]
    parts += [wording.quoted_at(item.quoted_at)] if item.quoted_at else []
    parts += [
        f"{quoting.cited(proof, report.document, 120, item.about)}（{whereabouts.place(proof, report.document)}）"
        for proof in finding.evidence[bool(item.quoted_at) :]
    ]
    if finding.searched and not finding.evidence:
        parts.append(f"查找范围：{whereabouts.searched(finding.searched, report.sections)}")
    if place := digest.proposed(item, report):
        parts.append(f"建议写在{place}")
    if item.kin:
        parts.append(wording.kin(item.kin))
    said = wording.basis(item.clause)
    last = (f"依据：{said}" if said else "", f"把握：{share}" if share else "")
    parts.append("　".join(part for part in last if part))
    return {
        "问题.序号": str(item.number),
        "问题.程度": SEVERITIES[finding.severity],
        "问题.把握": share,
        "问题.说明": "\n".join(part for part in parts if part),
        "问题.建议": line(finding.advice),
        "问题.规则": line(finding.rule),
        "问题.条款": line(item.clause),
    }


def row_fields(row: digest.Row, problems: Mapping[str, int], document: Document) -> dict[str, str]:
    """Placeholders {{核对.…}} of one element or task: its verdict, the best evidence, its duties by verdict."""
    head = row.head
    basis = [
        f"{quoting.cited(proof, document, 110, head.requirement)}（{whereabouts.page(proof.page, exact=document.exact_pages)}）"
        for proof in head.evidence[:1]
    ]
    if head.requirement.id in problems:
        basis.append(f"见问题 {problems[head.requirement.id]}。")

    def where(duty: Outcome) -> str:
        if number := problems.get(duty.requirement.id):
            return f"问题 {number}"
        return whereabouts.page(duty.evidence[0].page, exact=document.exact_pages) if duty.evidence else ""

    def named(verdict: Verdict) -> str:
        duties = [duty for duty in row.asked if duty.verdict == verdict]
        if verdict == "met":
            return "".join(f"\n· {_met(duty, document)}" for duty in duties)
        places = [
            (place, "、".join(line(duty.requirement.title) for duty in at)) for place, at in groupby(duties, where)
        ]
        return "；".join(f"{titles}（{place}）" if place else titles for place, titles in places)

    counts = digest.verdicts(row.asked).items()
    details = [f"{VERDICTS[verdict]} {count}：{named(verdict)}" for verdict, count in counts]
    return {
        "核对.名称": line(head.requirement.title),
        "核对.条款": line(head.requirement.citation),
        "核对.判定": VERDICTS[head.verdict],
        "核对.把握": wording.percent(digest.sure(head)),
        "核对.依据": "".join(basis) or line(head.reason),
        "核对.细项": "\n".join(details),
    }


def _met(duty: Outcome, document: Document) -> str:
    """A duty that is met, with the words on which it rests."""
    quotes = [
        f"{quoting.cited(proof, document, 90, duty.requirement)}（{whereabouts.page(proof.page, exact=document.exact_pages)}）"
        for proof in duty.evidence
    ]
    return "：".join((line(duty.requirement.title), *quotes[:1]))


def check_fields(outcome: Outcome, report: Report) -> dict[str, str]:
    """Placeholders {{要求.…}} of one requirement."""
    requirement = outcome.requirement
    basis = [
        f"{wording.near(outcome)}{quoting.cited(proof, report.document, 110, requirement)}（{whereabouts.place(proof, report.document)}）"
        for proof in outcome.evidence[:1]
    ]
    if len(outcome.evidence) > 1:
        basis.append(f"另有 {len(outcome.evidence) - 1} 处")
    if not basis:
        basis.append(line(outcome.reason))
        if outcome.searched:
            basis.append(f"查找范围：{whereabouts.searched(outcome.searched, report.sections)}")
    indent = "　" if requirement.kind == "duty" else ""
    return {
        "要求.名称": indent + line(requirement.title),
        "要求.条款": line(requirement.citation),
        "要求.判定": VERDICTS[outcome.verdict],
        "要求.把握": wording.percent(digest.sure(outcome)),
        "要求.依据": "\n".join(part for part in basis if part),
    }
