"""The command line as a user meets it: exit codes, streams, and wrong input of every kind."""

import json
import subprocess
import sys
from pathlib import Path

import docx
import jsonschema
import pytest

from pipeline.report import json_report

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


def test_plans_of_one_name_do_not_overwrite_each_others_reports(tmp_path: Path, thin_plan: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "方案.docx").write_bytes(thin_plan.read_bytes())
    done = yushen("check", "a/方案.docx", "b/方案.docx", "--report", "报告", "--as", "html,json", cwd=tmp_path)
    assert done.returncode == 1
    written = sorted(path.name for path in (tmp_path / "报告").iterdir())
    assert written == ["a_方案.预审.html", "a_方案.预审.json", "b_方案.预审.html", "b_方案.预审.json"]
