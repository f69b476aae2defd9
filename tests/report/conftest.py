"""An invented plan for 徐州市 and the report on it, built by hand: what review() would conclude.

`plan.toml` is the text; `build_report()` finds each quote in it, so evidence is exact by construction. The fixtures
at the end are what tests use: the report on the DOCX, on the PDF, and one in which all text is an attack.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from ledger_builder import HOSTILE
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import Block, Document, Label, PageCoverage, Remark, Run, Section, Table
from pipeline.findings import (
    Agency,
    Applicant,
    Citation,
    Evidence,
    Fact,
    Finding,
    Money,
    Outcome,
    Period,
    Report,
    Target,
    Versions,
)
from pipeline.profile import Profile, Requirement

PLAN = tomllib.loads(Path(__file__).with_name("plan.toml").read_text(encoding="utf-8"))
TABLE = Table(rows=tuple(tuple(row) for row in PLAN["table"]))
PAGES = 6
UNREADABLE = 6


def build_document(*, format: str = "docx", source: str = "徐州市智能建造试点实施方案.docx") -> Document:
    """The plan as its reader and structure would return it; for a PDF, one run a block with a box."""
    blocks = tuple(_block(index, format) for index in range(len(PLAN["block"])))
    coverage = tuple(PageCoverage(page, "text", 400) for page in range(1, PAGES))
    return Document(
        source=source,
        sha256="5f" * 32,
        format=format,
        blocks=blocks,
        pages=PAGES,
        coverage=(*coverage, PageCoverage(UNREADABLE, "unreadable", 0)),
        remarks=(Remark("revisions", "文件中有 3 处未接受的修订，按修订后的文字审查。", None, 3),),
        exact_pages=format == "pdf",
    )


def _block(index: int, format: str) -> Block:
    row = PLAN["block"][index]
    kind, page = row["kind"], row["page"]
    text = TABLE.text if kind == "table" else row["text"]
    if kind == "title":
        return Block(text, "furniture", page, reason="title")
    above = sum(1 for other in PLAN["block"][:index] if other["page"] == page)
    runs = tuple(_lines(text, page, above)) if format == "pdf" else ()
    return Block(
        text=text,
        kind=kind,
        page=page,
        level=row.get("level"),
        number=row.get("number", ""),
        runs=runs,
        bbox=runs[0].bbox if runs else None,
        table=TABLE if kind == "table" else None,
    )


def _lines(text: str, page: int, row: int) -> Iterator[Run]:
    """A run for every line of 36 characters, 12 points wide each."""
    for number, start in enumerate(range(0, len(text), 36)):
        stop = min(start + 36, len(text))
        top = 90.0 + row * 62 + number * 18
        yield Run(
            start, stop, page, (80.0, top, 80.0 + sum(12 if ord(c) > 255 else 6 for c in text[start:stop]), top + 14)
        )


def evidence(document: Document, quote: str) -> Evidence:
    """The first place of `quote` in the text."""
    for index, block in enumerate(document.blocks):
        start = block.text.find(quote)
        if start >= 0 and block.kind != "heading":
            return Evidence(index, start, start + len(quote), quote, block.page, _path(document, index))
    raise AssertionError(quote)


def _path(document: Document, index: int) -> tuple[str, ...]:
    path: dict[int, str] = {}
    for block in document.blocks[: index + 1]:
        if block.kind == "heading" and block.level:
            path = {level: text for level, text in path.items() if level < block.level}
            path[block.level] = block.number + block.text
    return tuple(path[level] for level in sorted(path))


def _anchor(document: Document, words: str) -> int | None:
    return next((i for i, block in enumerate(document.blocks) if words and words in block.text and i > 0), None)


def sections(document: Document) -> tuple[Section, ...]:
    """The tree of sections, flat in the order of the text, with plausible labels."""
    labels = (
        "basics",
        "foundation",
        "goals",
        "content",
        "content/policy",
        "content/industry",
        "content/governance",
        "content/factory",
        "schedule",
        "safeguards",
    )
    heads = [i for i, block in enumerate(document.blocks) if block.kind == "heading"]
    result = [Section("", 0, (), 0, heads[0], (Label("other", 0.97),))]
    for label, index in zip(labels, heads, strict=True):
        block = document.blocks[index]
        stop = next((i for i in heads if i > index and (document.blocks[i].level or 9) <= (block.level or 9)), None)
        path = _path(document, index)
        end = len(document.blocks) if stop is None else stop
        result.append(Section(path[-1], block.level or 1, path, index, end, (Label(label, 0.912345678),)))
    return tuple(result)


def facts(document: Document) -> tuple[Fact, ...]:
    """Dates, targets, a unit, money and a cited document of the plan."""
    due = date(2025, 9, 30)
    rows: tuple[tuple[object, str], ...] = (
        (Target("智能建造试点项目", "=", 30, "个", due), "建成智能建造试点项目30个"),
        (Target("智能建造骨干企业", "=", 8, "家", due), "培育智能建造骨干企业8家"),
        (Target("装配式建筑占新建建筑比例", ">=", 50, "%", due), "装配式建筑占新建建筑比例达到50%以上"),
        (Target("施工现场用工量", "-", 20, "%", due), "施工现场用工量降低20%"),
        (Period(date(2022, 10, 1), date(2023, 3, 31)), "启动阶段（2022年10月—2023年3月）"),
        (Period(date(2023, 4, 1), date(2024, 12, 31)), "推进阶段（2023年4月—2024年12月）"),
        (Period(date(2025, 1, 1), date(2025, 9, 30)), "总结阶段（2025年1月—2025年9月）"),
        (Agency("市财政局", "responsible"), "市财政局"),
        (Money(30_000_000.0), "每年安排专项资金3000万元"),
        (Citation("住房和城乡建设部等部门关于推动智能建造与建筑工业化协同发展的指导意见", ""), "协同发展的指导意见》"),
    )
    return tuple(Fact(value, evidence(document, quote)) for value, quote in rows)  # type: ignore[arg-type]


def _quotes(row: dict[str, Any], document: Document) -> tuple[Evidence, ...]:
    return tuple(evidence(document, quote) for quote in row.get("quotes", ()))


def _outcome(row: dict[str, Any], document: Document) -> Outcome:
    kept = {name: row[name] for name in ("id", "title", "kind", "mandatory", "citation")}
    requirement = Requirement(check="presence", severity="error", advice="请补充。", params={}, **kept)
    searched = {"missing": ("四、试点内容", "六、保障措施"), "unsure": ("四、试点内容",)}.get(row["verdict"], ())
    reasons = {"unsure": "第6页无法读取，不能断定缺失。", "not_chosen": "自选任务，方案未选做。"}
    reason = reasons.get(row["verdict"], "")
    return Outcome(requirement, row["verdict"], row["confidence"], _quotes(row, document), searched, reason)


def _finding(row: dict[str, Any], document: Document) -> Finding:
    kept = {name: row[name] for name in ("rule", "requirement", "verdict", "severity", "message", "advice")}
    anchor = _anchor(document, row.get("anchor", ""))
    searched = tuple(row.get("searched", ()))
    everywhere = row.get("everywhere", False)
    return Finding(evidence=_quotes(row, document), searched=searched, anchor=anchor, everywhere=everywhere, **kept)


def build_report(document: Document | None = None) -> Report:
    """The report on `document`, by default the DOCX."""
    document = document or build_document()
    outcomes = tuple(_outcome(row, document) for row in PLAN["requirement"])
    demands = tuple(outcome.requirement for outcome in outcomes)
    findings = tuple(_finding(row, document) for row in PLAN["finding"])
    rules = tuple(
        Requirement(id, title, "rule", check, "error", True, "", "", {})
        for id, title, check in (
            ("residue.place", "遗留其他城市名称", "place"),
            ("residue.placeholder", "未填写的内容", "placeholder"),
        )
    )
    return Report(
        document=document,
        profile=Profile(
            id="smart-construction-2022",
            title="智能建造试点城市征集遴选",
            notice="建办市函〔2022〕189号",
            subject="智能建造",
            years=3,
            start=date(2022, 10, 1),
            deadline=date(2022, 7, 31),
            quota=3,
            sha256="ab" * 32,
            requirements=(*demands, *rules),
        ),
        applicant=Applicant("徐州市", "江苏省", "prefecture"),
        sections=sections(document),
        outcomes=outcomes,
        findings=findings,
        facts=facts(document),
        versions=Versions("0.1.0", "sections-2022.1"),
    )


def hostile_report() -> Report:
    """A report in which whatever comes from the document, its name included, is an attack."""
    text = "".join(HOSTILE)
    plain = build_report()
    blocks = tuple(
        Block(piece, "heading" if i % 4 == 0 else "paragraph", 1, level=1 if i % 4 == 0 else None)
        for i, piece in enumerate((*HOSTILE, text))
    )
    grid = Table(rows=(tuple(HOSTILE[:5]), tuple(HOSTILE[5:])))
    blocks = (*blocks, Block(grid.text, "table", 1, table=grid))
    document = replace(
        plain.document,
        blocks=blocks,
        source=f"..{text}/方案.docx",
        pages=1,
        coverage=(PageCoverage(1, "text", 99),),
        remarks=(Remark("comments", text),),
    )
    proofs = tuple(Evidence(i, 0, len(b.text), b.text, 1, HOSTILE) for i, b in enumerate(blocks))
    return replace(
        plain,
        document=document,
        applicant=Applicant(text, text, "unknown"),
        sections=(Section(text, 1, (text,), 0, len(blocks), (Label("content/policy", 0.5),)),),
        outcomes=tuple(replace(o, evidence=proofs, searched=HOSTILE, reason=text) for o in plain.outcomes),
        findings=tuple(
            replace(f, message=text, advice=text, evidence=proofs, searched=HOSTILE, anchor=1) for f in plain.findings
        ),
        facts=tuple(Fact(Target(piece, ">=", 5, piece, date(2025, 1, 1)), proofs[0]) for piece in HOSTILE)
        + (Fact(Period(date(2022, 1, 1), date(2023, 1, 1)), proofs[0]),),
    )


def save_docx(document: Document, path: Path) -> Path:
    """The plan as a DOCX whose paragraphs consist of several runs, as Word leaves them."""
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "徐州市人民政府"
    for block in document.blocks:
        if block.table:
            grid = word.add_table(len(block.table.rows), len(block.table.rows[0]))
            for row, cells in zip(grid.rows, block.table.rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
            continue
        style = f"Heading {block.level}" if block.kind == "heading" else None
        paragraph = word.add_paragraph(block.number, style=style)
        for start in range(0, len(block.text), 11):
            paragraph.add_run(block.text[start : start + 11]).bold = start % 2 == 1
    word.save(str(path))
    return path


def save_pdf(document: Document, path: Path) -> Path:
    """The plan as a PDF whose text stands where the runs of `document` say."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    for page in range(1, document.pages + 1):
        canvas.setFont("STSong-Light", 12)
        for run, text in ((run, b.text) for b in document.blocks for run in b.runs if run.page == page and run.bbox):
            words = text[run.start : run.stop].replace("\t", " ").replace("\n", " ")
            canvas.drawString(run.bbox[0], 842 - run.bbox[3] + 3, words)
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def docx_file(tmp_path: Path, report: Report) -> Path:
    return save_docx(report.document, tmp_path / report.document.source)


@pytest.fixture
def pdf_file(tmp_path: Path, pdf_report: Report) -> Path:
    return save_pdf(pdf_report.document, tmp_path / pdf_report.document.source)


@pytest.fixture
def report() -> Report:
    return build_report()


@pytest.fixture
def pdf_report() -> Report:
    return build_report(build_document(format="pdf", source="徐州市智能建造试点实施方案.pdf"))


@pytest.fixture
def hostile() -> Report:
    return hostile_report()
