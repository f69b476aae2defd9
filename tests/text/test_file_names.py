"""File names that are no UTF-8 are shown as they were meant."""

from pathlib import Path

from pipeline.report.naming import stems
from pipeline.text.file_names import readable


def as_linux_hands_over(name: str) -> str:
    return name.encode("gbk").decode("utf-8", "surrogateescape")


def test_a_name_in_gbk_is_read_as_such_beside_folders_in_utf_8() -> None:
    assert readable("陕西/" + as_linux_hands_over("宝鸡方案.docx")) == "陕西/宝鸡方案.docx"
    assert readable("陕西/宝鸡方案.docx") == "陕西/宝鸡方案.docx"
    assert readable("\ud800.docx") == "?.docx"


def test_reports_are_called_by_it() -> None:
    assert stems([Path(as_linux_hands_over("宝鸡方案.docx"))]) == ["宝鸡方案"]
