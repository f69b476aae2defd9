"""Numbers as Chinese official documents type them, and what only looks like one."""

import pytest

from pipeline.text.numbers import han_value, parse_number


@pytest.mark.parametrize(
    ("text", "style", "value", "rest"),
    [
        ("一、总体要求", "han", 1, "总体要求"),
        ("十二、保障措施", "han", 12, "保障措施"),
        ("一．工作目标", "han", 1, "工作目标"),
        ("（一）完善政策体系", "han_paren", 1, "完善政策体系"),
        ("(二十三)加强领导", "han_paren", 23, "加强领导"),
        ("第三章 试点任务", "chapter", 3, "试点任务"),
        ("第二节　产业培育", "section", 2, "产业培育"),
        ("第一部分 城市概况", "part", 1, "城市概况"),
        ("1.建设产业基地", "arabic", 1, "建设产业基地"),
        ("１２、搭建平台", "arabic", 12, "搭建平台"),
        ("1.2024年10月起改造工厂", "arabic", 1, "2024年10月起改造工厂"),
        ("l、依法查处", "arabic", 1, "依法查处"),
        ("2.3 关键技术", "decimal2", 3, "关键技术"),
        ("1.1城市基本情况", "decimal2", 1, "城市基本情况"),
        ("3.6人才队伍建设", "decimal2", 6, "人才队伍建设"),
        ("11 分年度行动计划", "arabic", 11, "分年度行动计划"),
        ("1.2.3 装备", "decimal3", 3, "装备"),
        ("（3）数据归集", "arabic_paren", 3, "数据归集"),
        ("④实训基地", "circled", 4, "实训基地"),
        ("❷实训基地", "circled", 2, "实训基地"),
        ("㈠总体目标", "han_paren", 1, "总体目标"),
        ("㈩、保障", "han_paren", 10, "保障"),
        ("三）产业培育", "han_paren", 3, "产业培育"),
        ("⑴数据归集", "arabic_paren", 1, "数据归集"),
        ("⒓ 搭建平台", "arabic", 12, "搭建平台"),
        ("—、指导思想", "han", 1, "指导思想"),
        ("• 智能工厂", "bullet", 0, "智能工厂"),
        ("(a) 智能工厂", "letter", 1, "智能工厂"),
        ("一﹑智能工厂", "han", 1, "智能工厂"),
        ("问题三：成果进不了工地", "named", 3, "成果进不了工地"),
    ],
)
def test_a_number_is_recognised(text: str, style: str, value: int, rest: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert (number.style, number.value, text[number.stop :]) == (style, value, rest)


@pytest.mark.parametrize(
    "text",
    [
        "1.5亿元产值",
        "2023年底前建成",
        "3.14",
        "一是加强领导",
        "一方面",
        "十四五期间",
        "2.5万平方米厂房",
        "2.0版监管平台上线运行",
        "1.5以上的容积率",
        "5.8平方公里起步区",
        "50%以上",
        "30 家企业名单",
        "徐州市",
    ],
)
def test_a_figure_is_not_a_number_of_a_heading(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("digits", "value"),
    [("十", 10), ("十五", 15), ("二十", 20), ("九十九", 99), ("一百零五", 105), ("一二", 12), ("拾贰", 12), ("—", 1)],
)
def test_han_numerals_have_their_value(digits: str, value: int) -> None:
    assert han_value(digits) == value
