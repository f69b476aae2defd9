"""Claims by the words around a number, for what a plan tells twice in another order or in other words around the same ones."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipeline.check.consistency.claim import FLOW, Claim, is_tabled
from pipeline.check.consistency.claim_words import WHOLE, Term, area_of
from pipeline.check.consistency.claims import QUOTED, STATE, THEN, term_of, when_due
from pipeline.check.consistency.clause import Clause, clauses
from pipeline.check.consistency.table_claims import WORDS, due_in_table
from pipeline.check.consistency.when import END, When, in_year
from pipeline.check.consistency.wording import in_words
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.document import Table
from pipeline.findings import Target
from pipeline.tables import title_row

_STAGE = re.compile(
    r"20[23]\d|(?:第?[一二三四]|启动|准备|推进|实施|深化|提升|攻坚|总结|验收|推广|示范|部署|建设)阶段|时段|季度|月底|第[一二三四]年|首年"
)
"""Before a number without a time of its own, or in its section's heading: it may be of that time and not of the whole pilot."""
_ELSEWHEN = re.compile(f"当年|{QUOTED.pattern}")
"""What is of one year alone, or was set by somebody else."""
_YEARLY = re.compile("每年|年均")
_IN_EACH = re.compile(r"20\d\d年?[至到—－-]+20\d\d年|试点期|三年")
"""Before 每年: in each year of the pilot."""
YEARLY = When("每年")
SHORTEST = 6
"""Characters from which on a cell may say of what its number is."""


def told_again(review: Review, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Claims of all that paragraphs and cells count, and the `claims` of tables by what these call it."""
    targets = [(fact.evidence, fact.value) for fact in review.facts if isinstance(fact.value, Target)]
    dues = {(proof.block, proof.stop): target.due for proof, target in targets}
    term = term_of(review)
    for index, text in review.prose:
        for clause in clauses(text):
            yield from _of_paragraph(review, index, clause, dues.get((index, clause.one.stop)), term)
    for index in review.body():
        table = review.blocks[index].table
        if table is not None and index not in review.base:
            yield from _of_cells(review, index, table, term)
    for claim in claims:
        if is_tabled(review, claim) and not claim.flow:
            table = review.blocks[claim.evidence.block].table
            assert table is not None
            row, column = table.cell_at(claim.evidence.start)
            if len(table.rows[row][column]) <= len(claim.evidence.quote) + SHORTEST:  # no prose
                yield from in_words(claim, (claim.shown, f"{claim.shown} {title_row(table)[column]}"))


def _of_paragraph(review: Review, index: int, clause: Clause, due: date | None, term: Term) -> Iterator[Claim]:
    text, one = clause.text, clause.one
    proof = evidence(review, index, clause.start, clause.stop)
    before = text[clause.left : one.start]
    when = YEARLY if _YEARLY.search(text, clause.start, clause.stop) else when_due(review, proof, due, term)
    other_time = when is None and any(map(_STAGE.search, (text[: one.start], *proof.path[-1:])))
    if (
        other_time
        or (when is None and STATE.search(text, clause.left, clause.right))
        or when == in_year(review.profile.start.year)
        or _ELSEWHEN.search(before)
        or THEN.match(before)
    ):
        return
    area = "" if WHOLE.search(text, clause.start, clause.stop) else area_of(review.applicant, before)
    claim = Claim(
        key="", unit=one.unit, value=one.value, comparator=one.comparator, when=when or END, area=area, shown=clause.shown, evidence=proof,
    )  # fmt: skip
    yield from in_words(claim, clause.ways())
    if when == YEARLY and one.comparator in ("", "=") and _IN_EACH.search(before):
        years = review.profile.years
        yield from in_words(replace(claim, when=END, value=one.value * years, summed=True), clause.ways())


def _of_cells(review: Review, index: int, table: Table, term: Term) -> Iterator[Claim]:
    """Of what a table's cells tell in words, alone or behind the name of their row: 2025年 | 平台累计接入项目200个; not what they add."""
    for row, column, cell, at in table.cells():
        if row <= table.captions or not column or not SHORTEST < len(cell) <= WORDS:
            continue
        for clause in clauses(cell):
            words = cell[clause.start : clause.stop]
            if FLOW.search(words):
                continue
            claim = Claim(
                key="", unit=clause.one.unit, value=clause.one.value, comparator=clause.one.comparator,
                when=due_in_table(table, row, column, words, None, term), area=area_of(review.applicant, words),
                shown=clause.shown, evidence=evidence(review, index, at + clause.start, at + clause.stop),
            )  # fmt: skip
            yield from in_words(claim, (clause.words, f"{table.rows[row][0][:WORDS]}{clause.words}"))
