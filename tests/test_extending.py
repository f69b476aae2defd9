"""docs/extending.md keeps its word: every diff printed there is applied at run time and used."""

import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import docx
import openpyxl
import pytest

import pipeline.check
import pipeline.read.detect
import pipeline.report
from pipeline.batch import inputs
from pipeline.check import CHECKS, Check, load_profile
from pipeline.check.kinds import COUNT
from pipeline.commands.explain import explain
from pipeline.document import Block, Document, PageCoverage
from pipeline.errors import ProfileError
from pipeline.journey import judge, review
from pipeline.profile_source import PROFILES
from pipeline.read import Limits
from pipeline.report import WRITERS, Writer

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
SHIPPED = PROFILES / "smart-construction-2022.toml"
ZHUZHOU = ROOT / "corpora" / "samples" / "zhuzhou.docx"


def hunks(path: str) -> list[list[str]]:
    """The lines of every hunk of the guide's diff of this path."""
    for block in re.findall(r"```diff\n(.*?)```", GUIDE, re.DOTALL):
        head, *rest = re.split(r"^@@.*\n", block, flags=re.MULTILINE)
        if f"+++ b/{path}\n" in head:
            return [hunk.splitlines(keepends=True) for hunk in rest]
    raise AssertionError(f"the guide adds nothing to {path}")


def added(path: str) -> str:
    """The lines that the guide adds to the file of this path."""
    return "".join(line[1:] for hunk in hunks(path) for line in hunk if line.startswith("+"))


def patched(path: str, module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Apply the guide's diff to the source of a module, until the test ends: every hunk must fit in one place."""
    source = (ROOT / path).read_text(encoding="utf-8")
    for hunk in hunks(path):
        old, new = ("".join(line[1:] for line in hunk if line[0] in signs) for signs in (" -", " +"))
        assert old and source.count(old) == 1, f"{path} has not exactly one place for {old!r}"
        source = source.replace(old, new)
    names = dict(vars(module))
    exec(compile(source, path, "exec"), names)
    for name, value in names.items():
        monkeypatch.setattr(module, name, value, raising=False)


def load(path: str, package: str, name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module that the guide adds, as if its file were there."""
    module = ModuleType(f"{package}.{name}")
    exec(compile(added(path), path, "exec"), module.__dict__)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(importlib.import_module(package), name, module, raising=False)
    return module


def extended(tmp_path: Path, block: str) -> Path:
    """The shipped profile with one more block."""
    path = tmp_path / "extended.toml"
    path.write_text(SHIPPED.read_text(encoding="utf-8") + "\n" + block, encoding="utf-8")
    fingerprints = SHIPPED.with_suffix(".fingerprints")
    (tmp_path / fingerprints.name).write_bytes(fingerprints.read_bytes())
    return path


def test_a_requirement_is_one_block(tmp_path: Path) -> None:
    profile = load_profile(extended(tmp_path, added("pipeline/profiles/smart-construction-2022.toml")))
    requirement = profile.get("safeguards.publicity")
    assert requirement is not None and requirement.parent == "safeguards"
    outcome = next(o for o in review(ZHUZHOU, profile).outcomes if o.requirement.id == "safeguards.publicity")
    assert outcome.verdict == "met" and any("专栏" in proof.quote for proof in outcome.evidence)
    assert any("宣传推广" in line for line in explain("safeguards.publicity", profile))


def test_a_rule_is_of_the_element_that_its_id_names(tmp_path: Path) -> None:
    block = added("pipeline/profiles/smart-construction-2022.toml").replace("publicity", "blank")
    rule = (
        re.sub(r"(?m)^(?:about|home) = .*\n?", "", block)
        .replace("duty", "placeholder")
        .replace('"placeholder"', '"rule"', 1)
    )
    plan = Document("plan.docx", "0" * 64, "docx", (Block("保障措施由XX局负责。", "paragraph", 1),), 1, ())
    found = judge(plan, load_profile(extended(tmp_path, rule))).findings
    assert {finding.rule: finding.requirement for finding in found if "blank" in finding.rule} == {
        "safeguards.blank": "safeguards"
    }


def test_a_profile_is_one_file(tmp_path: Path) -> None:
    path = tmp_path / "green-retrofit-2026.toml"
    path.write_text(added("pipeline/profiles/green-retrofit-2026.toml"), encoding="utf-8")
    profile = load_profile(path)
    report = review(ZHUZHOU, profile)
    assert report.profile.id == "green-retrofit-2026"
    assert [outcome.requirement.id for outcome in report.outcomes] == ["goals"]
    assert any("通知三要求" in line for line in explain("element.missing", profile))
    title = Block("日照绿色改造试点实施方案", "paragraph", 1)
    plan = Document("plan.docx", "0" * 64, "docx", (title,), 1, (PageCoverage(1, "text", len(title.text)),))
    assert judge(plan, profile).applicant.name == "日照市"
    made = {name: tmp_path / f"report.{name}" for name in ("text", "html", "docx", "xlsx")}
    for name, target in made.items():
        WRITERS[name](report, target)
    assert "绿色改造试点实施方案预审" in made["text"].read_text("utf-8").splitlines()[0]
    assert "绿色改造试点实施方案预审报告</title>" in made["html"].read_text("utf-8")
    form = docx.Document(str(made["docx"]))
    assert form.paragraphs[0].text == form.core_properties.title == "绿色改造试点实施方案审查意见表"
    assert openpyxl.load_workbook(made["xlsx"]).properties.title == "绿色改造试点实施方案核对表"


def test_a_broken_requirement_names_file_line_and_text(tmp_path: Path) -> None:
    path = extended(tmp_path, '[[requirement]]\nid = "x"\ntitle = "甲"\nkind = "dutty"\n')
    with pytest.raises(ProfileError) as caught:
        load_profile(path)
    assert "extended.toml" in str(caught.value) and re.search(r"第 \d+ 行", str(caught.value))


def test_a_check_is_one_module_and_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = load("pipeline/check/length.py", "pipeline.check", "length", monkeypatch)
    key, _, made = added("pipeline/check/__init__.py").strip().rstrip(",").partition(": ")
    check = eval(made, {"Check": Check, "COUNT": COUNT, "length": module})
    monkeypatch.setattr(pipeline.check, "CHECKS", {**CHECKS, key.strip('"'): check})
    block = (
        '[[requirement]]\nid = "document.length"\ntitle = "篇幅"\nkind = "rule"\ncheck = "length"\nseverity = "info"\n'
        'mandatory = true\ncitation = "四（一）"\nadvice = "写到能看出怎么做。"\nleast = 100000\n'
    )
    with pytest.raises(ProfileError, match="document.length"):
        load_profile(extended(tmp_path, block.replace("least = 100000", 'least = "viel"')))
    report = review(ZHUZHOU, load_profile(extended(tmp_path, block)))
    assert any(finding.rule == "document.length" for finding in report.findings)


def test_an_output_is_one_module_and_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load("pipeline/report/gaps.py", "pipeline.report", "gaps", monkeypatch)
    line = added("pipeline/report/__init__.py").strip().rstrip(",")
    key, _, made = line.partition(": ")
    monkeypatch.setitem(WRITERS, key.strip('"'), eval(made, {"Writer": Writer}))
    report = review(ZHUZHOU, load_profile())
    writer = pipeline.report.WRITERS["gaps"]
    target = tmp_path / writer.file_name(report)
    writer(report, target)
    assert target.name == "zhuzhou.问题.md"
    assert len(target.read_text(encoding="utf-8").splitlines()) == len(report.findings)


def test_help_names_an_output_that_was_added() -> None:
    line = added("pipeline/report/__init__.py").strip().rstrip(",")
    adding = f"from pipeline.report import WRITERS, Writer; WRITERS.update({{{line}}})"
    script = f"{adding}; from pipeline.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, "check", "--help"], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60
    )
    said = "".join(done.stdout.split())
    assert f"：{','.join([*WRITERS, 'gaps'])}；" in said, done.stderr


@pytest.mark.parametrize(
    ("name", "modules"),
    [
        ("Kinds of check do not know each other", [check.run.__module__ for check in CHECKS.values()]),
        ("Outputs do not know each other", [f"pipeline.report.{writer.module}" for writer in WRITERS.values()]),
    ],
)
def test_every_check_and_output_is_kept_from_its_siblings(name: str, modules: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (one for one in project["tool"]["importlinter"]["contracts"] if one["name"] == name)
    assert {".".join(module.split(".")[:3]) for module in modules} == set(contract["modules"])


def test_a_format_is_one_module_and_its_lines_in_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load("pipeline/read/plain.py", "pipeline.read", "plain", monkeypatch)
    patched("pipeline/read/detect.py", pipeline.read.detect, monkeypatch)
    patched("pipeline/read/__init__.py", pipeline.read, monkeypatch)
    monkeypatch.setattr(inputs, "READERS", pipeline.read.READERS)
    plan = tmp_path / "方案.txt"
    text = "株洲市智能建造试点实施方案\n一、试点目标\n建成示范工程24个。\n二、实施计划\n2023年启动。\n"
    plan.write_text(text, encoding="utf-8")
    assert [found.name for found in inputs.find_inputs(tmp_path, leave_out=()).plans] == ["方案.txt"]
    document = pipeline.read.read_here(plan, Limits())
    assert document.format == "txt" and document.blocks[1].text == "一、试点目标"
    report = judge(document, load_profile())
    assert report.applicant.name == "株洲市" and len(report.outcomes) > 40
