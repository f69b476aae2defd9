"""An invented plan for 徐州市 and the report on it, built by hand: what review() would conclude.

`PLAN` is the text; `build_report()` finds each quote in it, so evidence is exact by construction. The fixtures
at the end are what tests use: the report on the DOCX, on the PDF, and one in which all text is an attack.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import docx
import pytest
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
    Verdict,
    Versions,
)
from pipeline.profile import Profile, Requirement, RequirementKind, Severity

TABLE = Table(
    rows=(
        ("指标", "单位", "2023年", "2025年"),
        ("智能建造试点项目", "个", "10", "30"),
        ("装配式建筑占比", "%", "40", "45"),
        ("培育骨干企业", "家", "3", "8"),
    )
)

# fmt: off
# kind, level, number, text, page
PLAN: tuple[tuple[str, int | None, str, str, int], ...] = (
    ("title", None, "", "徐州市智能建造试点实施方案", 1),
    ("paragraph", None, "", "为深入贯彻《住房和城乡建设部等部门关于推动智能建造与建筑工业化协同发展的指导意见》精神，加快建筑业转型"
     "升级，结合我市实际，制定本方案。", 1),
    ("heading", 1, "一、", "城市基本情况", 1),
    ("paragraph", None, "", "徐州市地处苏鲁豫皖四省交界，是淮海经济区中心城市，全市常住人口902.85万人。2021年全市建筑业总产值"
     "1726.4亿元，特级、一级总承包企业共118家。", 1),
    ("heading", 1, "二、", "相关工作基础", 1),
    ("paragraph", None, "", "我市工程机械产业集群规模居全国前列，装备制造业基础雄厚。2021年已建成装配式建筑构件生产基地6个，设计"
     "年产能120万立方米。", 1),
    ("heading", 1, "三、", "试点目标", 2),
    ("paragraph", None, "", "到2025年9月底，建成智能建造试点项目30个，培育智能建造骨干企业8家，装配式建筑占新建建筑比例达到50%以上，"
     "施工现场用工量降低20%。", 2),
    ("caption", None, "", "表1  试点主要指标", 2),
    ("table", None, "", TABLE.text, 2),
    ("heading", 1, "四、", "试点内容", 2),
    ("heading", 2, "（一）", "完善政策体系", 2),
    ("paragraph", None, "", "出台《徐州市智能建造发展规划（2022—2025年）》，对采用智能建造技术的项目，在土地出让条件中予以明确，市级财政"
     "每年安排专项资金3000万元给予奖补。", 2),
    ("paragraph", None, "", "（责任单位：市住房城乡建设局、市财政局、市自然资源和规划局）", 2),
    ("heading", 2, "（二）", "培育智能建造产业", 3),
    ("paragraph", None, "", "依托徐州经济技术开发区建设智能建造产业基地，重点发展建筑机器人和智能工程装备，完善上下游产业链。参照"
     "苏州市做法，组建产业联盟。", 3),
    ("heading", 2, "（三）", "创新管理机制", 3),
    ("paragraph", None, "", "搭建建筑业数字化监管平台，逐步实现施工图数字化审查。试点期内暂不开展BIM审图。", 3),
    ("heading", 2, "（四）", "打造部品部件智能工厂", 3),
    ("paragraph", None, "", "支持XX企业建设预制构件智能工厂，推动生产线数字化改造。", 3),
    ("heading", 1, "五、", "实施计划", 4),
    ("list_item", None, "1.", "启动阶段（2022年10月—2023年3月）：成立领导小组，印发实施方案，分解任务。", 4),
    ("list_item", None, "2.", "推进阶段（2023年4月—2024年12月）：建设试点项目，搭建监管平台，总结阶段成果。", 4),
    ("list_item", None, "3.", "总结阶段（2025年1月—2025年9月）：开展评估验收，形成可复制经验清单。", 4),
    ("heading", 1, "六、", "保障措施", 5),
    ("paragraph", None, "", "成立由市政府主要领导任组长的智能建造试点工作领导小组，建立联席会议制度，统筹协调试点各项任务。", 5),
)
# fmt: on

PAGES = 6
UNREADABLE = 6


@dataclass(frozen=True)
class Demand:
    """One row of the hand-made profile with the verdict on it."""

    id: str
    title: str
    kind: RequirementKind
    verdict: Verdict
    quotes: tuple[str, ...] = ()
    citation: str = ""
    mandatory: bool = True
    confidence: float = 0.93


# fmt: off
DEMANDS = (
    Demand("basics", "城市基本情况", "element", "met", ("全市常住人口902.85万人",), "四（一）"),
    Demand("foundation", "相关工作基础", "element", "met", ("我市工程机械产业集群规模居全国前列，装备制造业基础雄厚。",), "四（一）"),
    Demand("foundation.industries", "建筑业、装备制造、信息技术产业基础", "duty", "weak", ("装备制造业基础雄厚",), "五（一）", True, 0.71),
    Demand("goals", "试点目标", "element", "met", ("建成智能建造试点项目30个", "培育智能建造骨干企业8家"), "四（一）"),
    Demand("content", "试点内容", "element", "met", ("搭建建筑业数字化监管平台",), "四（一）"),
    Demand("schedule", "实施计划", "element", "met", ("启动阶段（2022年10月—2023年3月）", "总结阶段（2025年1月—2025年9月）"), "四（一）"),
    Demand("safeguards", "保障措施", "element", "weak", ("统筹协调试点各项任务",), "四（一）", True, 0.78),
    Demand("safeguards.agenda", "列入重点工作任务和中长期发展规划", "duty", "missing", (), "五（二）"),
    Demand("safeguards.mechanism", "建立工作机制", "duty", "met", ("建立联席会议制度",), "五（二）"),
    Demand("policy", "完善政策体系", "task", "met", ("出台《徐州市智能建造发展规划（2022—2025年）》",), "三（一）"),
    Demand("policy.plan", "政策文件或发展规划", "duty", "met", ("出台《徐州市智能建造发展规划（2022—2025年）》",), "三（一）"),
    Demand("policy.land", "土地支持政策", "duty", "met", ("在土地出让条件中予以明确",), "三（一）"),
    Demand("policy.fiscal", "财政支持政策", "duty", "met", ("市级财政每年安排专项资金3000万元给予奖补",), "三（一）"),
    Demand("policy.finance", "金融支持政策", "duty", "missing", (), "三（一）", True, 0.88),
    Demand("policy.technology", "科技支持政策", "duty", "unsure", (), "三（一）", True, 0.5),
    Demand("industry", "培育智能建造产业", "task", "met", ("建设智能建造产业基地",), "三（二）"),
    Demand("industry.base", "产业基地", "duty", "met", ("依托徐州经济技术开发区建设智能建造产业基地",), "三（二）"),
    Demand("industry.chain", "产业链", "duty", "weak", ("完善上下游产业链",), "三（二）", True, 0.66),
    Demand("demonstration", "建设试点示范工程", "task", "missing", (), "三（三）", True, 0.81),
    Demand("governance", "创新管理机制", "task", "weak", ("搭建建筑业数字化监管平台",), "三（四）", True, 0.83),
    Demand("governance.platform", "数字化监管平台", "duty", "met", ("搭建建筑业数字化监管平台",), "三（四）"),
    Demand("governance.bim_review", "BIM审图", "duty", "missing", (), "三（四）", True, 0.95),
    Demand("factory", "打造部品部件智能工厂", "task", "met", ("推动生产线数字化改造",), "三（五）", False),
    Demand("research", "推动技术研发和成果转化", "task", "not_chosen", (), "三（六）", False),
    Demand("talent", "培育专业人才", "task", "not_chosen", (), "三（八）", False),
    Demand("goals.quantified", "试点目标可量化", "rule", "met", ("装配式建筑占新建建筑比例达到50%以上",), "四（一）"),
    Demand("goals.consistent", "指标前后一致", "rule", "weak", ("装配式建筑占新建建筑比例达到50%以上",), "四（一）"),
)
# fmt: on


@dataclass(frozen=True)
class Gap:
    """One hand-made finding."""

    rule: str
    requirement: str
    verdict: Verdict
    severity: Severity
    message: str
    advice: str
    quotes: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    anchor: str = ""


# fmt: off
GAPS = (
    Gap("duty.missing", "policy.finance", "missing", "warning", "未找到金融方面的鼓励政策。",
        "在“完善政策体系”中写明信贷、保险、担保或基金等金融支持措施，注明牵头单位和出台时间。",
        (), ("（一）完善政策体系", "六、保障措施"), "完善政策体系"),
    Gap("task.missing", "demonstration", "missing", "error", "未找到必选任务“建设试点示范工程”。",
        "增加一节，列出拟建试点示范工程的名称、规模、应用的智能建造技术、解决的实际问题和建设时限。",
        (), ("四、试点内容", "五、实施计划"), "试点内容"),
    Gap("duty.missing", "governance.bim_review", "missing", "error", "方案写明试点期内暂不开展BIM审图，与必选任务要求不符。",
        "说明BIM审图的试点范围、启动时间和审查要点；确不具备条件的，说明原因和替代措施。",
        ("试点期内暂不开展BIM审图。",), ("（三）创新管理机制",), "试点期内暂不开展"),
    Gap("goals.consistent", "goals.consistent", "weak", "error", "同一指标“装配式建筑占比”前后数值不一致：正文为50%以上，表1为45%。",
        "核对后统一正文与表格中的数值。", ("装配式建筑占新建建筑比例达到50%以上", "装配式建筑占比\t%\t40\t45"), (), "到2025年9月底"),
    Gap("residue.place", "", "weak", "warning", "出现其他城市名称“苏州市”，请确认是否为套用他市方案的遗留文字。",
        "属借鉴外地经验的，写明出处；属遗留文字的，改为本市内容。", ("苏州市",), (), "参照苏州市做法"),
    Gap("residue.placeholder", "", "weak", "error", "存在未填写的占位文字“XX企业”。", "填写具体单位名称。", ("XX企业",), (), "支持XX企业"),
    Gap("element.weak", "safeguards", "weak", "warning", "保障措施只写到领导小组和联席会议，未写明列入本地区重点工作任务和中长期发展规划。",
        "补充列入年度重点工作和“十四五”规划的情况，并写明资金、人员和督导考核安排。", ("统筹协调试点各项任务",), (), "成立由市政府"),
    Gap("content.owner", "", "weak", "info", "除“完善政策体系”外，其余任务未写明责任单位。", "在每项任务后注明牵头单位和配合单位。",
        ("（责任单位：市住房城乡建设局、市财政局、市自然资源和规划局）",), (), "（责任单位"),
    Gap("document.readable", "", "unsure", "warning", "第6页无法读取（扫描图像模糊），相关内容未参与核对。", "请提供该页的清晰扫描件或可编辑文件。"),
)
# fmt: on


def build_document(*, format: str = "docx", source: str = "徐州市智能建造试点实施方案.docx") -> Document:
    """The plan as its reader and structure would return it; for a PDF, one run a block with a box."""
    blocks = tuple(_block(index, format) for index in range(len(PLAN)))
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
    kind, level, number, text, page = PLAN[index]
    shared = {"page": page, "level": level, "number": number}
    if kind == "title":
        return Block(text, "furniture", page, reason="title")
    runs = tuple(_lines(text, page, sum(1 for other in PLAN[:index] if other[4] == page))) if format == "pdf" else ()
    return Block(
        text=text,
        kind=kind,  # type: ignore[arg-type]
        runs=runs,
        bbox=runs[0].bbox if runs else None,
        table=TABLE if kind == "table" else None,
        **shared,  # type: ignore[arg-type]
    )


def _lines(text: str, page: int, row: int) -> Iterator[Run]:
    """A run for every line of 36 characters, 12 points wide each."""
    for number, start in enumerate(range(0, len(text), 36)):
        stop = min(start + 36, len(text))
        top = 90.0 + row * 62 + number * 18
        yield Run(start, stop, page, (80.0, top, 80.0 + (stop - start) * 12, top + 14))


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


def build_report(document: Document | None = None) -> Report:
    """The report on `document`, by default the DOCX."""
    document = document or build_document()
    demands = tuple(
        Requirement(d.id, d.title, d.kind, "presence", "error", d.mandatory, d.citation, "请补充。", {})
        for d in DEMANDS
    )
    searched = {"missing": ("四、试点内容", "六、保障措施"), "unsure": ("四、试点内容",)}
    reasons = {"unsure": "第6页无法读取，不能断定缺失。", "not_chosen": "自选任务，方案未选做。"}
    outcomes = tuple(
        Outcome(
            requirement,
            d.verdict,
            d.confidence,
            tuple(evidence(document, quote) for quote in d.quotes),
            searched.get(d.verdict, ()),
            reasons.get(d.verdict, ""),
        )
        for requirement, d in zip(demands, DEMANDS, strict=True)
    )
    findings = tuple(
        Finding(
            g.rule,
            g.requirement,
            g.verdict,
            g.severity,
            g.message,
            g.advice,
            tuple(evidence(document, quote) for quote in g.quotes),
            g.searched,
            _anchor(document, g.anchor),
        )
        for g in GAPS
    )
    rules = tuple(
        Requirement(id, title, "rule", "residue", "error", True, "", "", {})
        for id, title in (("residue.place", "遗留其他城市名称"), ("residue.placeholder", "未填写的内容"))
    )
    return Report(
        document=document,
        profile=Profile(
            id="smart-construction-2022",
            title="智能建造试点城市征集遴选",
            notice="建办市函〔2022〕189号",
            subject="智能建造",
            years=3,
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


HOSTILE = (
    '<script>alert(1)</script><img src=x onerror="alert(2)">',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\x1b[31m红\x1b[0m\x1b]0;标题\x07\x9b2J",
    "\u202e倒\u2066隔离\u200b零宽\ufeff",
    "[bold red]标记[/] {{ 7*7 }} {% raw %}",
    "]]>&amp;'\"\x00\x08\x0b",
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
