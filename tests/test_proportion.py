"""Work takes time in proportion to the plan, however its text is laid out: a few pages must not hold up a round."""

import gc
from collections.abc import Callable
from time import process_time

import pytest

from pipeline.check import Review, load_profile, placeholder
from pipeline.check.consistency.claim import Claim
from pipeline.check.consistency.elliptical import elliptical
from pipeline.check.consistency.shares import years
from pipeline.check.consistency.when import END
from pipeline.check.table_units import readings
from pipeline.classify import Classified
from pipeline.document import Block, Document, PageCoverage, Table
from pipeline.extract import extract
from pipeline.extract.quantities import find
from pipeline.findings import Applicant, Evidence
from pipeline.journey import judge
from pipeline.likeness import Seen, pairs
from pipeline.places.names import mentions, related
from pipeline.report.quoting import shown
from pipeline.structure.candidate import Candidate
from pipeline.structure.headings import candidates
from pipeline.structure.levels import levels
from pipeline.text.sentences import sentences

MORE = 4
BOUND = 2 * MORE
"""Times as long that work may take on `MORE` times as much; by the square it would be `MORE * MORE`."""
Work = Callable[[], object]


def plan(table: Table) -> Document:
    texts = ("宜昌市智能建造试点实施方案", "附件1 试点项目清单")
    blocks = (*(Block(text, "paragraph", 1) for text in texts), Block(table.text, "table", 1, table=table))
    return Document("plan.docx", "0" * 64, "docx", blocks, 1, (PageCoverage(1, "text", 900),))


def judging(table: Table) -> Work:
    """A plan with this table, judged."""
    return lambda: judge(plan(table), load_profile())


def cell(size: int) -> Work:
    """A programme typed into one cell."""
    measures = (f"2023年{at % 12 + 1}月底前由市住建局牵头建成{at % 90 + 2}个示范项目；" for at in range(size))
    return judging(Table((("任务", "安排"), ("重点任务", "".join(measures)))))


def rows(size: int) -> Work:
    """A list of projects."""
    projects = ((str(at), "智能建造示范项目", str(2 + at % 40), "2025年12月") for at in range(size))
    return judging(Table((("序号", "项目名称", "目标值（个）", "完成时限"), *projects)))


def duties(size: int) -> Work:
    """A division of work in words that may open a clause on what a plan is based on, and name no document."""
    work = ((str(at), "落实责任，执行计划，贯彻部署，" * 6, "按照安排") for at in range(size))
    return judging(Table((("序号", "任务", "要求"), *work)))


def offices(size: int) -> Work:
    """Offices that are asked and answer for nothing, in a table with room for what they say."""
    asked = ((str(at), f"征求市财政局意见、市科技局意见、市教育局意见、市统计局意见{'…' * 200}") for at in range(size))
    return judging(Table((("序号", "程序"), *asked)))


def columns(size: int) -> Work:
    """A row as wide as no page is, with a target in each cell."""
    measures = ("培育企业20家",) * size
    table = Table((tuple(f"事项{at}" for at in range(size)), measures))
    return lambda: extract(plan(table), ())


def attachments(size: int) -> Work:
    """Lines that may open attachments between numbered ones."""
    lines = ("附件1 任务分工表", "一、总体要求", "（一）工作目标") * size
    blocks = [Block(line, "paragraph", 1) for line in lines]
    return lambda: candidates(blocks)


def series(size: int) -> Work:
    """Headings without numbers over numbered ones."""
    found = [Candidate(at, "han" if at % 2 else "plain", 1, 0, 3) for at in range(size)]
    return lambda: levels(found)


def counts(size: int) -> Work:
    """Totals that are shared out among the years, in sentences that name them and in such that do not."""
    blocks: list[Block] = []
    claims: list[Claim] = []
    for at in range(size):
        name = f"{at:06}".translate(str.maketrans("0123456789", "甲乙丙丁戊己庚辛壬癸")) + "厂"
        yearly = "2023年确定5座、2024年确定7座、2025年确定9座"
        named = Block(f"{yearly}{name}，共计60座{name}。", "paragraph", 1)
        blocks += [named, Block(f"{name}分年安排。{yearly}。", "paragraph", 1)]
        for value, start in ((5.0, 24), (60.0, 36)):
            proof = Evidence(2 * at, start, start + 2, named.text[start : start + 2], 1, ())
            claims.append(Claim(key=name, unit="座", value=value, comparator="=", when=END, shown=name, evidence=proof))
    document = Document("plan.docx", "0" * 64, "docx", tuple(blocks), 1, (PageCoverage(1, "text", 900),))
    review = Review(document, Classified((), ()), (), load_profile(), Applicant("宜昌市", "湖北省", "prefecture"))
    return lambda: [list(what(review, claims)) for what in (years, elliptical)]


def places(size: int) -> Work:
    """Offices of a city in a table without a mark of punctuation."""
    text = "宜昌市住建局\t2023年\n" * size
    named = mentions(text)
    return lambda: [related(text, start, stop) for start, stop, _ in named]


def blanks(size: int) -> Work:
    """A table that nobody filled in."""
    profile, document = load_profile(), plan(Table((("单位", "联系方式"), *[("XX局", "待定")] * size)))
    rule = next(rule for rule in profile.by_kind("rule") if rule.id == "residue.placeholder")
    review = Review(document, Classified((), ()), (), profile, Applicant("", "", "unknown"))
    return lambda: list(placeholder.check(rule, review))


def rises(size: int) -> Work:
    """One sentence without an end that tells one rise after the other."""
    text = "由20%提高到30%、" * size
    return lambda: list(find(text, 0, len(text)))


def figures(size: int) -> Work:
    """A table of what each firm produces."""
    block = plan(Table((("企业", "产值（亿元）"), *[("甲公司", "12")] * size))).blocks[-1]
    return lambda: list(readings(block, sentences(block)))


def quotes(size: int) -> Work:
    """A figure of each row shown, where cells are so long that they are shown like sentences."""
    words = "依托“滨江”园区（一期）的标准厂房和实验楼，由市住房和城乡建设局会同市财政局组织实施并按月通报，建成"
    table = Table((("序号", "任务"), *((str(at), f"{words}{at % 40 + 2}个示范项目") for at in range(size))))
    document = Document("plan.docx", "0" * 64, "docx", (Block(table.text, "table", 1, table=table),), 1, ())
    found = [
        Evidence(0, at + len(words), at + len(text), text[len(words) :], 1, ()) for _, _, text, at in table.cells()
    ]
    return lambda: [shown(figure, document) for figure in found[3::2]]


def unchanged(size: int) -> Work:
    """Findings of one rule in two versions of a plan, in another order."""
    found = [
        Seen(f"第{at % 7}页的占位符没有改成实际内容。", f"由XX局牵头，建设{at}个示范项目。" * 3) for at in range(size)
    ]
    return lambda: [pairs(found, found[::-1]) for _ in range(20)]  # one round would be too short to measure


def seconds(work: Work) -> float:
    """What it takes the processor, whatever else it has to do; the collector would walk through all that other tests hold."""
    gc.disable()
    try:
        begun = process_time()
        work()
        return process_time() - begun
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("shape", "size"),
    [
        (cell, 200),
        (rows, 200),
        (duties, 200),
        (offices, 300),
        (columns, 800),
        (attachments, 2000),
        (series, 8000),
        (places, 2500),
        (counts, 2000),
        (quotes, 500),
        (unchanged, 50),
        (blanks, 5000),
        (rises, 1000),
        (figures, 20_000),
    ],
)
def test_four_times_as_much_takes_about_four_times_as_long(shape: Callable[[int], Work], size: int) -> None:
    seconds(shape(1))  # loads the models
    grown = (seconds(shape(MORE * size)) / seconds(shape(size)) for _ in range(3))
    assert any(times < BOUND for times in grown)  # of a machine that stumbles once nothing follows
