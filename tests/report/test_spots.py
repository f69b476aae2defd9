"""Where notes stand in the returned file: at the heading, the sentence to be amended, or the task's own paragraph."""

from dataclasses import replace

import pytest

from pipeline.document import BBox
from pipeline.findings import Evidence, Finding, Report, Verdict
from pipeline.report import digest
from pipeline.report.annotated import spots
from pipeline.report.annotated.layout import SIGN, Margins, sign_beside, unpainted


def proof(report: Report, words: str) -> Evidence:
    index, block = next((i, b) for i, b in enumerate(report.document.blocks) if words in b.text and b.kind != "heading")
    start = block.text.index(words)
    path = next((s.path for s in reversed(report.sections) if s.start <= index < s.stop), ())
    return Evidence(index, start, start + len(words), words, block.page, path)


def placed(
    report: Report,
    rule: str,
    requirement: str,
    *quotes: str,
    verdict: Verdict = "weak",
    anchor: int | None = None,
    everywhere: bool = False,
) -> tuple[list[str], list[str]]:
    """The words that notes on such a finding stand at, and those that they quote from elsewhere."""
    proofs = tuple(proof(report, words) for words in quotes)
    finding = Finding(rule, requirement, verdict, "info", "所述", "所劝", proofs, (), anchor, everywhere)
    (item,) = digest.numbered(replace(report, findings=(finding,)))
    found = spots.placed(item, report)
    at = [spot.proof.quote if spot.proof else report.document.blocks[spot.block].text for spot in found.spots]
    return at, [quote.quote for quote in found.quoted]


def without_headings(report: Report, *labels: str) -> Report:
    return replace(report, sections=tuple(s for s in report.sections if not any(x.label in labels for x in s.labels)))


def test_a_task_or_element_is_said_once_at_its_heading(report: Report) -> None:
    good = ("出台《徐州市智能建造发展规划（2022—2025年）》", "在土地出让条件中予以明确")
    assert placed(report, "task.weak", "policy", *good) == (["完善政策体系"], [])
    assert placed(report, "task.missing", "policy", *good, verdict="unsure") == (["完善政策体系"], [])
    assert placed(report, "element.weak", "safeguards", "统筹协调试点各项任务") == (["保障措施"], [])


def test_a_task_without_a_heading_is_said_at_its_paragraph(report: Report) -> None:
    bare = without_headings(report, "content/policy")
    own = next(b.text for b in report.document.blocks if b.text.startswith("出台《徐州市"))
    assert placed(bare, "task.weak", "policy", "参照苏州市做法")[0] == [own]
    last = next(i for i, b in enumerate(report.document.blocks) if b.text.startswith("支持XX企业"))
    assert placed(bare, "duty.missing", "policy.finance", verdict="missing", anchor=last)[0] == [own]
    nothing = replace(bare, outcomes=tuple(o for o in bare.outcomes if o.requirement.id == "policy.finance"))
    at = placed(nothing, "duty.missing", "policy.finance", verdict="missing", anchor=last)[0]
    assert at == [report.document.blocks[last].text]


def test_a_duty_is_said_at_the_sentence_to_be_amended(report: Report) -> None:
    own, elsewhere = "完善上下游产业链", "装备制造业基础雄厚"
    assert placed(report, "duty.weak", "industry.chain", elsewhere, own) == ([own], [elsewhere])
    assert placed(report, "duty.weak", "industry.chain", elsewhere) == ([elsewhere], [])
    assert placed(report, "duty.missing", "industry.chain", elsewhere, verdict="missing") == (
        ["培育智能建造产业"],
        [elsewhere],
    )
    assert placed(report, "duty.missing", "industry.chain", own, verdict="missing") == ([own], [])


def test_only_what_is_itself_the_fault_is_said_everywhere(report: Report) -> None:
    two = ("苏州市", "XX企业")
    assert placed(report, "residue.place", "", *two, everywhere=True) == (list(two), [])
    assert placed(report, "schedule.period", "", *two) == ([two[0]], [two[1]])
    assert placed(report, "basis.cited", "") == ([], [])


def test_a_stretch_is_painted_once() -> None:
    line: BBox = (100.0, 50.0, 200.0, 64.0)
    assert unpainted([line], []) == [line]
    assert unpainted([line], [line]) == []
    assert unpainted([line], [(120.0, 51.0, 150.0, 65.0)]) == [(100.0, 50.0, 120.0, 64.0), (150.0, 50.0, 200.0, 64.0)]
    assert unpainted([line], [(100.0, 62.0, 200.0, 76.0)]) == [line]
    assert unpainted([line], [(99.0, 50.0, 199.5, 64.0)]) == []


@pytest.mark.parametrize("free", [Margins(85, 510, 595, 842), Margins(15, 560, 595, 842), Margins(5, 590, 595, 842)])
@pytest.mark.parametrize("box", [(90.0, 100.0, 300.0, 114.0), (10.0, 820.0, 300.0, 834.0), (0.0, 0.0, 9.0, 9.0)])
def test_signs_do_not_cover_each_other(box: BBox, free: Margins) -> None:
    taken: list[BBox] = []
    for _ in range(20):
        taken.append(sign_beside(box, taken, free))
    for at, one in enumerate(taken):
        assert one[0] >= 0 and one[2] - one[0] == one[3] - one[1] == SIGN
        assert one[1] >= 0 and one[3] <= 842 + SIGN
        assert not any(
            one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3] for other in taken[:at]
        )
