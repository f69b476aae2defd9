"""What denies, tells of the past, of others or of nothing yet: every phrase matches its own example."""

import re

import pytest

from pipeline.text.commitment import ELSEWHERE, EXAMPLES, FUTURE, HOLLOW, PAST
from pipeline.text.refusal import ALLOWED, NEGATED

PHRASES = [(table, example, pattern) for table, rows in EXAMPLES.items() for example, pattern in rows.items()]


@pytest.mark.parametrize(("table", "example", "pattern"), PHRASES)
def test_a_phrase_matches_its_example(table: str, example: str, pattern: str) -> None:
    assert re.search(pattern, example)


@pytest.mark.parametrize("example", ALLOWED)
def test_what_only_sounds_like_a_refusal(example: str) -> None:
    assert re.search(ALLOWED[example], example) and not NEGATED.search(example)


@pytest.mark.parametrize("example", ["BIM审图不作为本区试点内容", "企业无需提交模型", "条件具备后再启动", "尚未立项"])
def test_what_does_not_only_sound_like_one(example: str) -> None:
    assert NEGATED.search(example)


def test_no_phrase_stands_twice() -> None:
    for rows in EXAMPLES.values():
        assert len(set(rows.values())) == len(rows)


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("2023年，我区已将6条做法整理成清单上报", False),
        ("2023年6月底已印发导则", False),
        ("2023年，我区将6条做法整理成清单上报", True),
        ("2023年已列清单的项目全部开工，2024年竣工", True),
    ],
)
def test_a_year_in_which_something_is_done_already_is_not_ahead(text: str, ahead: bool) -> None:
    assert bool(FUTURE.search(text)) is ahead


@pytest.mark.parametrize(
    "text",
    [
        "建立接待定点单位名录",
        "引入农业发展银行贷款",
        "由社保局推送参保名单",
        "社保数据按月比对",
        "劳动力社会保障",
        "少人化工序的监督规程",
        "待定位测量点",
        "尚待定标",
    ],
)
def test_what_only_looks_like_a_blank_or_another_trade(text: str) -> None:
    assert not HOLLOW.search(text)
    assert not ELSEWHERE.search(text)


@pytest.mark.parametrize("text", ["依托现有产业园完善产业链", "利用现有高校资源开设专业"])
def test_what_a_measure_builds_on_is_not_what_it_tells(text: str) -> None:
    assert not PAST.search(text)
