"""What stands between two lines that became one text, in cells as in paragraphs."""

import pytest

from pipeline.document import Block
from pipeline.structure.blocks import join
from pipeline.text.line_breaks import joiner


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("推进", "建造", ""),
        ("应用BIM", "技术", ""),
        ("采用", "BIM", ""),
        ("smart", "construction", " "),
        ("Information", "(BIM)", " "),
        ("采用BIM,", "CIM技术", " "),
        ("(Building Information Modeling)", "and CIM", " "),
        ("面积5", "km²以上", " "),
        ("达到35", "%以上", ""),
        ("2025-", "2027", ""),
        ("5~", "10个", ""),
        ("low-", "carbon", ""),
        ("BIM+", "CIM", ""),
        ("R&D/", "BIM", ""),
        ("https://a.cn/%E5%8D", "%87?id=", ""),
        ("https://a.cn/x?id=", "87", ""),
        ("", "BIM", ""),
        ("BIM", "", ""),
    ],
)
def test_a_space_stands_between_latin_words_and_nowhere_else(before: str, after: str, between: str) -> None:
    assert joiner(before, after) == between


def test_lines_of_a_paragraph_are_joined_as_those_of_a_cell_are() -> None:
    assert join([Block("采用BIM,", "line", 1), Block("CIM技术", "line", 1)]).text == "采用BIM, CIM技术"
