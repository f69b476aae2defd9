"""Names of places: which of them a division is known by."""

import pytest

from pipeline.places.gazetteer import (
    AMBIGUOUS,
    COMMON,
    CORPS,
    by_any_name,
    by_full_name,
    by_short_name,
    divisions,
    place_words,
)


@pytest.mark.parametrize(
    ("short", "full"),
    [("徐州", "徐州市"), ("内蒙古", "内蒙古自治区"), ("恩施", "恩施土家族苗族自治州"), ("延边", "延边朝鲜族自治州")],
)
def test_short_names(short: str, full: str) -> None:
    assert [entry.name for entry in by_any_name()[short]] == [full]


@pytest.mark.parametrize("word", ["城区", "市中区", "沛", "睢宁", "浦东"])
def test_no_short_names_of_counties_and_no_common_words(word: str) -> None:
    assert word not in by_any_name()


def test_full_names_of_prefectures_without_their_nations() -> None:
    assert [entry.name for entry in by_full_name()["大理州"]] == ["大理白族自治州"]
    assert len(by_full_name()["宝山区"]) == 2


def test_a_short_name_that_a_province_bears_is_no_city() -> None:
    assert [entry.level for entry in by_any_name()["吉林"]] == ["province"]
    assert not {"吉林", "海南"} & set(by_short_name())
    assert by_short_name()["中山"][0].name == "中山市"


def test_words_are_no_places() -> None:
    bearers = {entry.name for entry in divisions()}
    assert bearers >= COMMON
    assert not COMMON & (set(by_any_name()) | set(by_full_name()))
    assert set(by_short_name()) >= AMBIGUOUS


def test_the_models_see_no_names() -> None:
    assert {"恩施市", "恩施", "睢宁", "市中区", "广西壮族"} <= place_words()


def test_the_corps_is_in_the_gazetteer() -> None:
    assert [entry.level for entry in by_full_name()[CORPS]] == ["province"]
