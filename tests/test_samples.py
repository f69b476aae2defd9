"""The sample plans, as Word file and as PDF, give the verdicts that `cases/samples.toml` lays down."""

import json
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from corpora.build_samples import REVISED, build_docx, build_revised
from corpora.reading import read_plan
from pipeline.check import load_profile
from pipeline.findings import Report
from pipeline.journey import review
from pipeline.segment import top_level

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "corpora" / "samples"
CASES = tomllib.loads((ROOT / "tests" / "cases" / "samples.toml").read_text(encoding="utf-8"))
VERDICTS = {"有": "met", "薄弱": "weak", "缺失": "missing", "未选做": "not_chosen"}
FORMATS = ("docx", "pdf")
OWN = ("element.", "task.", "duty.")
"""Rules of findings that follow from the verdicts."""

every = pytest.mark.parametrize("sample", sorted(CASES))
both = pytest.mark.parametrize("format", FORMATS)


@cache
def report(sample: str, format: str) -> Report:
    return review(SAMPLES / f"{sample}.{format}", load_profile())


def verdicts(found: Report) -> dict[str, str]:
    return {outcome.requirement.id: outcome.verdict for outcome in found.outcomes}


@every
def test_the_case_file_speaks_of_every_requirement(sample: str) -> None:
    asked = {r.id for r in load_profile().requirements if r.kind != "rule"}
    assert set(CASES[sample]["verdicts"]) == asked
    assert set(CASES[sample]["verdicts"].values()) <= set(VERDICTS)
    assert all(load_profile().get(rule) for rule in CASES[sample]["findings"])


@both
@every
def test_every_requirement_gets_the_verdict_of_the_case_file(sample: str, format: str) -> None:
    expected = {id: VERDICTS[word] for id, word in CASES[sample]["verdicts"].items()}
    found = verdicts(report(sample, format))
    wrong = {id: f"应为 {expected[id]}，得到 {found.get(id)}" for id in expected if found.get(id) != expected[id]}
    assert not wrong


@both
@every
def test_the_other_findings_are_those_of_the_case_file(sample: str, format: str) -> None:
    rules = {finding.rule for finding in report(sample, format).findings if not finding.rule.startswith(OWN)}
    assert rules == set(CASES[sample]["findings"])


@both
@every
def test_every_gap_is_a_finding_and_only_gaps_are(sample: str, format: str) -> None:
    found = report(sample, format)
    gaps = {o.requirement.id for o in found.outcomes if o.verdict in ("weak", "missing", "unsure")}
    assert {finding.requirement for finding in found.findings if finding.rule.startswith(OWN)} == gaps


@every
def test_word_file_and_pdf_give_the_same(sample: str) -> None:
    word, pdf = report(sample, "docx"), report(sample, "pdf")
    assert verdicts(word) == verdicts(pdf)
    assert {finding.rule for finding in word.findings} == {finding.rule for finding in pdf.findings}
    assert word.applicant == pdf.applicant and word.applicant.name == CASES[sample]["applicant"]


@both
@every
def test_every_quote_stands_at_its_block_and_offsets(sample: str, format: str) -> None:
    found = report(sample, format)
    proofs = [*(e for o in found.outcomes for e in o.evidence), *(e for f in found.findings for e in f.evidence)]
    proofs += [fact.evidence for fact in found.facts]
    assert proofs
    for proof in proofs:
        block = found.document.blocks[proof.block]
        assert proof.quote and block.text[proof.start : proof.stop] == proof.quote
        assert 1 <= proof.page <= found.document.pages


@both
@every
def test_met_has_evidence_and_missing_says_what_was_searched(sample: str, format: str) -> None:
    for outcome in report(sample, format).outcomes:
        if outcome.verdict == "met":
            assert outcome.evidence, outcome.requirement.id
        if outcome.verdict == "missing":
            assert outcome.searched and outcome.reason, outcome.requirement.id


@every
def test_no_evidence_lies_outside_of_what_was_searched(sample: str) -> None:
    found = report(sample, "docx")
    whole = {section.heading for section in top_level(found.sections)}
    for one in (*found.outcomes, *found.findings):
        if not one.searched or whole <= set(one.searched):
            continue
        for proof in one.evidence:
            assert not proof.path or proof.path[-1] in one.searched, proof.quote


@both
@every
def test_what_never_counts_is_no_evidence(sample: str, format: str) -> None:
    for outcome in report(sample, format).outcomes:
        if outcome.verdict != "met" or outcome.requirement.kind != "duty" or outcome.requirement.parent == "foundation":
            continue
        for proof in outcome.evidence:
            assert not any(words in proof.quote for words in CASES[sample]["never_evidence"]), outcome.requirement.id


@every
def test_the_word_file_is_what_the_build_makes_of_the_markdown(sample: str, tmp_path: Path) -> None:
    built = tmp_path / "plan.docx"
    build_docx(read_plan(SAMPLES / f"{sample}.md"), built)
    assert texts(built) == texts(SAMPLES / f"{sample}.docx")


def test_the_second_draft_is_what_the_build_makes(tmp_path: Path) -> None:
    build_revised(tmp_path / "plan.docx")
    assert texts(tmp_path / "plan.docx") == texts(REVISED) != texts(SAMPLES / "zhuzhou.docx")


def texts(path: Path) -> list[tuple[str, str]]:
    return [(block.number + block.text, block.kind) for block in review(path, load_profile()).document.blocks]


@every
def test_samples_are_of_a_realistic_length(sample: str) -> None:
    assert 3400 <= len(read_plan(SAMPLES / f"{sample}.md").text) <= 6000


@every
def test_the_command_says_with_its_exit_code_whether_there_are_gaps(sample: str) -> None:
    command = [sys.executable, "cli.py", "check", f"corpora/samples/{sample}.docx", "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300)
    assert json.loads(done.stdout)["document"]["applicant"]["name"] == CASES[sample]["applicant"]
    assert done.returncode == int(bool(report(sample, "docx").findings))
