"""What ledger, overview and console say of a round; none of them has to load another for it."""

from pipeline.round import COMMON, DEADLINE, Overlap, OverlapKind, PlanRow, QuotaRow, Round
from pipeline.text.page_numbers import hedged

OVERLAP_KINDS: dict[OverlapKind, str] = {
    "file": "同一文件",
    "copy": "雷同",
    "version": "版本",
    "city": "同市两份",
    "unclear": "待确认",
}
DEDUCTED = f"通知原文、书名号内的文件名称，以及 {COMMON} 个以上城市共有的段落（两份整体相近的，共有的段落不扣）"
"""What does not count where two plans share text."""
MISSING = "报送清单有、文件夹里没有"
ACROSS = "查重、名额、期限方面的问题，不在单份报告里"
REFUSALS = {"refused": "无法读取", "failed": "失败", "skipped": "未核对"}


def recommended(row: QuotaRow) -> str:
    """How many cities a unit recommends and which: what could not be read is recommended, too."""
    cities = "、".join(row.cities)
    if not row.unread:
        return f"{row.count} 个城市（{cities}）"
    read = f"已核对 {len(row.cities)} 个" + (f"（{cities}）" if cities else "")
    return f"{row.count} 个城市：{read}，清单所列的另 {len(row.unread)} 个未能核对（{'、'.join(row.unread)}）"


def recommended_cities(row: QuotaRow) -> str:
    """Which cities a unit recommends, beside their number."""
    unread = f"清单所列、未能核对：{'、'.join(row.unread)}" if row.unread else ""
    return "；".join(filter(None, ("、".join(row.cities), unread)))


def late_plans(found: Round) -> dict[str, tuple[PlanRow, ...]]:
    """Plans that came too late, and those of which only the file's time says so, which proves nothing."""
    said = {plan.file: issue.severity for plan in found.plans for issue in plan.across if issue.rule == DEADLINE}
    late = tuple(plan for plan in found.plans if said.get(plan.file, "info") != "info")
    doubtful = tuple(plan for plan in found.plans if said.get(plan.file) == "info")
    return {word: plans for word, plans in (("逾期", late), ("是否逾期待核实", doubtful)) if plans}


def rest_of(overlap: Overlap, left: PlanRow, right: PlanRow) -> str:
    """What two plans share beyond the passages that are shown, and where it is to be looked for; "" for nothing."""
    listed = len(overlap.passages)
    if not listed or overlap.count <= listed:
        return ""
    places = (
        hedged(f"第{pages}页", exact=plan.exact_pages)
        for pages, plan in ((overlap.left_pages, left), (overlap.right_pages, right))
    )
    return f"只列最长的 {listed} 段，其余 {overlap.count - listed} 段未列；全部 {overlap.count} 段在前者{next(places)}、后者{next(places)}。"
