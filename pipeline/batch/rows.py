"""A report boiled down to its row in the ledger."""

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.batch_rules import BATCH_RULES
from pipeline.document import Document
from pipeline.findings import Evidence, Fact, Finding, Period, Report, Target
from pipeline.profile import Profile
from pipeline.report import digest, facts, quoting, when, whereabouts, wording
from pipeline.report.sanitize import within
from pipeline.round import Cell, Demand, Detail, FactRow, Issue, PlanRow
from pipeline.text.page_numbers import ranges

QUOTE = 300
"""Characters of a quote in the ledger; the report has the rest."""
MOST_QUOTES = 6
QUOTE_ACROSS = 60
"""Of what two plans share: enough to find it by, for the sheet 查重 has the rest."""


def plan_row(report: Report, name: str, outputs: Mapping[str, str], notes: Sequence[str] = ()) -> PlanRow:
    """The row of a plan that was read, without what only the round can tell; `notes` are on its reports."""
    document = report.document
    remarks = [remark.message for remark in document.remarks]
    return PlanRow(
        file=name,
        sha256=document.sha256,
        format=document.format,
        pages=document.pages,
        exact_pages=document.exact_pages,
        characters=document.characters,
        reading=wording.joined(wording.coverage(document), *remarks, *notes),
        applicant=report.applicant,
        outputs=dict(outputs),
        cells=tuple(
            Cell(outcome.requirement.id, outcome.verdict, f"r{number}")
            for number, outcome in enumerate(report.outcomes)
        ),
        severities=digest.severities(report),
    )


def plan_detail(report: Report) -> Detail:
    """What was found in the plan."""
    due = when.dues(report)
    return Detail(
        _issues(report),
        tuple(_target(target, fact, due(target, fact), report.document) for target, fact in facts.targets(report)),
        tuple(_period(period, fact.evidence, report.document) for period, fact in facts.periods(report)),
    )


def _issues(report: Report) -> tuple[Issue, ...]:
    return tuple(
        Issue(
            rule=item.finding.rule,
            requirement=item.finding.requirement,
            title=item.title,
            clause=item.clause,
            verdict=item.finding.verdict if item.judged else "",
            anchor=f"f{item.number}",
            confidence=item.confidence,
            code=item.code,
            **_seen(item, report),
        )
        for item in digest.numbered(report)
    )


def issue_across(finding: Finding, profile: Profile, other: str = "") -> Issue:
    """A finding across files as a row; `other` is the file of the plan that it says to be alike."""
    return Issue(
        rule=finding.rule,
        requirement=finding.requirement,
        title=BATCH_RULES[finding.rule].title,
        clause=profile.clauses.get(finding.rule, ""),
        verdict="",
        anchor="",
        other=other,
        **{**_words(finding), **_sample(finding.evidence)},
    )


def _sample(proofs: Sequence[Evidence]) -> dict[str, str]:
    """The longest of the passages that two plans share, cut short, and where it stands: the row must fit on a page."""
    if not proofs:
        return {}
    longest = max(proofs, key=lambda proof: len(proof.quote))
    words = quoting.quoted(longest.quote, QUOTE_ACROSS)
    return {"quote": words, "key": words, "path": whereabouts.path(longest.path)}


def _seen(item: digest.Numbered, report: Report) -> dict[str, Any]:
    """What a finding says, its evidence as a reader sees it."""
    finding, document = item.finding, report.document
    shown = [quoting.shown(proof, document, QUOTE) for proof in finding.evidence[:MOST_QUOTES]]
    return _words(finding) | {
        "quote": "\n".join(dict.fromkeys(shown)),
        "path": "\n".join(digest.places(item, report)),
        "page": ranges(digest.pages(item, report)),
        "searched": whereabouts.searched(finding.searched, report.sections),
    }


def _words(finding: Finding) -> dict[str, Any]:
    """What a finding says, with its key; where its quotes stand and how they are shown is left to the caller."""
    proofs = finding.evidence
    return {
        "severity": finding.severity,
        "message": finding.message,
        "advice": finding.advice,
        "quote": "",
        "path": "",
        "key": "\n".join(_quotes(proofs)),
        "page": ranges(proof.page for proof in proofs),
        "searched": "",
    }


def _quotes(proofs: Sequence[Evidence]) -> list[str]:
    return [within(proof.quote, QUOTE) for proof in proofs[:MOST_QUOTES]]


def _target(target: Target, fact: Fact, due: str, document: Document) -> FactRow:
    shown, source = wording.target(target, fact.evidence.quote), _source(fact.evidence, document)
    return FactRow(target.indicator, shown, target.value, target.unit, "", due, *source)


def _period(period: Period, proof: Evidence, document: Document) -> FactRow:
    start, end = (when.as_said(day, proof.quote) for day in (period.start, period.end))
    return FactRow("", when.period(period, proof.quote), None, "", start, end, *_source(proof, document))


def _source(proof: Evidence, document: Document) -> tuple[str, int, str]:
    """Quote, page and path of the words that a fact rests on."""
    return quoting.shown(proof, document, QUOTE), proof.page, whereabouts.where(proof, document)


def demands(profile: Profile) -> tuple[Demand, ...]:
    """The columns of the matrix: elements and tasks, each followed by its duties."""
    heads = [*profile.by_kind("element"), *profile.by_kind("task")]
    known = {head.id for head in heads}
    duties = profile.by_kind("duty")
    ordered = [item for head in heads for item in (head, *(duty for duty in duties if duty.parent == head.id))]
    ordered += [duty for duty in duties if duty.parent not in known]
    return tuple(Demand(item.id, item.title, item.kind, item.citation, item.mandatory) for item in ordered)
