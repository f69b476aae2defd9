"""yushen diff: what became of the gaps of an earlier version."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from pipeline.check import load_profile
from pipeline.diff import compare
from pipeline.diff.inputs import load
from pipeline.diff.output import to_json, to_text
from pipeline.errors import NotFoundError, UsageError

HOSTILE = "\x1b[31m\u202e=1+1<script>\r\n"


def proof(quote: str, page: int = 1) -> dict[str, Any]:
    return {"quote": quote, "page": page, "block": 0, "start": 0, "stop": len(quote), "path": []}


def requirement(id: str, verdict: str, quote: str = "") -> dict[str, Any]:
    evidence = [proof(quote)] if quote else []
    return {"id": id, "title": f"要求{id}", "verdict": verdict, "citation": "三（一）", "evidence": evidence}


def finding(rule: str, about: str, verdict: str, quote: str = "") -> dict[str, Any]:
    words = {"message": f"{about}的问题", "advice": "请补充", "severity": "error"}
    return {
        "rule": rule,
        "requirement": about,
        "verdict": verdict,
        "evidence": [proof(quote, 2)] if quote else [],
        **words,
    }


def report(*parts: dict[str, Any], city: str = "徐州市", sha: str = "1") -> dict[str, Any]:
    return {
        "schema": "yushen.report/1",
        "document": {
            "file": f"{sha}.docx",
            "sha256": sha,
            "exact_pages": False,
            "applicant": {"name": city},
            "unreadable_pages": [],
        },
        "profile": {"sha256": "p"},
        "tool": {"version": "1", "model": "m"},
        "requirements": [part for part in parts if "id" in part],
        "findings": [part for part in parts if "rule" in part],
    }


def test_closed_still_open_and_new() -> None:
    old = report(
        requirement("policy.land", "missing"), finding("duty.missing", "policy.land", "missing"),
        requirement("goals", "missing"), finding("element.missing", "goals", "missing"),
        requirement("talent", "met", "设专业"),
        finding("residue.place", "", "weak", "苏州市的经验，在苏州市推广应用"),
    )  # fmt: skip
    new = report(
        requirement("policy.land", "met", "供地中明确要求"), requirement("goals", "weak", "目标是好"),
        finding("element.weak", "goals", "weak", "目标是好"), requirement("talent", "missing"),
        finding("task.missing", "talent", "missing"),
        finding("residue.place", "", "weak", "苏州市的经验，在苏州市推广使用"),
        sha="2",
    )  # fmt: skip
    found = compare(old, new)
    assert [(c.requirement, c.before, c.after) for c in found.closed] == [("policy.land", "missing", "met")]
    assert {(c.rule, c.before, c.after) for c in found.open} == {
        ("element.weak", "missing", "weak"), ("residue.place", "", ""),
    }  # fmt: skip
    assert [(c.requirement, c.before, c.after) for c in found.fresh] == [("talent", "met", "missing")]
    text = to_text(found)
    assert "仍存在 2，新出现 1，已解决 1" in text
    assert "缺失 → 有" in text
    assert "供地中明确要求" in text
    assert "推广应用" in text
    assert "推广使用" in text
    assert found.notes == ()


def test_unreadable_is_not_closed() -> None:
    old = report(requirement("goals", "missing"), finding("element.missing", "goals", "missing"))
    new = report(requirement("goals", "unsure"), sha="2")
    new["document"]["unreadable_pages"] = [3]
    found = compare(old, new)
    assert not found.closed
    assert [change.after for change in found.open] == ["unsure"]
    assert "1 页无法读取" in to_text(found)


def test_nothing_changed() -> None:
    old = report(requirement("goals", "weak", "原话"), finding("element.weak", "goals", "weak", "原话"))
    found = compare(old, deepcopy(old))
    assert (len(found.closed), len(found.open), len(found.fresh)) == (0, 1, 0)
    assert "原文未变" in to_text(found)
    assert "完全相同的文件" in found.notes[0]


def test_another_city_is_said() -> None:
    assert "申报城市不同" in compare(report(), report(city="扬州市", sha="2")).notes[0]


def test_other_fingerprints_of_the_same_profile_are_said() -> None:
    first, second, old = report(), report(), report()
    first["profile"]["digest"], second["profile"]["digest"] = "1", "2"
    assert any("所用的核对标准不同" in note for note in compare(first, second).notes)
    assert not any("核对标准" in note for note in (*compare(first, first).notes, *compare(old, second).notes))


def test_a_report_whose_unreadable_pages_are_no_list_is_refused(tmp_path: Path) -> None:
    broken = report()
    broken["document"]["unreadable_pages"] = 3
    (tmp_path / "a.json").write_text(json.dumps(broken), encoding="utf-8")
    with pytest.raises(UsageError, match="不是 yushen 的 JSON 报告"):
        load(tmp_path / "a.json", "")


def test_json_is_one_object_with_counts() -> None:
    found = compare(
        report(), report(requirement("goals", "missing"), finding("element.missing", "goals", "missing"), sha="2")
    )
    content = json.loads(to_json(found))
    assert content["schema"] == "yushen.diff/1"
    assert content["counts"] == {"closed": 0, "still_open": 0, "newly_found": 1, "dropped": 0}
    assert content["newly_found"][0]["requirement"] == "goals"


def test_nothing_is_live() -> None:
    old = report(finding("residue.place", "", "weak", HOSTILE), city=HOSTILE)
    new = report(
        finding("residue.place", "", "weak", HOSTILE + "改"), requirement(HOSTILE, "met", HOSTILE), sha=HOSTILE
    )
    found = compare(old, new)
    for text in (to_text(found), to_json(found)):
        assert not any(char in text for char in "\x1b\u202e\r")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": "yushen.report/1"}', "[" * 50_000, '{"schema": 1, "findings": 3}']
)
def test_what_is_no_report_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="不是 yushen"):
        load(tmp_path / "a.json", "smart-construction-2022")
    with pytest.raises(NotFoundError):
        load(tmp_path / "b.json", "smart-construction-2022")


def test_a_report_says_whether_its_pages_are_estimates(tmp_path: Path) -> None:
    told = report(requirement("goals", "met", "建成12个"))
    path = tmp_path / "a.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    assert load(path, "smart-construction-2022") == told
    del told["document"]["exact_pages"]
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(UsageError, match="不是 yushen"):
        load(path, "smart-construction-2022")


def test_pages_of_a_word_file_are_said_to_be_estimates() -> None:
    old = report(finding("residue.place", "", "weak", "苏州市的经验"))
    new = report(finding("residue.place", "", "weak", "苏州市的做法"), sha="2")
    new["document"]["exact_pages"] = True
    text = to_text(compare(old, new))
    assert "旧 约第2页：苏州市的经验" in text
    assert "新 第2页：苏州市的做法" in text


def test_a_rule_is_called_by_its_name_and_clause() -> None:
    rules = load_profile().by_kind("rule")
    old = report(finding("residue.place", "", "weak", "苏州市的经验"), finding("schedule.period", "schedule", "weak"))
    old["requirements"].append({**requirement("schedule", "met"), "title": "实施计划"})
    text = to_text(compare(old, deepcopy(old), rules))
    assert "须补正  残留其他城市名称  五（一）  residue.place" in text
    assert "须补正  实施计划 · 不符合三年试点期  二  schedule.period" in text


def test_a_gap_is_called_by_its_requirement_as_in_a_report() -> None:
    old = report(requirement("policy.finance", "missing"), finding("duty.missing", "policy.finance", "missing"))
    assert "要求policy.finance  三（一）  policy.finance" in to_text(compare(old, deepcopy(old), ()))


def placeholders(*quotes: str) -> dict[str, Any]:
    words = "、".join(f"“{quote}”" for quote in quotes)
    found = finding("residue.placeholder", "", "weak")
    return found | {
        "message": f"有 {len(quotes)} 处占位符没有改成实际内容：{words}。",
        "evidence": [*map(proof, quotes)],
    }


def contradiction(indicator: str, *values: str) -> dict[str, Any]:
    found = finding("goals.consistent", "goals", "weak")
    words = f"指标“{indicator}”（试点期满时）前后不一致：正文为 {values[0]}，表格为 {values[-1]}。"
    return found | {"message": words, "evidence": [*map(proof, values)]}


def test_a_rule_that_is_still_broken_in_other_words_is_not_solved() -> None:
    share, cost = "装配式建筑占新建建筑面积的比例", "绿色建筑占新建建筑面积的比例"
    old = report(placeholders("XX亿元"), contradiction(share, "45", "50"), contradiction(cost, "1", "2"))
    new = report(placeholders("XX亿元", "（另行填写，格式见附件要求说明）"), contradiction(share, "48", "50"), sha="2")
    found = compare(old, new)
    assert [change.message for change in found.open] == [item["message"] for item in new["findings"]]
    assert [change.message for change in found.closed] == [old["findings"][2]["message"]]
    assert not found.fresh
    other = compare(report(contradiction(share, "45", "50")), report(contradiction(cost, "45", "50"), sha="2"))
    assert (len(other.closed), len(other.open), len(other.fresh)) == (1, 0, 1)


def test_several_findings_of_one_rule_are_paired_with_the_likest_each_once() -> None:
    wording = ("苏州市的经验值得推广", "由宁波市建委汇总", "报合肥市政府审定")
    old = report(*(finding("residue.place", "", "weak", words) for words in wording))
    new = report(
        *(finding("residue.place", "", "weak", words) for words in ("报合肥市政府审批", "苏州市的经验")), sha="2"
    )
    found = compare(old, new)
    shown = [(change.old[0].quote, change.new[0].quote) for change in found.open]
    assert shown == [(wording[0], "苏州市的经验"), (wording[2], "报合肥市政府审批")]
    assert [change.old[0].quote for change in found.closed] == [wording[1]]


def test_a_cell_is_shown_with_its_row_and_column(tmp_path: Path) -> None:
    told = finding("goals.consistent", "goals", "weak")
    told["evidence"] = [proof("50") | {"shown": "2024年 · 装配式建筑占比 · 50"}, proof("45") | {"shown": 3}]
    text = to_text(compare(report(told), report(sha="2")))
    assert "旧 约第1页：2024年 · 装配式建筑占比 · 50" in text
    assert "旧 约第1页：45" in text


def test_words_that_both_versions_have_are_shown_once() -> None:
    old, new = (report(finding("residue.place", "", "weak", "苏州市的经验"), sha=sha) for sha in "12")
    for found, other in ((old, "旧的一处"), (new, "新的一处")):
        found["findings"][0]["evidence"] = [proof("苏州市的经验", 2), proof("苏州市的经验", 2), proof(other, 3)]
    (change,) = compare(old, new).open
    assert len(change.old) == len(change.new) == 2
    lines = [line.strip() for line in to_text(compare(old, new)).splitlines()]
    assert lines[-4:-1] == ["旧 约第3页：旧的一处", "新 约第3页：新的一处", "原文未变 约第2页：苏州市的经验"]


def test_cells_of_a_row_are_told_apart() -> None:
    old = report(finding("residue.place", "", "weak", "新产业\t数字设计\t12"))
    assert "新产业 | 数字设计 | 12" in to_text(compare(old, deepcopy(old)))


def test_a_task_that_was_dropped_is_not_solved() -> None:
    old = report(
        requirement("talent", "weak", "培育人才"), finding("task.weak", "talent", "weak", "培育人才"),
        requirement("talent.base", "missing"), finding("duty.missing", "talent.base", "missing"),
        requirement("goals", "weak"), finding("element.weak", "goals", "weak"),
    )  # fmt: skip
    new = report(
        requirement("talent", "not_chosen"), requirement("talent.base", "not_chosen"), requirement("goals", "met"),
        sha="2",
    )  # fmt: skip
    found = compare(old, new)
    assert [change.requirement for change in found.closed] == ["goals"]
    assert [change.requirement for change in found.dropped] == ["talent", "talent.base"]
    text = to_text(found)
    assert "仍存在 0，新出现 0，已解决 1，不再选做 2" in text
    assert "—— 不再选做（2）——" in text and "薄弱 → 未选做" in text
    content = json.loads(to_json(found))
    assert content["counts"] == {"closed": 1, "still_open": 0, "newly_found": 0, "dropped": 2}
    assert [change["requirement"] for change in content["dropped"]] == ["talent", "talent.base"]
    assert "不再选做" not in to_text(compare(old, deepcopy(old)))


def test_a_report_that_an_editor_marked_with_its_encoding_is_read(tmp_path: Path) -> None:
    kept = tmp_path / "旧.json"
    kept.write_text(json.dumps(report()), encoding="utf-8-sig")
    assert load(kept, "smart-construction-2022") == report()


def test_what_a_rule_missed_is_shown_as_it_is_there_now() -> None:
    old = report(requirement("schedule", "missing"), finding("schedule.period", "schedule", "missing"))
    new = report(requirement("schedule", "met", "第一阶段（2022年11月—2023年6月）"), sha="2")
    (change,) = compare(old, new).closed
    assert [words.quote for words in change.new] == ["第一阶段（2022年11月—2023年6月）"]
    assert "    新 约第1页：第一阶段（2022年11月—2023年6月）" in to_text(compare(old, new))


def test_what_an_element_rests_on_is_no_answer_to_words_that_were_wrong() -> None:
    old = report(requirement("goals", "met", "比例达到45%"), contradiction("比例", "45", "50"))
    new = report(requirement("goals", "met", "比例达到45%"), sha="2")
    (change,) = compare(old, new).closed
    assert change.new == ()


def test_what_stands_instead_is_shown_of_words_that_were_wrong() -> None:
    wrong = "将智能建造纳入苏州市重点产业链统一管理…"
    now = "将智能建造纳入徐州市重点产业链统一管理，由分管副市长任链长。"
    old = report(requirement("industry", "met", "培育企业8家"), finding("residue.place", "", "weak", wrong))
    new = report(requirement("industry", "met", now), sha="2")
    (change,) = compare(old, new).closed
    assert [words.quote for words in change.new] == [now]
    assert f"    新 约第1页：{now}" in to_text(compare(old, new))
    new["requirements"][0]["evidence"][0]["path"] = ["五、保障措施"]
    assert compare(old, new).closed[0].new == ()  # what stands elsewhere is another sentence


def test_what_is_left_to_do_comes_first_with_its_advice() -> None:
    old = report(
        requirement("goals", "missing"), finding("element.missing", "goals", "missing"),
        requirement("policy", "weak", "原话"), finding("task.weak", "policy", "weak", "原话"),
    )  # fmt: skip
    new = report(
        requirement("goals", "met", "建成12个"), requirement("policy", "weak", "原话"),
        finding("task.weak", "policy", "weak", "原话"), requirement("talent", "missing"),
        finding("task.missing", "talent", "missing"), sha="2",
    )  # fmt: skip
    text = to_text(compare(old, new))
    assert text.index("—— 仍存在（1）——") < text.index("—— 新出现（1）——") < text.index("—— 已解决（1）——")
    due, done = text.split("—— 已解决")
    assert due.count("    修改建议 请补充") == 2 and "修改建议" not in done
