"""How cells of a workbook look."""

from typing import Any

FILLS = {
    "有": "E3F0E8", "薄弱": "FBF0D3", "缺失": "FBE5E1", "无法判定": "ECE8F6", "未选做": "EEF0F2", "须补正": "FBE5E1",
    "建议完善": "FBF0D3", "提示": "E0ECF8", "新增": "E0ECF8", "有变动": "FBF0D3", "再次出现": "FBF0D3", "已消除": "EEF0F2",
    "文件已不在文件夹": "EEF0F2", "文件未能核对": "ECE8F6", "未对应": "ECE8F6", "超额": "FBE5E1",
    "无法读取": "FBE5E1", "失败": "FBE5E1", "雷同": "FBE5E1", "同一文件": "FBE5E1", "版本": "FBF0D3", "同市两份": "FBF0D3",
    "待确认": "ECE8F6", "缺文件": "FBE5E1", "未核对": "ECE8F6",
}  # fmt: skip
"""Colours of the words that have one, in columns that are `Layout.coloured`; a test holds them to the vocabularies."""
_STACKED = 270
"""XlsxWriter's word for letters one below the other."""


def properties(name: str, *, linked: bool) -> dict[str, Any]:
    """Properties of a format: head, upright, text, equal, quoted, number, percent, date, or a word that has a colour."""
    common = {"font_name": "微软雅黑", "font_size": 10, "border": 1, "border_color": "#D5D8D3", "text_wrap": True}
    if name in ("head", "upright"):
        turned = {"rotation": _STACKED, "align": "center"} if name == "upright" else {}
        return common | turned | {"bold": True, "font_color": "#FFFFFF", "bg_color": "#3A4754", "valign": "vcenter"}
    made = common | {"valign": "top", "font_color": "#1D2126"}
    if name in FILLS:
        return made | {"bg_color": f"#{FILLS[name]}"}
    if name == "equal":
        return made | {"font_color": "#A5281D"}
    if linked:
        made |= {"font_color": "#1D4F80", "underline": 1}
    if name in ("number", "percent", "date"):
        made |= {"align": "left"}
    patterns = {"percent": {"num_format": "0%"}, "date": {"num_format": "yyyy-mm-dd"}}
    # A string that stays one when somebody edits it.
    return made | patterns.get(name, {}) | ({"quote_prefix": True} if name == "quoted" else {})
