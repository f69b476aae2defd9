"""How long the dated steps of a plan last together: what bare years leave open, and what lies after the pilot."""

import pytest
from judging import judged, rules

from pipeline.document import Table

GOAL = "到试点期满，建成智能建造示范项目30个，装配式建筑占新建建筑面积比例达到42%。"
TASK = "2023年6月底前印发《宜昌市推进智能建造若干措施》，市住建局牵头。"
YEARS = ("2022年", "2023年", "2024年", "2025年")
STEPS = ("组建专班，分解任务。", "印发政策，遴选项目。", "监管平台上线。", "自评总结，申请验收。")


def wrong(*schedule: str | Table) -> bool:
    return "schedule.period" in rules(judged("一、试点目标", GOAL, "二、重点任务", TASK, "三、实施计划", *schedule))


def in_lines(*years: str) -> tuple[str, ...]:
    return tuple(f"{year}：{step}" for year, step in zip(years, STEPS, strict=False))


@pytest.mark.parametrize(
    "schedule",
    [
        in_lines(*YEARS),
        tuple(f"（{number}）{line}" for number, line in zip("一二三四", in_lines(*YEARS), strict=True)),
        tuple(part for pair in zip(YEARS, STEPS, strict=True) for part in pair),
        (Table((("年度", "工作"), *zip(YEARS, STEPS, strict=True))),),
        (Table((("任务", *YEARS), ("监管平台", *STEPS))),),
        ("启动阶段（2022年）。组建专班。", "推进阶段（2023—2024年）。平台上线。", "总结阶段（2025年）。申请验收。"),
        (
            "准备期（2023年1月至2023年6月）：分解任务。实施期（2023年7月至2025年6月）：平台上线。验收期（2025年7月至12月）：自评。",
        ),
        ("试点时间为2022年至2025年，逐年分解任务、逐年考核。",),
        ("2022年组建专班，2023年、2024年全面推进，2025年10月申请验收。",),
        in_lines(*YEARS[1:]),
        in_lines(*YEARS[:3]),
        (*in_lines(*YEARS), "展望2030年，智能建造成为本地支柱产业。"),
        (*in_lines(*YEARS[1:]), "到2030年，智能建造方式全面普及。"),
        (*in_lines(*YEARS[1:]), "试点期满后，2026—2030年逐步推广到县域。"),
        (*in_lines(*YEARS[1:]), "2027年起在各县（市）全面铺开。"),
    ],
)
def test_bare_years_and_what_comes_afterwards_are_a_pilot_of_three_years(schedule: tuple[str | Table, ...]) -> None:
    assert not wrong(*schedule)


@pytest.mark.parametrize(
    "schedule",
    [
        ("2022年1月组建专班，2023年印发政策，2024年监管平台上线，2025年12月申请验收。",),
        in_lines("2022年上半年", *YEARS[1:]),
        in_lines("2022年", "2023年", "2024—2025年", "2026年"),
        in_lines("2023年", "2024年", "2025年", "2026年"),
        ("试点时间为2022年至2026年，逐年分解任务、逐年考核。",),
        ("试点为期四年（2022年至2025年），逐年分解任务、逐年考核。",),
        in_lines(*YEARS[:2]),
        (*in_lines(*YEARS[1:3]), "到2030年，智能建造方式全面普及。"),
        (*in_lines(*YEARS[1:]), "到2027年，完成全部试点任务并申请验收。"),
        ("近期（2022—2025年）：打基础。", "中期（2026—2028年）：成体系。"),
        (*in_lines(*YEARS[1:]), "2026—2027年，继续推进平台建设，做好总结。"),
    ],
)
def test_other_lengths_are_not(schedule: tuple[str, ...]) -> None:
    assert wrong(*schedule)
