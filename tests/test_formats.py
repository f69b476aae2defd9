"""A plan gives the same sections, labels and verdicts in whatever form it comes.

The forms: Word with automatic numbers, Word with typed ones, the PDF that LibreOffice prints of it, a PDF of text that
was wrapped by hand (every line a paragraph, header and page number on each page), .doc, and a scan of the PDF.
"""

import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from corpora import build_samples
from corpora.build_samples import BODY, HEADS, OFFICIAL, SAMPLES, TITLE, Manner, build_docx
from corpora.reading import Plan, read_plan
from pipeline.check import load_profile
from pipeline.findings import Report
from pipeline.journey import review
from pipeline.text.widths import ems

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PLANS = sorted(path.stem for path in SAMPLES.glob("*.md"))
WRAPPED = 38
"""Characters of a line that was wrapped by hand."""
FORMS = ("automatic.docx", "typed.pdf", "wrapped.pdf", "typed.doc", "plain.docx", "plain.pdf")
SCANNED = "zhuzhou"
"""The sample that is recognised here; `python -m bench.ocr` takes the minutes that all three need."""
CASES = [*((plan, form) for plan in PLANS for form in FORMS), (SCANNED, "scan.pdf")]

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice makes the forms and is not installed")


def wrapped(text: str) -> Iterator[str]:
    """Lines as somebody ends them by hand: an indent of two characters, then as many as fit."""
    line = "　　"
    for character in text:
        if ems(line + character) > WRAPPED and character not in "，。；、：）》”":
            yield line
            line = ""
        line += character
    yield line


def build_wrapped(plan: Plan, target: Path) -> None:
    """A Word file in which every line is a paragraph; tables stay tables."""
    import docx
    from docx.shared import Pt

    word: Any = docx.Document()
    build_samples.set_styles(word)
    build_samples.set_page(word)
    for lines in build_samples.paragraphs(plan):
        if lines[0].is_row:
            build_samples.add_table(word, [line.cells for line in lines])
        elif lines[0].depth == 1 or lines[0].labels == ("cover",):
            build_samples.add_centred(word, lines[0].text, TITLE if lines[0].depth == 1 else HEADS[1])
        else:
            for text in wrapped("".join(line.text for line in lines)):
                run = word.add_paragraph().add_run(text)
                build_samples.set_font(run, (BODY[0], 11))
                run.font.size = Pt(11)
    word.save(str(target))


def convert(folder: Path, kind: str, *sources: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, sources)], check=True, capture_output=True, timeout=300)


def scan(source: Path, target: Path) -> None:
    """A PDF of nothing but pictures of the pages, 200 dots an inch."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(source)
    pages = [page.render(scale=200 / 72).to_pil().convert("RGB") for page in pdf]
    pdf.close()
    pages[0].save(target, "PDF", resolution=200, save_all=True, append_images=pages[1:], quality=85)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every form of every sample, as <sample>-<form>."""
    place = tmp_path_factory.mktemp("forms")
    manners = {"automatic": Manner(outline=OFFICIAL), "typed": Manner(), "plain": Manner(styled=False)}
    for name in PLANS:
        plan = read_plan(SAMPLES / f"{name}.md")
        for word, manner in manners.items():
            build_docx(plan, place / f"{name}-{word}.docx", manner)
        build_wrapped(plan, place / f"{name}-wrapped.docx")
    convert(place, "pdf", *[place / f"{name}-{form}.docx" for name in PLANS for form in ("typed", "wrapped", "plain")])
    convert(place, "doc", *[place / f"{name}-typed.docx" for name in PLANS])
    scan(place / f"{SCANNED}-typed.pdf", place / f"{SCANNED}-scan.pdf")
    return place


@cache
def report(path: Path) -> Report:
    return review(path, load_profile())


def sections(found: Report) -> list[tuple[int, str, str]]:
    """Level, heading (full and half width taken as one, as recognition does) and first label of every section."""
    return [(s.level, normalize("NFKC", s.heading), s.labels[0].label if s.labels else "") for s in found.sections]


def verdicts(found: Report) -> dict[str, str]:
    return {outcome.requirement.id: outcome.verdict for outcome in found.outcomes}


@pytest.mark.parametrize(("plan", "form"), CASES)
def test_sections_labels_and_verdicts_are_those_of_the_word_file(folder: Path, plan: str, form: str) -> None:
    expected, found = report(folder / f"{plan}-typed.docx"), report(folder / f"{plan}-{form}")
    assert found.document.unreadable_pages == ()
    assert sections(found) == sections(expected)
    assert verdicts(found) == verdicts(expected)
