"""What a schedule adds year by year to a total, in paragraphs, sentences and under headings."""

import pytest
from judging import reported

GOAL = ("一、总体要求", "试点期三年。", "二、试点目标")
TASK = ("三、重点任务", "2023年6月底前印发《若干措施》，市住建局牵头。", "四、实施计划")
PHASES = ("2022年11月—2023年10月", "2023年11月—2024年10月", "2024年11月—2025年10月")


def apart(goal: str, *schedule: str) -> bool:
    return "goals.consistent" in reported(*GOAL, goal, *TASK, *schedule)


def by_paragraph(what: str, *counts: int) -> tuple[str, ...]:
    return tuple(
        f"{year}年：推进重点工作，{what.format(count)}。"
        for year, count in zip((2023, 2024, 2025), counts, strict=True)
    )


def by_sentence(what: str, *counts: int) -> tuple[str, ...]:
    lines = zip((2023, 2024, 2025), counts, strict=True)
    return ("；".join(f"{year}年{what.format(count)}" for year, count in lines) + "。",)


def by_phase(what: str, *counts: int) -> tuple[str, ...]:
    lines = zip("一二三", PHASES, counts, strict=True)
    return tuple(f"（{number}）第{number}步（{time}）。{what.format(count)}。" for number, time, count in lines)


def by_ordinal(what: str, *counts: int) -> tuple[str, ...]:
    lines = zip("一二三", PHASES, counts, strict=True)
    return tuple(f"第{number}年（{time}）：{what.format(count)}。" for number, time, count in lines)


def by_heading(what: str, *counts: int) -> tuple[str, ...]:
    lines = zip("2023年 2024年 2025年".split(), counts, strict=True)
    return tuple(part for year, count in lines for part in (year, f"推进重点工作，{what.format(count)}，考核一次。"))


FORMS = (by_paragraph, by_sentence, by_phase, by_ordinal, by_heading)


@pytest.mark.parametrize("told", FORMS)
@pytest.mark.parametrize(
    ("goal", "what", "counts"),
    [
        ("到2025年，培育智能建造骨干企业14家。", "培育智能建造骨干企业{}家", (3, 5, 6)),
        ("三年累计建成智能建造示范项目48个。", "建成示范项目{}个", (12, 16, 20)),
        ("到试点期满，建成智慧工地270个以上。", "建成智慧工地{}个", (70, 100, 120)),
        ("到2025年，建成部品部件智能工厂7家。", "改造部品部件智能工厂{}家", (1, 2, 4)),
        ("到2025年，培养智能建造人才2700人。", "培养智能建造人才{}人", (700, 900, 1100)),
    ],
)
def test_additions_that_come_to_the_total_contradict_nothing(
    told: object, goal: str, what: str, counts: tuple[int, ...]
) -> None:
    assert callable(told) and not apart(goal, *told(what, *counts))


@pytest.mark.parametrize("told", FORMS[:-1])
@pytest.mark.parametrize(
    ("goal", "what", "counts"),
    [
        ("到2025年，培育智能建造骨干企业14家。", "培育智能建造骨干企业{}家", (3, 5, 5)),
        ("到2025年，培育智能建造骨干企业14家。", "智能建造骨干企业达到{}家", (3, 5, 6)),
        ("三年累计建成智能建造示范项目48个。", "累计建成示范项目{}个", (12, 16, 20)),
        ("到2025年，建成智慧工地200个。", "建成智慧工地{}个", (70, 100, 120)),
        ("到2025年，建成智慧工地200个以上。", "建成智慧工地{}个", (20, 40, 60)),
    ],
)
def test_steps_that_come_to_something_else_or_tell_what_is_reached_do(
    told: object, goal: str, what: str, counts: tuple[int, ...]
) -> None:
    assert callable(told) and apart(goal, *told(what, *counts))


@pytest.mark.parametrize(
    ("schedule", "told"),
    [
        (by_paragraph("智能建造示范项目达到{}个", 10, 30, 48), False),
        (by_paragraph("建成智能建造示范项目{}个", 10, 30, 48), False),
        (("到2023年，建成示范项目12个。", "到2024年，建成示范项目16个。", "到2025年，建成示范项目20个。"), True),
        (("2023年，建成示范项目28个。", "市住建局到2025年建成示范项目20个。"), True),
        ((*by_paragraph("建成示范项目{}个", 12, 16, 20), "到2025年，累计建成示范项目50个。"), True),
        ((*by_paragraph("建成示范项目{}个", 12, 16, 20), *by_phase("建成示范项目{}个", 12, 16, 20)), False),
    ],
)
def test_only_a_whole_series_explains_its_parts(schedule: tuple[str, ...], told: bool) -> None:
    assert apart("三年累计建成智能建造示范项目48个。", *schedule) is told
