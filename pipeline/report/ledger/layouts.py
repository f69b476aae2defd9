"""The sheets of the ledger and their columns."""

from pipeline.report.ledger.review import CHANGE, MARK, SHARE, SHEET
from pipeline.report.sanitize import shorten
from pipeline.report.workbook import Layout
from pipeline.round import Standard

OVERVIEW = Layout(
    "总览",
    (
        ("推荐单位", 14), ("城市", 14), ("层级", 10), ("文件", 34), ("状态", 9), ("须补正", 8), ("建议完善", 8), ("提示", 7),
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
        ("序号", 7), ("城市", 12), ("文件", 20), ("程度", 10), ("判定", 10), ("要求", 18), ("问题", 36), ("原文", 36), ("页码", 8),
        ("修改建议", 36), ("复核", 10), ("复核人", 10), ("复核意见", 24), (CHANGE, 11),
        ("推荐单位", 12), (SHARE, 7), ("条款", 9), ("规则", 19), ("所在章节", 24), ("查找范围", 20), (MARK, 18),
    ),
    freeze="D2",
    choice="复核",
    percent=SHARE,
    hidden=MARK,
    printed=14,
    coloured=("程度", "判定", CHANGE),
)  # fmt: skip
TARGETS = Layout(
    "量化指标",
    (
        ("推荐单位", 12), ("城市", 12), ("指标", 34), ("目标值", 18), ("数值", 12), ("单位", 10), ("时限", 13), ("原文", 60),
        ("页码", 7), ("所在章节", 34), ("文件", 24),
    ),
    freeze="C2",
)  # fmt: skip
PERIODS = Layout(
    "进度安排",
    (
        ("推荐单位", 12), ("城市", 12), ("时间", 28), ("开始", 13), ("结束", 13), ("原文", 60), ("页码", 7),
        ("所在章节", 40), ("文件", 24),
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
    (("推荐单位", 20), ("推荐城市数", 11), ("名额", 8), ("结论", 10), ("城市", 60), ("文件", 80)),
    coloured=("结论",),
)
NOTES = Layout("说明", (("项目", 16), ("内容", 110)))
ISSUE_NAMES = tuple(name for name, _ in ISSUES.columns)


def matrix_layout(standard: Standard) -> Layout:
    """One column a requirement."""
    heads = tuple((shorten(demand.title, 14), 8.5) for demand in standard.demands)
    columns = (("推荐单位", 12.0), ("城市", 12.0), ("文件", 24.0), *heads)
    return Layout("逐项核对", columns, freeze="D2", upright=4, coloured=frozenset(name for name, _ in heads))


def all_layouts(standard: Standard) -> tuple[Layout, ...]:
    """All sheets, in their order."""
    return (OVERVIEW, matrix_layout(standard), ISSUES, TARGETS, PERIODS, OVERLAPS, QUOTAS, NOTES)
