"""Which of the findings of before is which of today's, when words, values and order have changed."""

import pytest

from pipeline.likeness import Seen, alike, pairs

FUNDS = Seen("正文与投资表的总额不一致：12亿元、15亿元。", "试点期内总投资12亿元，其中财政资金3亿元。")


def shares(name: str, *values: str) -> Seen:
    return Seen(f"指标“{name}”前后不一致：{'、'.join(values)}。", f"到2025年，{name}达到{values[0]}")


def test_each_goes_to_the_likest_whatever_the_order() -> None:
    old = [shares("装配式建筑占比", "30%", "40%"), shares("绿色建筑占比", "80%", "90%"), FUNDS]
    new = [FUNDS, shares("绿色建筑占比", "85%", "90%"), shares("装配式建筑占比", "35%", "40%")]
    assert pairs(old, new) == [(0, 2), (1, 1), (2, 0)]


def test_two_indicators_are_never_one_finding() -> None:
    assert pairs([shares("绿色建筑占比", "30%", "40%")], [shares("装配式建筑占比", "30%", "40%")]) == []
    assert pairs([shares("BIM应用占比", "30%", "40%")], [shares("BIM应用的占比", "30%", "40%")]) == [(0, 0)]


def test_a_quote_that_was_moved_goes_before_a_message_that_stayed() -> None:
    message = "有占位符没有改成实际内容。"
    old = [Seen(message, "由XX局牵头建设智能建造监管平台"), Seen(message, "支持XX企业建设产业基地")]
    new = [Seen("有 1 处占位符没有改成实际内容。", "支持XX企业建设产业基地"), Seen(message, "依托XX大学开设课程")]
    assert pairs(old, new) == [(0, 1), (1, 0)]


def test_what_did_not_change_is_itself() -> None:
    old = [Seen("有 2 处占位符。", "由XX局牵头建设平台"), FUNDS]
    assert pairs(old, [Seen("有 1 处占位符。", "由XX局牵头建设平台"), old[0], FUNDS]) == [(0, 1), (1, 2)]
    many = [shares(f"第{number}项占比", "30%", "40%") for number in range(300)]
    assert pairs(many, many[::-1]) == [(at, 299 - at) for at in range(300)]


def test_what_is_left_over_has_no_counterpart() -> None:
    assert pairs([FUNDS], []) == [] == pairs([], [FUNDS])
    assert pairs([FUNDS], [FUNDS, FUNDS]) == [(0, 0)]
    assert pairs([FUNDS, FUNDS], [FUNDS]) == [(0, 0)]


@pytest.mark.parametrize(
    ("first", "second", "least", "most"),
    [
        ("到2025年，装配率达到30%", "到 2025 年，\n装配率达到 30%", 1.0, 1.0),
        ("", " \n", 1.0, 1.0),
        ("", "装配率", 0.0, 0.0),
        ("绿色建筑占比", "装配式建筑占比", 0.5, 0.8),
        ("装配式建筑占比", "装配式建筑所占比例", 0.85, 0.99),
    ],
)
def test_how_alike_two_texts_are(first: str, second: str, least: float, most: float) -> None:
    assert least <= alike(first, second) <= most
    assert alike(first, second) == pytest.approx(alike(second, first), abs=0.1)


def test_only_the_beginning_of_a_long_text_is_compared() -> None:
    text = "推进智能建造。" * 200
    assert alike(text, text + "另有安排。" * 500) == 1.0
