"""The sheets of the ledger and their columns."""

from pipeline.report.ledger.review import (
    ADVICE,
    CHANGE,
    CITY,
    FILE,
    MARK,
    MESSAGE,
    OPINIONS,
    PAGE,
    QUOTE,
    RULE,
    SEVERITY,
    SHARE,
    SHEET,
    TITLE,
    UNIT,
    VERDICT,
)
from pipeline.report.sanitize import within
from pipeline.report.workbook_layout import Layout
from pipeline.round import Standard

OVERVIEW = Layout(
    "总览",
    (
        (UNIT, 14), (CITY, 14), ("层级", 10), (FILE, 34), ("状态", 9), ("须补正", 8), ("建议完善", 8), ("提示", 7),
        ("批次", 7), ("有", 6), ("薄弱", 6), ("缺失", 6), ("无法判定", 8), ("页数", 7), ("字数", 9), ("报送日期", 14), ("日期依据", 10),
        ("读取情况", 50), ("批注文件", 12),
    ),
    freeze="E2",
    printed=18,
    coloured=("状态",),
)  # fmt: skip
ISSUES = Layout(
    SHEET,
    (
        ("序号", 7), (CITY, 12), (FILE, 20), (SEVERITY, 10), (VERDICT, 10), (TITLE, 18), (MESSAGE, 36), (QUOTE, 36), (PAGE, 8),
        (ADVICE, 36), *zip(OPINIONS, (10, 10, 24), strict=True), (CHANGE, 11),
        (UNIT, 12), (SHARE, 7), ("条款", 9), (RULE, 19), ("所在章节", 24), ("查找范围", 20), (MARK, 18),
    ),
    freeze="D2",
    choice=OPINIONS[0],
    percent=SHARE,
    hidden=MARK,
    printed=14,
    coloured=(SEVERITY, VERDICT, CHANGE),
)  # fmt: skip
TARGETS = Layout(
    "量化指标",
    (
        (UNIT, 12), (CITY, 12), ("指标", 34), ("目标值", 18), ("数值", 12), ("单位", 10), ("时限", 18), (QUOTE, 60),
        (PAGE, 7), ("所在章节", 34), (FILE, 24),
    ),
    freeze="C2",
)  # fmt: skip
PERIODS = Layout(
    "进度安排",
    (
        (UNIT, 12), (CITY, 12), ("时间", 28), ("开始", 13), ("结束", 13), (QUOTE, 60), (PAGE, 7),
        ("所在章节", 40), (FILE, 24),
    ),
    freeze="C2",
)  # fmt: skip
OVERLAPS = Layout(
    "查重",
    (
        ("序号", 7), ("性质", 10), ("方案甲", 16), ("甲文件", 22), ("方案乙", 16), ("乙文件", 22), ("共同字数", 9),
        ("占甲", 7), ("占乙", 7), ("甲原文", 52), ("甲位置", 22), ("乙原文", 52), ("乙位置", 22), ("本段相同字数", 9),
    ),
    coloured=("性质",),
)  # fmt: skip
QUOTAS = Layout(
    "推荐名额",
    ((UNIT, 20), ("推荐城市数", 11), ("名额", 8), ("结论", 10), (CITY, 60), (FILE, 80)),
    coloured=("结论",),
)
NOTES = Layout("说明", (("项目", 16), ("内容", 110)))


def matrix_layout(standard: Standard) -> Layout:
    """One column a requirement."""
    heads = tuple((within(demand.title, 14), 8.5) for demand in standard.demands)
    columns = ((UNIT, 12.0), (CITY, 12.0), (FILE, 24.0), *heads)
    return Layout("逐项核对", columns, freeze="D2", upright=4, coloured=frozenset(name for name, _ in heads))


def all_layouts(standard: Standard) -> tuple[Layout, ...]:
    """All sheets, in their order."""
    return (OVERVIEW, matrix_layout(standard), ISSUES, TARGETS, PERIODS, OVERLAPS, QUOTAS, NOTES)
