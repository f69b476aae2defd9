"""`yushen explain`: found by id or by name, and told in words."""

import re
from typing import get_args

import pytest

from pipeline.batch_rules import BATCH_RULES
from pipeline.check import load_profile
from pipeline.commands.explain import GAP_RULES, explain
from pipeline.commands.pattern_words import told, words_of
from pipeline.errors import UsageError
from pipeline.findings import GAP_KINDS, GapEnding, gap_kind, gap_rule

PROFILE = load_profile()


def said(rule: str) -> str:
    return "\n".join(explain(rule, PROFILE))


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("土地鼓励政策", "policy.land"),
        ("土地", "policy.land"),
        ("申报主体不符合范围", "applicant.eligible"),
        ("试点目标 · 指标前后不一致", "goals.consistent"),
        ("方案查重", "batch.duplicate"),
    ],
)
def test_a_title_does_as_well_as_an_id(name: str, id: str) -> None:
    assert said(name) == said(id)


def test_words_of_several_titles_list_them() -> None:
    with pytest.raises(UsageError, match=r"governance\.bim_permit（BIM报建审批）、governance\.bim_review（BIM审图）"):
        said("BIM")


def test_a_name_that_is_nearly_right_is_suggested() -> None:
    with pytest.raises(UsageError, match=r"是不是 .*土地鼓励政策"):
        said("土地奖励政策")


def test_a_part_of_several_ids_lists_them() -> None:
    with pytest.raises(UsageError, match=r"residue\.place（.+）、residue\.placeholder（.+）$"):
        said("residue")
    assert said("placeholder") == said("residue.placeholder")


def test_what_is_not_known_suggests_what_is_of_that_kind_or_lists_all_by_kind() -> None:
    with pytest.raises(
        UsageError, match="是不是 batch.quota（推荐名额）、batch.deadline（报送期限）、batch.duplicate（方案查重）？$"
    ):
        said("批次")
    with pytest.raises(UsageError) as error:
        said("没有这一项")
    _, *kinds = str(error.value).splitlines()
    assert kinds[0].startswith("要素：basics（城市基本情况）、")
    assert any(line.startswith("完善政策体系的具体要求：") and "policy.land（土地鼓励政策）" in line for line in kinds)
    assert all(any(f"{id}（" in line for line in kinds) for id in (*BATCH_RULES, *(r.id for r in PROFILE.requirements)))


def test_no_requirement_is_explained_in_regular_expressions() -> None:
    for requirement in PROFILE.requirements:
        assert not re.search(r"[|\\^$*?{}\[\]]| \+ |\.\{", said(requirement.id)), requirement.id
    assert "先租…转让、先租…后让" in said("policy.land")


def test_what_is_weak_is_said_as_the_reports_say_it() -> None:
    assert "只是原则性表述，没有写明具体举措、数量或时间" in said("duty.weak")
    assert "无法判定" in said("duty.missing")


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("土地|用地", ["土地", "用地"]),
        ("先租.{0,6}(转让|后让)", ["先租…转让", "先租…后让"]),
        ("第[一二]年|\\d{1,2}月底前", ["第一年", "第二年", "×月底前"]),
        ("主要?责任", ["主责任", "主要责任"]),
        ("[（(]甲|(?<!专)门窗|[^风危]险|乙", ["险", "乙"]),
        (".{0,9}|\\w+", []),
    ],
)
def test_patterns_become_words(pattern: str, words: list[str]) -> None:
    assert words_of(pattern) == words


def test_parts_of_one_sentence_are_told_together() -> None:
    assert told("土地|用地 + 出让|划拨") == "同一句中既有（土地、用地），又有（出让、划拨）"
    assert told("(?<!专)门窗") == ""


def test_every_finding_that_follows_from_a_verdict_is_explained_and_no_other_is_one() -> None:
    rules = [gap_rule(kind, ending) for kind in GAP_KINDS for ending in get_args(GapEnding)]
    assert list(GAP_RULES) == rules and [gap_kind(rule) for rule in rules] == [rule.partition(".")[0] for rule in rules]
    assert not any(gap_kind(name) for name in ("goals.quantified", "duty.length", "batch.quota", "element", ""))
