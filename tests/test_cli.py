"""The command line as a user meets it: exit codes, streams, and wrong input of every kind."""

import errno
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import jsonschema
import pytest
from rich.console import Console
from typer.testing import CliRunner

from pipeline.batch import run_batch
from pipeline.cli import app
from pipeline.commands import terminal
from pipeline.document import Document, Section
from pipeline.error_words import reason
from pipeline.errors import UsageError, YushenError
from pipeline.findings import Report
from pipeline.journey import review
from pipeline.limits import MIB, Limits, Progress
from pipeline.report import json_report
from pipeline.report.opinion_template import build
from pipeline.segment import segment

ROOT = Path(__file__).resolve().parent.parent


def yushen(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, cwd=cwd)


@pytest.fixture(scope="module")
def thin_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    document = docx.Document()
    for text in (
        "镇江市智能建造试点实施方案",
        "一、试点目标",
        "推动智能建造高质量发展。",
        "二、保障措施",
        "加强组织领导。",
    ):
        document.add_paragraph(text)
    path = tmp_path_factory.mktemp("plans") / "镇江市方案.docx"
    document.save(str(path))
    return path


def test_gaps_end_in_exit_code_1_and_json_keeps_the_contract(thin_plan: Path) -> None:
    done = yushen("check", thin_plan, "--format", "json")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    jsonschema.validate(report, json_report.schema())
    assert report["schema"] == "yushen.report/1"
    assert report["document"]["applicant"] == {"name": "镇江市", "province": "江苏省", "level": "prefecture"}
    verdicts = {row["id"]: row["verdict"] for row in report["requirements"]}
    assert (
        verdicts["schedule"] == "missing" and verdicts["governance"] == "missing" and verdicts["talent"] == "not_chosen"
    )
    assert {"goals.quantified", "basis.cited"} <= {finding["rule"] for finding in report["findings"]}


def test_a_plan_signed_after_the_deadline_is_remarked_on_and_no_finding(tmp_path: Path) -> None:
    for day in ("5", "31"):
        document = docx.Document()
        for text in (
            "镇江市智能建造试点实施方案",
            "一、试点目标",
            "推动智能建造。",
            f"2022年{'8' if day == '5' else '7'}月{day}日",
        ):
            document.add_paragraph(text)
        document.save(str(tmp_path / f"{day}.docx"))
    late, early = (
        json.loads(yushen("check", tmp_path / f"{day}.docx", "--format", "json").stdout) for day in ("5", "31")
    )
    (remark,) = late["document"]["remarks"]
    assert remark["code"] == "dated_late" and early["document"]["remarks"] == []
    assert "“2022年8月5日”晚于通知规定的报送截止日期（2022年7月31日）" in remark["message"]
    assert "batch.deadline" not in {finding["rule"] for finding in late["findings"]}
    jsonschema.validate(late, json_report.schema())


def test_exit_zero_is_for_scripts(thin_plan: Path) -> None:
    assert yushen("check", thin_plan, "--format", "json", "--exit-zero").returncode == 0


def test_the_text_report_names_clause_and_advice(thin_plan: Path) -> None:
    done = yushen("check", thin_plan)
    assert done.returncode == 1
    assert "建办市函〔2022〕189号" in done.stdout and "三（四）" in done.stdout and "\x1b[" not in done.stdout


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("没有.docx", None, "没有.docx"),
        ("文件夹.docx", "folder", "文件夹"),
        ("空.docx", b"", "空"),
        ("文本.pdf", "这只是一段文字，不是 PDF。".encode(), "纯文本"),
        ("网页.pdf", b"<!DOCTYPE html><html><body>403</body></html>", "PDF"),
        ("坏.docx", b"PK\x03\x04" + b"\x00" * 400, "损坏"),
    ],
)
def test_wrong_input_ends_in_a_message_and_nothing_written(
    tmp_path: Path, name: str, content: bytes | str | None, said: str
) -> None:
    target = tmp_path / name
    if content == "folder":
        target.mkdir()
    elif isinstance(content, bytes):
        target.write_bytes(content)
    before = sorted(tmp_path.iterdir())
    done = yushen("check", target, "--report", tmp_path / "报告")
    assert done.returncode == 3
    assert said in done.stderr and "错误：" in done.stderr
    assert "Traceback" not in done.stderr and done.stdout == ""
    assert sorted(tmp_path.iterdir()) == before


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path, thin_plan: Path) -> None:
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing follows")
    done = yushen("check", bad, thin_plan)
    assert done.returncode == 3
    assert "坏.pdf" in done.stderr and "镇江市" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "a.docx", "--profile", "没有这个"),
        ("check", "a.docx", "--as", "pptx"),
        ("explain", "no.rule"),
        ("nonsense",),
    ],
)
def test_wrong_usage_ends_in_exit_code_2(arguments: tuple[str, ...]) -> None:
    done = yushen(*arguments)
    assert done.returncode == 2
    assert done.stderr.strip() and "Traceback" not in done.stderr


def test_explain_profiles_and_doctor_answer() -> None:
    assert "可复制" in yushen("explain", "policy.experience").stdout
    assert "element.missing" in yushen("explain", "element.missing").stdout
    assert "smart-construction-2022" in yushen("profiles").stdout
    doctor = yushen("doctor")
    assert doctor.returncode == 0 and "不联网" in doctor.stdout


def test_demo_ends_with_a_report() -> None:
    done = yushen("demo")
    assert done.returncode == 0
    assert done.stdout.count("智能建造试点实施方案预审") == 3


def test_samples_take_the_place_of_no_file(tmp_path: Path) -> None:
    (tmp_path / "修改稿.docx").write_bytes(b"mine")
    done = yushen("demo", "--copy", ".", cwd=tmp_path)
    assert done.returncode == 2 and "修改稿.docx 已经有了" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["修改稿.docx"]
    (tmp_path / "修改稿.docx").unlink()
    first, again = (yushen("demo", "--copy", ".", cwd=tmp_path) for _ in range(2))
    assert first.returncode == again.returncode == 0 and first.stdout == again.stdout
    assert [
        line for line in first.stdout.splitlines() if not (tmp_path / line.removeprefix("已放好：")).is_file()
    ] == []
    assert yushen("demo", "--copy", "a", "--report", "b", cwd=tmp_path).returncode == 2


def test_the_template_takes_the_place_of_no_file(tmp_path: Path) -> None:
    done = yushen("template", "模板.docx", cwd=tmp_path)
    assert done.returncode == 0 and done.stdout == "已写出：模板.docx\n"
    written = (tmp_path / "模板.docx").read_bytes()
    assert written == build()
    again = yushen("template", "模板.docx", cwd=tmp_path)
    assert again.returncode == 2 and "没有覆盖" in again.stderr and (tmp_path / "模板.docx").read_bytes() == written
    nowhere = yushen("template", "没有/模板.docx", cwd=tmp_path)
    assert nowhere.returncode == 2 and "（没有这个文件或文件夹）" in nowhere.stderr


def test_plans_of_one_name_do_not_overwrite_each_others_reports(tmp_path: Path, thin_plan: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "方案.docx").write_bytes(thin_plan.read_bytes())
    done = yushen("check", "a/方案.docx", "b/方案.docx", "--report", "报告", "--as", "html,json", cwd=tmp_path)
    assert done.returncode == 1
    written = sorted(path.name for path in (tmp_path / "报告").iterdir())
    assert written == ["a_方案.预审.html", "a_方案.预审.json", "b_方案.预审.html", "b_方案.预审.json"]


@pytest.mark.parametrize(
    ("arguments", "said", "hint"),
    [
        (("check",), "缺少 FILE...：要核对的方案", "yushen check --help"),
        (("check", "--nope", "a"), "没有 --nope 这个选项。", "yushen check --help"),
        (("check", "a", "--formt", "json"), "是不是 --format", "yushen check --help"),
        (("nonsense",), "没有 nonsense 这个命令。\n", "yushen --help"),
        (("chek", "a.docx"), "没有 chek 这个命令。是不是 check？", "yushen --help"),
        (
            ("check", "a", "--format", "xml"),
            "--format 的值不对：没有“xml”，可用的有 text、json。",
            "yushen check --help",
        ),
        (("batch", "x", "-o"), "-o 后面要写一个值。", "yushen batch --help"),
        (("batch", "x"), "缺少 --out / -o", "yushen batch --help"),
        (("batch", "x", "-o", "y", "--workers", "a"), "应当是整数", "yushen batch --help"),
        (("batch", "x", "-o", "y", "--workers", "-3"), "--workers 的值不对：不能小于 0。", "yushen batch --help"),
        (("explain", "a", "b"), "多出了 b。", "yushen explain --help"),
    ],
)
def test_usage_is_explained_in_chinese(arguments: tuple[str, ...], said: str, hint: str) -> None:
    done = yushen(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("用法有误：") and said in done.stderr
    assert done.stderr.endswith(f"查看用法：{hint}\n")
    assert not re.search(r"[A-Za-z]+ [a-z]+ [a-z]+|Value|Missing|Invalid", done.stderr.partition("查看用法")[0])


def test_without_a_command_help_is_shown() -> None:
    done = yushen()
    assert done.returncode == 2
    assert done.stderr.startswith("Usage: ") and "用法有误" not in done.stderr and "check" in done.stderr


@pytest.mark.parametrize(
    ("kinds", "report", "said"),
    [
        ("html", None, "--report"),
        ("", "报告", "没有写报告的种类"),
        (" , ", "报告", "没有写报告的种类"),
        ("", None, "种类"),
    ],
)
def test_as_without_effect_is_wrong_usage(tmp_path: Path, thin_plan: Path, kinds: str, report: str, said: str) -> None:
    done = yushen("check", thin_plan, "--as", kinds, *(["--report", report] if report else []), cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr and done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_the_form_may_be_made_from_a_template_of_ones_own(tmp_path: Path, thin_plan: Path) -> None:
    own = docx.Document()
    own.add_paragraph("某厅审查表：{{方案文件}}")
    own.save(str(tmp_path / "模板.docx"))
    wanted = ("--report", "报告", "--as", "docx", "--template", "模板.docx", "--exit-zero")
    assert yushen("check", thin_plan, *wanted, cwd=tmp_path).returncode == 0
    (made,) = (tmp_path / "报告").glob("*.意见表.docx")
    assert [paragraph.text for paragraph in docx.Document(str(made)).paragraphs] == [f"某厅审查表：{thin_plan.name}"]


def test_a_template_that_is_none_is_wrong_usage(tmp_path: Path, thin_plan: Path) -> None:
    (tmp_path / "坏.docx").write_text("no zip")
    own = docx.Document()
    own.add_paragraph("申报城市：{{城市}}")
    own.save(str(tmp_path / "空.docx"))
    for template, kinds, said in (
        ("坏.docx", "docx", "不是可读的 DOCX"),
        ("没有.docx", "docx", "没有.docx 打不开（没有这个文件或文件夹）"),
        ("空.docx", "docx", "没有可填的字段"),
        ("空.docx", "html", "--as docx"),
    ):
        done = yushen("check", thin_plan, "--report", "报告", "--as", kinds, "--template", template, cwd=tmp_path)
        assert done.returncode == 2 and said in done.stderr and done.stdout == ""
    assert not (tmp_path / "报告").exists()


def test_what_the_system_says_is_chinese(tmp_path: Path, thin_plan: Path) -> None:
    (tmp_path / "报告").write_text("")
    done = yushen("check", thin_plan, "--report", "报告", cwd=tmp_path)
    assert done.returncode == 2 and "（已有同名的文件）" in done.stderr
    done = yushen("diff", "没有.json", "没有.docx", cwd=tmp_path)
    assert done.returncode == 3 and "（没有这个文件或文件夹）" in done.stderr


def test_reasons_are_words_or_the_name_of_the_error() -> None:
    assert reason(OSError(errno.EROFS, "Read-only file system")) == "磁盘是只读的"
    assert reason(OSError(errno.EPIPE, "Broken pipe")) == "系统错误 EPIPE"
    assert reason(OSError("no number")) == "系统错误 OSError"


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", ""),
        ("check", "PLAN", "--report", ""),
        ("batch", "", "-o", "结果"),
        ("batch", ".", "-o", ""),
        ("diff", "PLAN", ""),
    ],
)
def test_an_empty_name_is_no_folder(tmp_path: Path, thin_plan: Path, arguments: tuple[str, ...]) -> None:
    done = yushen(*(thin_plan if word == "PLAN" else word for word in arguments), cwd=tmp_path)
    assert done.returncode == 2 and "名字是空的" in done.stderr and done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_of_two_plans_of_one_name_it_is_said_which_cannot_be_read(tmp_path: Path, thin_plan: Path) -> None:
    for folder, content in (("甲", b"PK\x03\x04" + b"\x00" * 400), ("乙", thin_plan.read_bytes())):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "方案.docx").write_bytes(content)
    done = yushen("check", "甲/方案.docx", "乙/方案.docx", cwd=tmp_path)
    assert done.returncode == 3 and f"错误：{Path('甲/方案.docx')}：" in done.stderr
    assert "方案.docx：" not in yushen("check", "甲/方案.docx", cwd=tmp_path).stderr  # which says it once


def test_a_report_that_cannot_be_written_costs_no_other_plan(tmp_path: Path, thin_plan: Path) -> None:
    """As where somebody has it open in Word on Windows."""
    for name in ("a.docx", "b.docx"):
        shutil.copyfile(thin_plan, tmp_path / name)
    (tmp_path / "报告" / "a.预审.html").mkdir(parents=True)
    done = yushen("check", "a.docx", "b.docx", "--report", "报告", "--as", "html,json", "--exit-zero", cwd=tmp_path)
    assert done.returncode == 2 and done.stdout.count("智能建造试点实施方案预审") == 2
    assert f"错误：报告“{Path('报告/a.预审.html')}”写不进去" in done.stderr and "关闭正在打开的报告" in done.stderr
    written = sorted(path.name for path in (tmp_path / "报告").iterdir() if path.is_file())
    assert written == ["a.预审.json", "b.预审.html", "b.预审.json"]


def test_a_folder_that_takes_no_report_is_found_out_before_any_plan_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "报告").write_text("")
    monkeypatch.setattr("pipeline.journey.review", lambda *_, **__: pytest.fail("a plan was read"))
    for folder in (tmp_path / "报告", tmp_path / "报告" / "下级"):
        with pytest.raises(UsageError, match="写不进"):
            CliRunner().invoke(app, ["check", "a.docx", "--report", str(folder)], catch_exceptions=False)


def test_a_folder_is_called_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "一批").mkdir()
    done = yushen("check", ".", cwd=tmp_path / "一批")
    assert done.returncode == 3 and "一批 是文件夹" in done.stderr


def test_explain_suggests_what_was_meant() -> None:
    assert "policy.land" in yushen("explain", "policy.lan").stderr.partition("？")[0]
    assert "是不是" not in yushen("explain", "xyz").stderr


def test_paths_are_never_broken(tmp_path: Path, thin_plan: Path) -> None:
    folder = tmp_path / "一个名字很长的文件夹用来看路径会不会断开" / "再来一个名字很长的文件夹"
    done = yushen("check", thin_plan, "--report", folder, "--as", "json")
    assert f"已写出：{folder / '镇江市方案.预审.json'}\n" in done.stderr


def test_a_plan_that_judging_stumbles_over_costs_no_other(thin_plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbling(document: Document) -> tuple[Section, ...]:
        if document.source == "怪.docx":
            raise ZeroDivisionError("odd")
        return segment(document)

    monkeypatch.setattr("pipeline.journey.segment", stumbling)
    odd = thin_plan.with_name("怪.docx")
    odd.write_bytes(thin_plan.read_bytes())
    done = CliRunner().invoke(app, ["check", str(odd), str(thin_plan)])
    assert done.exit_code == 3
    assert "核对 怪.docx 时出错" in done.stderr and "ZeroDivisionError" in done.stderr
    assert "多半不是文件的问题。请把出错信息反馈给开发人员" in "".join(done.stderr.split())
    assert "镇江市" in done.stdout


def test_last_words_of_a_process_of_ours_are_shown_and_no_other_trace(capsys: pytest.CaptureFixture[str]) -> None:
    failed, refused = YushenError("台账没有写成。"), UsageError("写不进。")
    failed.add_note("KeyError: 'links'")
    refused.__cause__ = OSError("disk full")
    for error in (failed, refused):
        terminal.complain(error)
    said = capsys.readouterr().err
    assert "错误：台账没有写成。" in said and "KeyError: 'links'" in said
    assert said.endswith("错误：写不进。\n")


@pytest.mark.parametrize(("command", "plans"), [("check", 1), ("diff", 2)])
def test_limits_of_reading_are_options(
    command: str, plans: int, thin_plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = []

    def listening(path: Path, *rest: object, limits: Limits, progress: Progress) -> Report:
        given.append(limits)
        return review(path, progress=progress)

    monkeypatch.setattr("pipeline.journey.review", listening)
    for options in ([], ["--timeout", "7", "--memory", "600"]):
        assert CliRunner().invoke(app, [command, *[str(thin_plan)] * plans, *options]).exit_code == 1
    assert given == [Limits()] * plans + [replace(Limits(), seconds=7, memory=600 * MIB)] * plans


def test_a_file_name_is_shown_and_never_obeyed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Console(file=io.StringIO(), force_terminal=True, color_system=None, highlight=False, width=200)
    monkeypatch.setattr(terminal, "console", lambda **_: shown)
    with terminal.progress("方案[/b]\x1b]0;pwned\x07\u202e.docx") as listen:
        listen(1, 2)
    terminal.complain(UsageError("坏了"), "\x1b]0;pwned\x07\u202ea[red].docx")
    terminal.tell("已写出：\u202e[b].html")
    assert isinstance(shown.file, io.StringIO)
    text = shown.file.getvalue()
    assert "pwned" not in text and "\u202e" not in text
    assert "方案[/b].docx" in text and "a[red].docx" in text and "[b].html" in text


def as_strict(path: Path) -> bytes:
    """A DOCX in the Strict variant of its format, which Word writes on request."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for transitional, strict in STRICT.items():
                content = content.replace(transitional, strict)
            new.writestr(name, content)
    return out.getvalue()


STRICT = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def test_a_report_that_cannot_be_made_costs_no_other(tmp_path: Path, thin_plan: Path) -> None:
    strict = tmp_path / "严格.docx"
    strict.write_bytes(as_strict(thin_plan))
    ended = yushen("check", strict, "--report", tmp_path / "out", "--as", "annotated,html")
    assert ended.returncode == 1, ended.stderr
    assert "没有生成“带批注的原文件" in ended.stderr and "另存为" in ended.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["严格.预审.html"]
    round_ = tmp_path / "报送"
    round_.mkdir()
    strict.rename(round_ / strict.name)
    (plan,) = run_batch(round_, tmp_path / "结果").plans
    assert set(plan.outputs) == {"html", "json"}
    assert "没有生成“带批注的原文件" in plan.reading


def test_reports_take_the_place_of_no_plan_and_of_nobodys_work(tmp_path: Path, thin_plan: Path) -> None:
    """A plan that is called like a report of another, and reports that somebody has filled in."""
    for name in ("a.docx", "a.批注.docx"):
        shutil.copyfile(thin_plan, tmp_path / name)
    plan = (tmp_path / "a.批注.docx").read_bytes()
    kinds = ("--report", tmp_path, "--as", "annotated,docx,xlsx,html")
    ended = yushen("check", tmp_path / "a.docx", tmp_path / "a.批注.docx", *kinds)
    assert (tmp_path / "a.批注.docx").read_bytes() == plan
    assert "a.批注.docx 是要核对的方案" in ended.stderr
    form = tmp_path / "a.意见表.docx"
    filled = docx.Document(str(form))
    filled.add_paragraph("同意推荐。")
    filled.save(str(form))
    again = yushen("check", tmp_path / "a.docx", "--report", tmp_path, "--as", "docx,xlsx,html")
    assert "已改名为 a.意见表.旧1.docx" in again.stderr
    assert docx.Document(str(tmp_path / "a.意见表.旧1.docx")).paragraphs[-1].text == "同意推荐。"
    assert not (tmp_path / "a.核对表.旧1.xlsx").exists()  # which is the same as before
    assert not list(tmp_path.glob(".yushen-*"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_what_cannot_be_written_is_no_verdict(thin_plan: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, str(ROOT / "cli.py"), "check", str(thin_plan)]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", timeout=300)
    assert ended.returncode == 2
    assert ended.stderr.startswith("错误：运行不下去（磁盘已满）") and "Traceback" not in ended.stderr


def test_a_header_alone_is_no_plan(tmp_path: Path) -> None:
    empty = docx.Document()
    empty.sections[0].header.paragraphs[0].text = "镇江市智能建造试点实施方案"
    empty.save(str(tmp_path / "空.docx"))
    ended = yushen("check", tmp_path / "空.docx")
    assert ended.returncode == 3
    assert "没有" in ended.stderr and "文字" in ended.stderr
