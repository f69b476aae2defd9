"""Opinions in the ledger stay with their problem when the plan's words change, and when yushen shows them otherwise."""

import shutil
from dataclasses import replace
from pathlib import Path

from ledger_builder import row, write_ledger
from openpyxl import load_workbook
from test_ledger import by_mark, column, lines_of, made, write_opinion

from pipeline.batch.rows import plan_detail
from pipeline.findings import Report
from pipeline.profile import Severity
from pipeline.report import digest
from pipeline.report.quoting import shown
from pipeline.round import Detail, Issue

BEFORE = Path(__file__).with_name("ledger-before.xlsx")
"""Of 甲.docx, written by yushen when quotes were shown as they are and gaps by their rule, an opinion in every row."""


def issue(
    rule: str, title: str, message: str, raw: str, *, requirement: str = "", shown: str = "", code: str = ""
) -> Issue:
    severity: Severity = "info" if rule.endswith(".weak") else "error"
    verdict = {"missing": "缺失", "weak": "薄弱"}
    judged = rule.partition(".")[2] if rule.startswith("duty") else ""
    words = f"具体要求“{title}”{verdict[judged]}：{message}" if judged else message
    return Issue(
        rule, requirement, title, "三", judged, severity, words, "请改正", shown or raw, "4", "三、目标", "", "f1",
        code=code or rule, key=raw,
    )  # fmt: skip


SHARE = (
    "指标“装配式建筑占新建建筑面积的比例”（试点期满时）前后不一致：正文（约第 4 页）为 {}%，表格（约第 4 页）为 50%。"
)
PERMIT = "governance.bim_permit"
ISSUES = (
    issue("residue.placeholder", "残留占位符", "有 1 处占位符没有改成实际内容：“XX”。", "XX亿元", shown="投资 · XX亿元"),
    issue(
        "goals.consistent", "试点目标 · 指标前后不一致", SHARE.format(45), "比例达到45%\n50", requirement="goals",
        shown="装配式建筑占新建建筑面积的比例达到45%\n2024年 · 装配式建筑占新建建筑面积的比例 · 50",
    ),
    issue(
        "duty.missing", "BIM报建审批", "有与这项要求接近的语句，但该处说的是暂不开展。", "一事，待条件成熟后再行研究。",
        requirement=PERMIT, code=PERMIT, shown="提交BIM模型一事，待条件成熟后再行研究。",
    ),
    issue("duty.missing", "金融鼓励政策", "全文没有找到。", "", requirement="policy.finance", code="policy.finance"),
)  # fmt: skip
EDITED = (
    replace(
        ISSUES[0], message="有 2 处占位符没有改成实际内容：“XX”。", key="XX亿元\nXX区", quote="投资 · XX亿元\n由XX区负责"
    ),
    replace(ISSUES[1], message=SHARE.format(48), key="比例达到48%\n50", quote="装配式建筑的比例达到48%\n2024年 · 50"),
    issue(
        "duty.weak", "BIM报建审批", "只是原则性表述。", "要高度重视，积极推进。", requirement=PERMIT, code=PERMIT,
    ),
    ISSUES[3],
)  # fmt: skip


def write(report: Report, path: Path, *issues: Issue, file: str = "甲.docx", trace: Path | None = None) -> str:
    plan = replace(row(report, file), across=())
    return write_ledger(made(report, plan), Detail(issues, (), ()), path, trace)


def said(path: Path) -> list[tuple[object, ...]]:
    return [tuple(line[name] for name in ("要求", "复核意见", "变化")) for line in lines_of(path)]


def with_opinions(report: Report, path: Path, *issues: Issue) -> list[str]:
    write(report, path, *issues)
    return [write_opinion(path, number, "属实", f"第{number}条") for number in range(2, 2 + len(issues))]


def kept_and_changed(path: Path) -> None:
    """One row each: the opinion kept, changed where the words are other ones."""
    changes = ("有变动", "有变动", "有变动", None)
    assert said(path) == [
        (issue.title, f"第{number}条", change)
        for number, (issue, change) in enumerate(zip(ISSUES, changes, strict=True), 2)
    ]


def test_a_problem_in_other_words_is_one_row_with_its_opinion(report: Report, tmp_path: Path) -> None:
    with_opinions(report, tmp_path / "a.xlsx", *ISSUES)
    write(report, tmp_path / "a.xlsx", *EDITED)
    kept_and_changed(tmp_path / "a.xlsx")
    with_opinions(report, tmp_path / "b.xlsx", *ISSUES)
    write(report, tmp_path / "b.xlsx", *EDITED, file="甲（修改稿）.docx")
    kept_and_changed(tmp_path / "b.xlsx")


def test_a_ledger_of_before_is_matched(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    shutil.copyfile(BEFORE, path)
    marks = set(by_mark(path))
    write(report, path, *ISSUES)
    assert set(by_mark(path)) == marks
    assert said(path) == [(issue.title, f"第{number}条", None) for number, issue in enumerate(ISSUES, 2)]
    assert [line["规则"] for line in lines_of(path)][2:] == [PERMIT, "policy.finance"]
    assert lines_of(path)[1]["原文"] == ISSUES[1].quote
    shutil.copyfile(BEFORE, path)
    write(report, path, *EDITED)
    kept_and_changed(path)


def test_a_ledger_of_before_without_marks_is_matched(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    book = load_workbook(BEFORE)
    sheet = book["问题清单"]
    sheet.delete_cols(next(cell.column for cell in sheet[1] if cell.value == "标识"))
    book.save(path)
    write(report, path, *ISSUES)
    assert said(path) == [(issue.title, f"第{number}条", None) for number, issue in enumerate(ISSUES, 2)]


def test_several_problems_of_one_rule_keep_each_its_own_opinion(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    words = ("苏州市的经验值得推广", "由宁波市建委汇总", "报合肥市政府审定")
    one, two, three = (issue("residue.place", "残留其他城市名称", f"写成了{text[1:3]}市。", text) for text in words)
    with_opinions(report, path, one, two, three)
    write(report, path, replace(three, key="", quote="报合肥市政府审批"), replace(one, key="", quote="苏州市的经验"))
    assert [line[1:] for line in said(path)] == [("第4条", "有变动"), ("第2条", "有变动"), ("第3条", "已消除")]


def test_a_problem_that_was_gone_and_comes_back_is_marked_until_somebody_clears_it(
    report: Report, tmp_path: Path
) -> None:
    path = tmp_path / "台账.xlsx"
    with_opinions(report, path, *ISSUES[:2])
    write(report, path, ISSUES[1])
    assert [line[1:] for line in said(path)] == [("第3条", None), ("第2条", "已消除")]
    for _ in range(2):
        write(report, path, *ISSUES[:2])
        assert [line[1:] for line in said(path)] == [("第2条", "再次出现"), ("第3条", None)]
    book = load_workbook(path)
    sheet = book["问题清单"]
    sheet[column(sheet, "变化") + "2"].value = None
    book.save(path)
    write(report, path, *ISSUES[:2])
    assert [line[1:] for line in said(path)] == [("第2条", None), ("第3条", None)]


def test_what_is_said_of_an_indicator_does_not_go_to_another(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    with_opinions(report, path, ISSUES[1])
    other = replace(ISSUES[1], message=ISSUES[1].message.replace("装配式", "绿色"), key="1\n2", quote="1\n2")
    write(report, path, other)
    assert [line[1:] for line in said(path)] == [(None, "新增"), ("第2条", "已消除")]


def test_a_row_without_an_opinion_is_changed_too_and_a_new_one_stays_new(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    write(report, path, ISSUES[0])
    write(report, path, ISSUES[0], ISSUES[2])
    assert [line[2] for line in said(path)] == [None, "新增"]
    write(report, path, EDITED[0], EDITED[2])
    assert [line[2] for line in said(path)] == ["有变动", "新增"]


def test_a_quote_is_shown_as_in_the_report_and_known_by_its_exact_words(report: Report) -> None:
    detail = plan_detail(report)
    for line, item in zip(detail.issues, digest.numbered(report), strict=True):
        proofs = item.finding.evidence
        assert line.quote == "\n".join(dict.fromkeys(shown(proof, report.document, 300) for proof in proofs))
        assert "".join(line.key.split()) == "".join("".join(proof.quote for proof in proofs).split())
        assert line.code == item.code
    assert any(issue.key != issue.quote for issue in detail.issues)


def test_a_cell_that_only_the_reviewer_changed_is_no_change(report: Report, tmp_path: Path) -> None:
    path, trace = tmp_path / "台账.xlsx", tmp_path / "trace"
    write(report, path, *ISSUES, trace=trace)
    book = load_workbook(path)
    sheet = book["问题清单"]
    for number in (2, 4):
        sheet[f"{column(sheet, '修改建议')}{number}"] = "审查人改写的建议"
    book.save(path)
    note = write(report, path, *ISSUES[:2], replace(ISSUES[2], advice="换了建议"), ISSUES[3], trace=trace)
    assert "“问题清单”2 格" in note
    assert [line[2] for line in said(path)] == [None, None, "有变动", None]
    assert lines_of(path)[0]["修改建议"] == "请改正"
