"""The numbers in docs/rules.md are those that the checks judge by."""

from pathlib import Path

import pytest

from pipeline.check import copied, load_profile, pilot
from pipeline.check.element import substance
from pipeline.check.element.elements import ELEMENTS
from pipeline.check.weighing import HALF

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
PROFILE = load_profile()
COPY = PROFILE.get("originality.notice")
assert COPY is not None
MONTHS = PROFILE.months


def row(id: str) -> str:
    return next(line for line in PAGE.splitlines() if line.startswith(f"| `{id}` |"))


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("foundation", f"少于 {substance.BRIEF} 字且数字不多于 {substance.FIGURES} 个"),
        ("schedule.period", f"（{pilot.least(PROFILE)}—{pilot.most(PROFILE)} 个月）"),
        ("schedule.period", f"应为 {MONTHS - pilot.SAID}—{MONTHS + pilot.SAID} 个月"),
        ("originality.notice", f"某段（{copied.LEAST} 字以上）有 {COPY.params['paragraph']:.0%} 以上的文字与通知相同"),
        ("originality.notice", f"占正文 {COPY.params['share']:.0%} 以上"),
        ("originality.notice", f"一整段（{copied.LONG} 字以上）有 {copied.NEARLY_ALL:.0%} 以上是通知的话"),
        ("batch.quota", f"多于 {PROFILE.quota} 个"),
        ("batch.deadline", f"晚于 {PROFILE.deadline:%Y} 年 {PROFILE.deadline.month} 月 {PROFILE.deadline.day} 日"),
    ],
)
def test_the_handbook_gives_the_numbers_that_the_checks_judge_by(id: str, said: str) -> None:
    assert said in row(id)


def test_half_of_a_tasks_duties_make_it_met() -> None:
    assert HALF == 0.5 and "一半以上写实判“有”" in PAGE


@pytest.mark.parametrize(
    ("element", "text", "verdict"),
    [
        ("basics", "宜昌地处鄂西，常住人口392万人。", "met"),
        ("basics", "宜昌地处鄂西，山川秀美，区位优越，交通便利。", "weak"),
        ("foundation", "全市有特级资质企业3家，产值120亿元。", "weak"),
        (
            "foundation",
            f"全市有特级资质企业3家，产值120亿元。{'已建成产业园，形成设计、生产、施工的完整链条。' * 4}",
            "met",
        ),
    ],
)
def test_what_is_thin_is_what_the_handbook_says(element: str, text: str, verdict: str) -> None:
    assert substance.substance(ELEMENTS[element], text, 0, 3) == verdict
