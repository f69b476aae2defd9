"""The table of elements: as many as the model knows and plans state, and each short of what it is judged by."""

import pytest

from pipeline.check.element.elements import ELEMENTS
from pipeline.check.element.substance import telling
from pipeline.classify.labels import LABELS
from pipeline.homes import FLOW
from pipeline.profile import load_profile
from pipeline.text.sentences import Sentence


def test_every_element_of_the_notice_has_its_row() -> None:
    asked = {requirement.id for requirement in load_profile().by_kind("element")}
    assert set(ELEMENTS) == asked == set(FLOW) == {*LABELS} - {"other"}


@pytest.mark.parametrize(
    ("id", "telling_nothing", "telling_something"),
    [
        ("basics", "我市区位优越，交通便利。", "辖三区两县，常住人口392万人。"),
        ("foundation", "建筑业基础扎实。", "2021年建筑业产值264亿元。"),
        ("goals", "到期末打造一批标杆。", "装配式建筑占比超过三成。"),
        ("content", "全面推进智能建造。", "市住建局牵头编制标准3项。"),
        ("schedule", "自公布之日起分步推进。", "上半年完成平台招标。"),
        ("safeguards", "各有关方面要高度重视。", "由市住建局统筹协调。"),
    ],
)
def test_what_an_element_is_told_by(id: str, telling_nothing: str, telling_something: str) -> None:
    nothing, something = (Sentence(text, 0, len(text)) for text in (telling_nothing, telling_something))
    assert telling(ELEMENTS[id], nothing) == 0 < telling(ELEMENTS[id], something)
