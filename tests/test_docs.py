"""What the documentation says is complete and true: undocumented means failing, and every command in it is run."""

import ast
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import typer

from pipeline.batch_rules import BATCH_RULES, LEAST_PART, LEAST_RUN, LEAST_SHARED
from pipeline.check import load_profile
from pipeline.cli import app
from pipeline.commands.explain import GAP_RULES
from pipeline.commands.starters import give_samples
from pipeline.profile import available
from pipeline.report import WRITERS
from pipeline.report.round_words import DEDUCTED

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
WALKS = ("clerk.md", "reviewer.md")
MEASURING = ("ablation", "evaluate", "evaluate_facts", "evaluate_rules", "evaluate_statements", "mutations")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands(page: str) -> list[str]:
    """The lines of all shell blocks of a page."""
    blocks = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def command_names() -> list[str]:
    return sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("profile", available())
def test_every_requirement_and_rule_is_in_the_handbook(profile: str) -> None:
    page = read("docs/rules.md")
    requirements = load_profile(profile).requirements
    ids = [*(r.id for r in requirements), *GAP_RULES, *BATCH_RULES]
    assert [id for id in ids if f"`{id}`" not in page] == []
    assert [r.title for r in requirements if r.title not in page] == []


def test_the_handbook_says_what_a_broken_rule_is_called() -> None:
    page = read("docs/rules.md")
    assert [r.id for r in load_profile().requirements if r.problem and f"`{r.id}` {r.problem}" not in page] == []


def test_the_handbook_names_no_rule_that_does_not_exist() -> None:
    known = {r.id for profile in available() for r in load_profile(profile).requirements} | {*GAP_RULES, *BATCH_RULES}
    rows = re.findall(r"^\| `([a-z_.]+)` \|", read("docs/rules.md"), re.MULTILINE)
    assert set(rows) <= known and len(rows) == len(set(rows))


def test_the_handbook_calls_the_rules_across_files_by_their_names() -> None:
    page, clauses = read("docs/rules.md"), load_profile().clauses
    assert [id for id, rule in BATCH_RULES.items() if f"| `{id}` | {rule.title} | {clauses[id]} |" not in page] == []


def test_from_how_many_letters_on_a_copy_is_reported_is_said_wherever_the_rule_is_explained() -> None:
    words = f"扣除{DEDUCTED}之后，仍有 {LEAST_SHARED} 字以上相同（只计汉字、字母、数字；日期、数量、机构名称和公文套话不计），而且有一处连续 {LEAST_RUN} 字以上相同，或者相同的文字占其中一份的 {LEAST_PART:.0%} 以上"
    (row,) = (line for line in read("docs/rules.md").splitlines() if line.startswith("| `batch.duplicate` |"))
    assert words in row and words in BATCH_RULES["batch.duplicate"].about


def test_code_that_knows_the_plans_year_or_field_is_named_where_a_profile_is_explained() -> None:
    knows, knowing = re.compile(r"智能建造|装配式|建筑业|BIM|20\(\?:(?:1\\d|2\[)"), set()
    for path in (ROOT / "pipeline").rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        prose = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        prose |= {id(key) for node in nodes if isinstance(node, ast.Dict) for key in node.keys}  # examples of patterns
        values = [node.value for node in nodes if isinstance(node, ast.Constant) and id(node) not in prose]
        if 2022 in values or any(isinstance(value, str) and knows.search(value) for value in values):
            knowing.add(path)
        asked = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
        knowing |= {path} if "pipeline.text.written" in asked else set()
    names = {path.relative_to(ROOT / "pipeline") for path in knowing} - {Path("cli.py")}  # its help alone
    assert len(names) > 10
    said = read("docs/extending.md").partition("What sees no profile")[2].partition("\n\n")[0]
    listed = set(re.findall(r"`([a-z_/]+(?:\.py|/))`", said))
    assert [n for n in names if not {n.as_posix(), f"{n.parent.as_posix()}/"} & listed] == []
    assert listed <= {name.as_posix() for name in names} | {f"{name.parent.as_posix()}/" for name in names}


def test_every_command_and_output_is_in_both_readmes() -> None:
    for name in ("README.md", "README.en.md"):
        page = read(name)
        assert [command for command in command_names() if f"yushen {command}" not in page] == []
        assert [kind for kind in WRITERS if f"`{kind}`" not in page] == []


def test_the_readmes_are_twins() -> None:
    chinese, english = read("README.md"), read("README.en.md")
    assert commands(chinese) == commands(english)
    assert len(re.findall(r"^#+ ", chinese, re.MULTILINE)) == len(re.findall(r"^#+ ", english, re.MULTILINE))
    assert sorted(set(LINK.findall(chinese)) - {"README.en.md"}) == sorted(set(LINK.findall(english)) - {"README.md"})


def test_the_first_two_commands_of_the_readme_install_and_test() -> None:
    install, test, *_ = commands(read("README.md"))
    assert install.endswith("yushen demo") and test.endswith("pytest")
    assert all("&&" in line and line.startswith("python3 -m venv ") for line in (install, test))


@pytest.mark.parametrize(
    "page", sorted(path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("*.md"), *DOCS.glob("*.md")])
)
def test_links_lead_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    prose = re.sub(r"`[^`\n]*`", "", read(page))
    assert [link for link in LINK.findall(prose) if not (folder / link).exists()] == []


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples."""
    folder = tmp_path_factory.mktemp("desk")
    give_samples(folder)
    return folder


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program, *arguments = shlex.split(line)
    assert program == "yushen"
    command = [sys.executable, str(ROOT / "cli.py"), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=600)


def in_pages(*pages: str) -> list[str]:
    """Commands of the pages, each once, in order."""
    lines = [line for page in pages for line in commands(read(page)) if line.startswith("yushen ")]
    return list(dict.fromkeys(lines))


@pytest.mark.parametrize("page", WALKS)
def test_every_command_of_a_walk_through_works_and_writes_the_files_that_it_names(page: str, tmp_path: Path) -> None:
    """In an empty folder, as the pages say."""
    lines = in_pages(f"docs/{page}")
    assert len(lines) >= 4 and len(lines) == len(set(commands(read(f"docs/{page}"))))
    for line in lines:
        done = run(line, tmp_path)
        assert done.returncode in (0, 1), (line, done.stderr)
        assert "Traceback" not in done.stderr and done.stdout.strip(), line
    named = set(re.findall(r"`([^`\s]+\.(?:docx|html|xlsx|json))`", read(f"docs/{page}")))
    written = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert named and named <= written


def test_every_command_of_the_readme_works(desk: Path) -> None:
    told = in_pages(*(f"docs/{page}" for page in WALKS))
    for line in in_pages("README.md"):
        if line not in told:  # and so run already
            done = run(line, desk)
            assert done.returncode in (0, 1), (line, done.stderr)


def test_what_the_reviewers_page_says_of_a_plan_is_so(desk: Path) -> None:
    done = run("yushen check 报送/咸阳市.docx --format json", desk)
    said = set(
        re.findall(r"`([a-z]+\.[a-z]+)`", read("docs/reviewer.md").partition("咸阳市这份")[2].partition("##")[0])
    )
    assert said and said <= {finding["rule"] for finding in json.loads(done.stdout)["findings"]}


def test_what_the_clerks_page_says_of_the_draft_is_so(desk: Path) -> None:
    found = json.loads(run("yushen check 方案.docx --format json", desk).stdout)
    verdicts = {entry["id"]: entry["verdict"] for entry in found["requirements"]}
    assert (verdicts["schedule"], verdicts["governance"], verdicts["governance.platform"]) == ("missing",) * 3
    assert {"goals.quantified", "content.owner"} <= {finding["rule"] for finding in found["findings"]}
    revised = json.loads(run("yushen check 修改稿.docx --format json", desk).stdout)
    assert not any(
        "schedule" in (finding["requirement"], finding["rule"].partition(".")[0]) for finding in revised["findings"]
    )


def test_the_json_page_shows_what_the_schema_allows() -> None:
    shown = json.loads(re.findall(r"```json\n(.*?)```", read("docs/json.md"), re.DOTALL)[0])
    schema = json.loads(read("pipeline/report/report.schema.json"))
    assert set(shown) == set(schema["properties"])
    for key in ("document", "profile", "tool"):
        assert set(shown[key]) <= set(schema["properties"][key]["properties"])
    mended = json.loads(json.dumps(shown).replace("\\u2026", "0" * 64))
    jsonschema.validate(mended, schema)


def test_the_example_of_the_api_runs(desk: Path) -> None:
    script = ROOT / "examples" / "review_plan.py"
    command = [sys.executable, str(script), "方案.docx"]
    done = subprocess.run(command, cwd=desk, capture_output=True, encoding="utf-8", timeout=300, env=environment())
    assert done.returncode == 1 and "湖南省株洲市" in done.stdout, done.stderr
    assert (desk / "方案.批注.docx").exists()
    missing = subprocess.run(
        [*command[:2], "没有.docx"], cwd=desk, capture_output=True, encoding="utf-8", timeout=300, env=environment()
    )
    assert missing.returncode == 3 and "Traceback" not in missing.stderr


def environment() -> dict[str, str]:
    """The checkout on the path, as an installed package would be."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


def test_the_documentation_names_no_place_of_work() -> None:
    pages = [
        *ROOT.glob("*.md"),
        *DOCS.glob("*.md"),
        ROOT / "corpora" / "SOURCES.md",
        *(ROOT / "corpora" / "samples").glob("*.md"),
    ]
    assert [
        page.name for page in pages if re.search(r"/(?:work|root|home|tmp)/", page.read_text(encoding="utf-8"))
    ] == []


def test_every_command_that_measures_has_its_figure() -> None:
    page = read("docs/figures.md")
    named = set(re.findall(r"`python -m ((?:bench|models)\.\w+)", page))
    benches = {f"bench.{path.stem}" for path in (ROOT / "bench").glob("*.py") if "def main" in path.read_text("utf-8")}
    measuring = {f"models.{path.stem}" for path in (ROOT / "models").glob("*.py") if path.stem in MEASURING}
    assert named == benches | measuring and len(measuring) == len(MEASURING)
