"""What the labelled plans may say, and how it is read."""

from dataclasses import replace
from types import MappingProxyType

from corpora.check import problems, vocabulary
from corpora.reading import PLANS, Plan, read_plan
from corpora.tables import grid
from pipeline.check import load_profile
from pipeline.profile import Profile, Requirement


def tagged(tag: str) -> Plan:
    plan = read_plan(PLANS / "a-01.md")
    first = replace(plan.lines[0], tags=(tag,))
    return replace(plan, lines=(first, *plan.lines[1:]))


def with_duty(id: str) -> Profile:
    shipped = load_profile()
    duty = Requirement(id, "宣传推广", "duty", "duty", "info", True, "五（三）", "写明。", MappingProxyType({}))
    return replace(shipped, requirements=(*shipped.requirements, duty))


def test_labels_may_name_what_the_profile_demands() -> None:
    known = vocabulary(with_duty("safeguards.publicity"))
    assert list(problems(tagged("safeguards.publicity"), "a-01", known)) == []
    assert list(problems(tagged("~safeguards.publicity"), "a-01", known)) == []
    assert len(list(problems(tagged("safeguards.publicity"), "a-01"))) == 1


def test_unknown_labels_are_told() -> None:
    plan = replace(tagged("goals.quantified"), weak=("policy.land",), findings=("policy",), level="village")
    assert {problem.partition(":")[0] for problem in problems(plan, "a-01")} == {
        "unknown level village",
        "weak",
        "findings",
        f"line {plan.lines[0].row}",
    }


def test_merged_cells_of_a_table() -> None:
    table = grid([["任务", "单位", "<"], ["平台", "牵头", "配合"], ["^", "市住建局"]])
    assert table.rows == (("任务", "单位", ""), ("平台", "牵头", "配合"), ("", "市住建局", ""))
    assert table.merged == ((0, 1, 1, 2), (1, 0, 2, 1))
