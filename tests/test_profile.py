"""The profile of the notice, and what the loader says of broken ones."""

import re
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline.batch_rules import BATCH_RULES
from pipeline.check import CHECKS, load_profile
from pipeline.check.kinds import validate
from pipeline.errors import ProfileError
from pipeline.profile_source import PROFILES

sys.path.insert(0, str(Path(__file__).parent / "check"))

from judging import judged, outcome_of, reported  # noqa: E402

FIGURES = "全市地处长江中上游，常住人口390万人，建筑业总产值达到920亿元，其中turnkey总承包企业12家。"
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


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "written.toml"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "smart-construction-2022.fingerprints").write_text("0a\n")
    return path


def test_what_verdicts_depend_on_includes_the_fingerprints(tmp_path: Path) -> None:
    path = written(tmp_path, SHIPPED.read_text(encoding="utf-8"))
    before = load_profile(path)
    (tmp_path / "smart-construction-2022.fingerprints").write_text("0b\n")
    after = load_profile(path)
    assert before.sha256 == after.sha256 and before.digest != after.digest


def test_a_byte_order_mark_is_no_part_of_a_profile(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeff" + SHIPPED.read_text(encoding="utf-8"))
    assert load_profile(path).requirements == load_profile().requirements


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


def test_a_day_may_be_written_as_a_date_of_toml(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    for key in ("start", "deadline"):
        text = re.sub(rf'(?m)^{key} = "(.*)"$', rf"{key} = \1", text)
    profile = load_profile(written(tmp_path, text))
    assert (profile.start, profile.deadline) == (load_profile().start, load_profile().deadline)


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
        ("years = 3", "years = true", "缺少“years”或其类型不对"),
        ("quota = 3", "quota = 0", "quota 应为 1 以上"),
        ('about = ["常住', 'about = ["(土地 + 用地)", "常住', "“basics”的“about”里的正则表达式有误"),
        (
            'check = "element"',
            'check = "elements"',
            "要求“basics”的“check”写的是“elements”，没有这种核对方式，是不是“element”",
        ),
        ('kind = "element"', 'kind = "rule"', "要求“basics”的“kind”应为 element（要素）"),
        ('id = "basics"', 'id = "basis"', "要求“basis”的编号不对：文本模型只认得 basics"),
        ("least = 1", "leas = 1", "要求“goals.quantified”不能有“leas”，核对方式“targets”没有这个参数，是不是“least”"),
        ("least = 1", "least = true", "要求“goals.quantified”的“least”应为 1 以上的整数"),
        ("paragraph = ", "paragraph = 7 # ", "要求“originality.notice”的“paragraph”应为 0 到 1"),
        ('construction = "', 'construction = "(', "要求“foundation.industries”的“construction”里的正则表达式有误"),
        ('home = ["safeguards", "goals"', 'home = ["safegards", "goals"', "的“home”里的“safegards”不是章节的种类"),
        ('levels = ["municipality"', 'levels = ["city"', "要求“applicant.eligible”的“levels”里没有“city”"),
        ("projects = true", "projects = 1", "的“projects”应为 true 或 false"),
        ("smart-construction-2022.fingerprints", "nowhere.fingerprints", "指纹文件"),
        ('fingerprints = "smart', 'fingerprint = "smart', "没有“fingerprint”这一项，是不是“fingerprints”"),
        ('field_words = "', 'field_word = "', "没有“field_word”这一项，是不是“field_words”"),
        ('subject = "智能建造"', 'subject = "智能建造"\nfield = "x"', "没有“field”这一项"),
        ('field_words = "', 'field_words = ["智能"]  # "', "field_words 应为一段文字"),
        ('deadline = "2022-07-31"', 'deadline = "9999-12-31"', "deadline 不能晚于"),
        ('fingerprints = "smart', 'fingerprints = 7  # "smart', "指纹文件"),
        ('subject = "智能建造"', '"a(" = 1\nsubject = "智能建造"', "没有“a(”这一项"),
        (
            'home = ["content/policy"',
            'home = ["content/polciy"',
            "“content/polciy”不是本标准的任务，是不是“content/policy”",
        ),
        (
            'id = "policy.land"',
            'id = "polcy.land"',
            "要求“polcy.land”的编号里，“polcy”不是本标准的要素或任务，是不是“policy”",
        ),
        ('"batch.quota" =', '"batch.qouta" =', "“batch.qouta”不是跨文件的规则，是不是“batch.quota”"),
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


def test_every_rule_across_files_may_rest_on_a_clause(tmp_path: Path) -> None:
    clauses = ", ".join(f'"{rule}" = "五"' for rule in BATCH_RULES)
    text = re.sub(r"(?m)^clauses = .*$", f"clauses = {{ {clauses} }}", SHIPPED.read_text(encoding="utf-8"))
    assert load_profile(written(tmp_path, text)).clauses == dict.fromkeys(BATCH_RULES, "五")


def test_every_pattern_of_the_shipped_profile_compiles() -> None:
    """Loading it leaves them out, for the time that they take."""
    validate(load_profile(), CHECKS)


@pytest.mark.parametrize("lacking", ["least", "titles", "levels", "scope", "share", "equipment"])
def test_a_parameter_that_a_check_cannot_do_without_is_asked_for(tmp_path: Path, lacking: str) -> None:
    text = re.sub(rf"(?m)^{lacking} = .*$", "", SHIPPED.read_text(encoding="utf-8"), count=1)
    with pytest.raises(ProfileError, match=rf"第 \d+ 行：要求“[a-z.]+”缺少“{lacking}”"):
        load_profile(written(tmp_path, text))


@pytest.mark.parametrize("header", ["[[requirement]]  # 要素", "[[ requirement ]]", "  [[requirement]]\t# [[x]]"])
def test_a_header_may_be_written_in_any_way(tmp_path: Path, header: str) -> None:
    path = broken(tmp_path, '[[requirement]]\nid = "basics"', f'{header}\nid = "basics"')
    assert len(load_profile(path).requirements) == len(load_profile().requirements)
    text = path.read_text(encoding="utf-8").replace('title = "城市基本情况"', "title = 3")
    line = text.splitlines().index("title = 3") + 1
    with pytest.raises(ProfileError, match=f"第 {line} 行：要求“basics”缺少“title”"):
        load_profile(written(tmp_path, text))


INLINE = (
    '{{ id = "{id}", title = "甲", kind = "rule", check = "{check}", severity = "info", mandatory = true, '
    'citation = "四", advice = "改。" }}'
)


def test_requirements_may_be_an_inline_array_whose_lines_are_not_known(tmp_path: Path) -> None:
    head = SHIPPED.read_text(encoding="utf-8").partition("\n[[requirement]]")[0] + "\n"
    both = [INLINE.format(id="residue.placeholder", check="placeholder"), INLINE.format(id="b", check="placeholder")]
    text = f"{head}requirement = [{', '.join(both)}]\n# [[requirement]]\n"
    assert [r.line for r in load_profile(written(tmp_path, text)).requirements] == [0, 0]
    with pytest.raises(ProfileError, match="written.toml：要求“b”的“check”写的是“none”"):
        load_profile(
            written(
                tmp_path,
                text.replace(
                    '"b", title = "甲", kind = "rule", check = "placeholder"',
                    '"b", title = "甲", kind = "rule", check = "none"',
                ),
            )
        )


@pytest.mark.parametrize("value", ["3", '"甲"', "[3]", "{ id = 3 }"])
def test_requirements_that_are_none_are_refused(tmp_path: Path, value: str) -> None:
    head = SHIPPED.read_text(encoding="utf-8").partition("\n[[requirement]]")[0] + "\n"
    with pytest.raises(ProfileError, match=r"第 \d+ 行：每条要求应写成 \[\[requirement\]\]"):
        load_profile(written(tmp_path, f"{head}requirement = {value}\n"))


def test_what_describes_a_requirement_may_stand_with_any_check(tmp_path: Path) -> None:
    path = broken(tmp_path, 'construction = "', 'home = ["foundation"]\nconstruction = "')
    report = judged("一、城市概况", FIGURES, profile=load_profile(path))
    assert outcome_of(report, "foundation").verdict == outcome_of(judged("一、城市概况", FIGURES), "foundation").verdict


def test_another_notice_may_call_on_other_applicants(tmp_path: Path) -> None:
    rule, head = "applicant.eligible", "江苏省昆山市智能建造试点实施方案"
    assert rule in reported("一、试点任务", head=head)
    admitted = load_profile(broken(tmp_path, 'levels = ["', 'levels = ["county-city", "'))
    assert rule not in reported("一、试点任务", head=head, profile=admitted)
    path = broken(
        tmp_path,
        'levels = ["municipality", "municipality-district", "sub-provincial", "prefecture"]',
        'levels = ["county-city"]',
    )
    path.write_text(
        path.read_text("utf-8").replace('scope = "地级以上城市，含直辖市及下辖区县"', 'scope = "县级市"'), "utf-8"
    )
    report = judged("一、试点任务", profile=load_profile(path))
    assert "申报主体“宜昌市”属于地级市，不在征集范围（县级市）内。" in [
        f.message for f in report.findings if f.rule == rule
    ]


def test_the_interface_loads_profiles_that_the_checks_can_judge() -> None:
    assert pipeline.load_profile is load_profile


def test_an_unknown_profile_names_those_that_there_are() -> None:
    with pytest.raises(ProfileError, match="smart-construction-2022"):
        load_profile("no-such-profile")


def test_what_keeps_a_plan_out_stands_first_and_problems_have_names_of_their_own() -> None:
    profile = load_profile()
    assert [r.id for r in profile.requirements[:2]] == ["applicant.identified", "applicant.eligible"]
    rules = {rule.id: rule.problem or rule.title for rule in profile.by_kind("rule")}
    assert rules["applicant.eligible"] == "申报主体不符合范围" and rules["residue.placeholder"] == "残留占位符"
    assert not [name for name in rules.values() if re.search(r"符合|一致|明确|可读|可量化$", name) and "不" not in name]
