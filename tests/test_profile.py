"""The profile of the notice, and what the loader says of broken ones."""

import re
from pathlib import Path

import pytest

from pipeline.check import CHECKS
from pipeline.errors import ProfileError
from pipeline.profile import PROFILES, load_profile

SHIPPED = PROFILES / "smart-construction-2022.toml"
ELEMENTS = "basics foundation goals content schedule safeguards".split()
MANDATORY = "policy industry demonstration governance".split()
OPTIONAL = "factory research standards talent new".split()


def broken(tmp_path: Path, old: str, new: str) -> Path:
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "broken.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    (tmp_path / "smart-construction-2022.fingerprints").write_text("0a\n")
    return path


def test_the_profile_holds_every_requirement_of_the_notice() -> None:
    profile = load_profile()
    assert [r.id for r in profile.by_kind("element")] == ELEMENTS
    assert [(r.id, r.mandatory) for r in profile.by_kind("task")] == [(t, True) for t in MANDATORY] + [
        (t, False) for t in OPTIONAL
    ]
    assert len(profile.by_kind("duty")) == 41
    assert profile.years == 3 and profile.quota == 3 and profile.deadline.isoformat() == "2022-07-31"


def test_a_pilot_without_a_start_begins_the_day_after_the_deadline(tmp_path: Path) -> None:
    profile = load_profile(broken(tmp_path, 'start = "2022-10-01"\n', ""))
    assert profile.start.isoformat() == "2022-08-01" and load_profile().start.isoformat() == "2022-10-01"


def test_every_requirement_names_a_check_a_clause_and_what_to_write() -> None:
    for requirement in load_profile().requirements:
        assert requirement.check in CHECKS
        assert re.search(r"[一二三四五]|号", requirement.citation)
        assert len(requirement.advice) >= 15 and requirement.advice.endswith("。")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "城市基本情况"', 'title = "城市基本情况', "TOML 语法错误"),
        ('kind = "element"', 'kind = "elemnt"', "“kind”应为其中之一"),
        ('severity = "error"', 'severity = "fatal"', "“severity”应为其中之一"),
        ("mandatory = true", 'mandatory = "yes"', "缺少“mandatory”或其类型不对"),
        ('id = "foundation"', 'id = "basics"', "重复"),
        ('problem = "申报城市不明确"', "problem = 3", "“problem”应为一段文字"),
        ("quota = 3", 'quota = "three"', "缺少“quota”或其类型不对"),
        ("years = 3", "years = 30", "years 应为 1 到 5"),
        ('start = "2022-10-01"', 'start = "October"', "start 应写成 2022-07-31 的形式"),
        ('deadline = "2022-07-31"', 'deadline = "31.7.2022"', "2022-07-31 的形式"),
        ('about = ["常住人口|', 'about = ["(常住人口|', "正则表达式有误"),
        ('about = ["', 'about = 7  # ["', "“about”应写成"),
        ("smart-construction-2022.fingerprints", "nowhere.fingerprints", "指纹文件"),
        ('fingerprints = "smart', 'fingerprints = 7  # "smart', "指纹文件"),
    ],
)
def test_a_broken_profile_is_refused_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = broken(tmp_path, old, new)
    with pytest.raises(ProfileError) as error:
        load_profile(path)
    message = str(error.value)
    assert said in message and "broken.toml 第 " in message
    line = int(re.search(r"第 (\d+) 行", message).group(1))  # type: ignore[union-attr]
    near = "\n".join(path.read_text(encoding="utf-8").splitlines()[max(0, line - 3) : line + 2])
    assert new.split("\n")[0][:12] in near


def test_a_broken_pattern_of_the_field_is_named_with_its_own_line(tmp_path: Path) -> None:
    path = broken(tmp_path, 'field_words = "', 'field_words = "(')
    line = next(at for at, text in enumerate(path.read_text("utf-8").splitlines(), 1) if text.startswith("field_words"))
    with pytest.raises(ProfileError, match=f"第 {line} 行：field_words"):
        load_profile(path)


def test_every_pattern_of_the_shipped_profile_compiles() -> None:
    for requirement in load_profile().requirements:
        for key in ("about", "hints", "unless", "titles"):
            for pattern in requirement.params.get(key, ()):
                re.compile(pattern)


def test_an_unknown_profile_names_those_that_there_are() -> None:
    with pytest.raises(ProfileError, match="smart-construction-2022"):
        load_profile("no-such-profile")


def test_what_keeps_a_plan_out_stands_first_and_problems_have_names_of_their_own() -> None:
    profile = load_profile()
    assert [r.id for r in profile.requirements[:2]] == ["applicant.identified", "applicant.eligible"]
    rules = {rule.id: rule.problem or rule.title for rule in profile.by_kind("rule")}
    assert rules["applicant.eligible"] == "申报主体不符合范围" and rules["residue.placeholder"] == "残留占位符"
    assert not [name for name in rules.values() if re.search(r"符合|一致|明确|可读|可量化$", name) and "不" not in name]
