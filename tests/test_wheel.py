"""What is installed: one package, with everything inside that it needs at run time."""

import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

from pipeline.commands.starters import SAMPLES

ROOT = Path(__file__).resolve().parent.parent
NEEDED = (
    "pipeline/_data/models/trained.skops",
    "pipeline/_data/corpora/gazetteer.tsv",
    "pipeline/_data/corpora/lexicons/terms.txt",
    *(f"pipeline/_data/corpora/samples/{sample}" for sample in SAMPLES.values()),
    "pipeline/profiles/smart-construction-2022.toml",
    "pipeline/profiles/smart-construction-2022.fingerprints",
    "pipeline/report/report.schema.json",
    "pipeline/report/templates/report.html.j2",
    "pipeline/report/templates/opinion.docx",
)


def test_the_wheel_holds_one_package_and_all_that_it_needs(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"pipeline", f"{wheel.name.rsplit('-', 3)[0]}.dist-info"}
    assert not [needed for needed in NEEDED if needed not in names]
    assert not [
        name
        for name in names
        if "corpora/plans" in name or name.endswith(".md") and "_data" in name and "samples" not in name
    ]


def test_the_commands_for_a_machine_without_network_install_the_package(tmp_path: Path) -> None:
    """As README has them, without the dependencies: those would be downloaded here."""
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    wheel, install = (shlex.split(words) for words in re.findall(r"-m (pip .* 安装包.*)", page))
    outside = [str(ROOT) if word == "." else word for word in wheel] + ["--no-build-isolation"]
    for command in (outside, [*install, "--target", "installed"]):
        assert command[:2] in (["pip", "wheel"], ["pip", "install"])
        whole = [sys.executable, "-m", *command, "--no-deps", "--disable-pip-version-check"]
        done = subprocess.run(whole, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=300)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "installed" / "pipeline" / "cli.py").is_file()
