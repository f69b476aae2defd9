"""What ledger, overview and console say of a round; none of them has to load another for it."""

from pipeline.round import COMMON, OverlapKind, QuotaRow

KINDS: dict[OverlapKind, str] = {
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
