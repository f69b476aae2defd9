"""The report for a terminal: the matrix of requirements, then the findings, the gravest first.

Everything from the document enters as `Text`, never as Rich markup, after `sanitize`: a plan that says “[red]” or holds
an escape sequence is printed as it is stored, without effect. Colour repeats what the words say, so NO_COLOR loses
nothing.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from pipeline.document import Document
from pipeline.findings import Evidence, Outcome, Report
from pipeline.profile import Severity
from pipeline.report import digest, quoting, whereabouts, wording
from pipeline.report.files import replace_file
from pipeline.report.folding import Folded
from pipeline.report.options import PLAIN, Options
from pipeline.report.sanitize import line
from pipeline.vocabulary import SEVERITIES, VERDICTS

_VERDICT_STYLES = {"met": "green", "weak": "yellow", "missing": "bold red", "unsure": "magenta", "not_chosen": "dim"}
_SEVERITY_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_QUOTE = 120
"""Characters of a quote; the page says where the rest is."""
_SHORT = 96
"""The same in the matrix."""
_WIDE = 80
"""Columns below which clause and confidence are left out of the matrix; the findings repeat the clause."""
_WIDTH = 100
"""Columns of the report when it goes to a file."""


def write(report: Report, target: Path, *, source: Path | None = None, options: Options = PLAIN) -> None:
    """Write the report as plain text, UTF-8, without colour; `source` and `options` are not needed."""
    stream = io.StringIO()
    render(report, Console(file=stream, width=_WIDTH, color_system=None, force_terminal=False, legacy_windows=False))
    replace_file(target, stream.getvalue().encode("utf-8"))


def render(report: Report, console: Console) -> None:
    """Print the whole report to `console`, fitted to its width."""
    for part in _parts(report, console.width):
        console.print(part, emoji=False, markup=False, highlight=False)


def _parts(report: Report, width: int) -> Iterator[RenderableType]:
    yield _heading(report)
    for group in digest.matrix(report):
        yield Text()
        yield _matrix(group, report, wide=width >= _WIDE)
    yield Text()
    yield from _findings(report)
    yield Folded(Text(digest.other_documents(report) + wording.DISCLAIMER, style="dim"))


def _heading(report: Report) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    grid.add_row(Text("申报城市"), Folded(Text(wording.applicant(report), style="bold")))
    grid.add_row(Text("方案文件"), Folded(Text(line(report.document.source))))
    grid.add_row(Text("审查依据"), Folded(Text(wording.notice(report.profile))))
    grid.add_row(Text("读取情况"), Folded(Text(wording.coverage(report.document))))
    for remark in report.document.remarks:
        grid.add_row(Text("文件提示"), Folded(Text(line(remark.message), style="yellow")))
    grid.add_row(Text("核对结果"), Folded(_summary(report)))
    return Group(Rule(Text(f"{wording.plans(report.profile)}预审", style="bold"), style="dim"), grid)


def _summary(report: Report) -> Text:
    text = Text()
    for title, counts in digest.summary(report):
        text.append("；" if text else "").append(f"{title} ")
        for index, (verdict, count) in enumerate(counts.items()):
            text.append("、" if index else "")
            text.append(f"{VERDICTS[verdict]} {count}", style=_VERDICT_STYLES[verdict])
    return text


def _matrix(group: digest.Group, report: Report, *, wide: bool) -> Table:
    title = Text(group.title, style="bold")
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    table.add_column("要求", ratio=4, overflow="fold")
    if wide:
        table.add_column("条款", width=8, overflow="fold", style="dim")
    table.add_column("判定", width=8, no_wrap=True)
    if wide:
        table.add_column("把握", width=4, justify="right", no_wrap=True, style="dim")
    table.add_column("依据", ratio=6, overflow="fold")
    for row in group.rows:
        for outcome in (row.head, *row.asked):
            table.add_row(*_cells(outcome, report, wide=wide))
    return table


def _cells(outcome: Outcome, report: Report, *, wide: bool) -> Iterator[RenderableType]:
    duty = outcome.requirement.kind == "duty"
    title = Text(line(outcome.requirement.title), style="" if duty else "bold")
    yield Padding(Folded(title), (0, 0, 0, 2 if duty else 0))
    if wide:
        yield Text(line(outcome.requirement.citation))
    yield Text(VERDICTS[outcome.verdict], style=_VERDICT_STYLES[outcome.verdict])
    if wide:
        yield Text(wording.percent(digest.sure(outcome)))
    yield Folded(_basis(outcome, report))


def _basis(outcome: Outcome, report: Report) -> Text:
    """What a verdict rests on: the first quote, or the reason, or where was searched."""
    document = report.document
    if outcome.evidence:
        first = outcome.evidence[0]
        more = f"（另有 {len(outcome.evidence) - 1} 处）" if len(outcome.evidence) > 1 else ""
        return Text(
            f"{wording.near(outcome)}{whereabouts.page(first.page, exact=document.exact_pages)}{quoting.cited(first, document, _SHORT, outcome.requirement)}{more}"
        )
    if outcome.reason:
        return Text(line(outcome.reason), style="dim")
    searched = whereabouts.searched(outcome.searched, report.sections)
    return Text(f"查找范围：{searched}" if searched else "", style="dim")


def _findings(report: Report) -> Iterator[RenderableType]:
    counts = digest.severities(report)
    if not report.findings:
        yield Rule(Text("未发现问题", style="bold green"))
        return
    for severity, word in SEVERITIES.items():
        if counts[severity]:
            yield Rule(
                Text(f"{word}（{counts[severity]}）", style=_SEVERITY_STYLES[severity]), align="left", style="dim"
            )
            for item in digest.numbered(report):
                if item.finding.severity == severity:
                    yield from _finding(item, report)


def _finding(item: digest.Numbered, report: Report) -> Iterator[RenderableType]:
    finding = item.finding
    head = Text(f"{item.number:>3}. ")
    if item.judged:
        head.append(VERDICTS[finding.verdict] + "  ", style=_VERDICT_STYLES[finding.verdict])
    head.append(f"{line(item.title)}  " if item.title else "", style="bold")
    head.append(line(item.code), style="dim")
    yield Folded(head)
    body = Table.grid(padding=(0, 1))
    body.add_column(no_wrap=True, style="dim", width=8)
    body.add_column(overflow="fold")
    body.add_row(Text("问题"), Folded(Text(item.said)))
    if item.quoted_at:
        body.add_row(Text("原文"), Text(wording.quoted_at(item.quoted_at)))
    for evidence in finding.evidence[bool(item.quoted_at) :]:
        body.add_row(Text("原文"), Folded(_quote(evidence, item, report.document)))
    if finding.searched:
        body.add_row(Text("查找范围"), Folded(Text(whereabouts.searched(finding.searched, report.sections))))
    if place := digest.proposed(item, report):
        body.add_row(Text("建议写在"), Folded(Text(place)))
    if item.kin:
        body.add_row(Text("另见"), Text(wording.kin(item.kin)))
    if said := wording.basis(item.clause):
        body.add_row(Text("依据"), Folded(Text(said)))
    if finding.advice:
        body.add_row(Text("修改建议"), Folded(Text(line(finding.advice))))
    yield Padding(body, (0, 0, 1, 5))


def _quote(evidence: Evidence, item: digest.Numbered, document: Document) -> Text:
    text = Text(quoting.cited(evidence, document, _QUOTE, item.about), style="italic")
    return text.append(f"  {whereabouts.place(evidence, document)}", style="dim not italic")
