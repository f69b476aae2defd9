"""台账.xlsx: a round of plans as reviewers keep it, with room for their opinions.

总览 · 逐项核对 · 问题清单 · 量化指标 · 进度安排 · 查重 · 推荐名额 · 说明. Made again after every change; what reviewers
filled in stays (`ledger_review`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.report import wording
from pipeline.report.files import replace_file
from pipeline.report.ledger_review import (
    CHANGE,
    MARK,
    OPINIONS,
    SHEET,
    Kept,
    Row,
    UnreadableLedgerError,
    merge,
    read_rows,
)
from pipeline.report.ledger_round import Issue, OverlapKind, PlanRow, Round, identity
from pipeline.report.ledger_sheets import LONGEST, Book, Layout, Linked, Plain, Value
from pipeline.report.sanitize import clean, shorten

KINDS: dict[OverlapKind, str] = {
    "file": "同一文件",
    "copy": "雷同",
    "version": "版本",
    "city": "同市两份",
    "unclear": "待确认",
}
REFUSALS = {"refused": "拒收", "failed": "失败", "skipped": "未核对"}
_OVERVIEW = (
    ("推荐单位", 14),
    ("城市", 14),
    ("层级", 10),
    ("文件", 34),
    ("状态", 9),
    ("须补正", 8),
    ("建议完善", 8),
    ("提示", 7),
    ("有", 6),
    ("薄弱", 6),
    ("缺失", 6),
    ("无法判定", 8),
    ("页数", 7),
    ("字数", 9),
    ("报送日期", 14),
    ("日期依据", 10),
    ("批注文件", 12),
    ("读取情况", 50),
)
_ISSUES = (
    ("序号", 7),
    ("推荐单位", 12),
    ("城市", 12),
    ("文件", 24),
    ("程度", 10),
    ("判定", 10),
    ("要求", 20),
    ("规则", 19),
    ("条款", 9),
    ("问题", 40),
    ("原文", 40),
    ("页码", 8),
    ("所在章节", 24),
    ("查找范围", 20),
    ("修改建议", 40),
    ("复核", 10),
    ("复核人", 10),
    ("复核意见", 24),
    (CHANGE, 9),
    (MARK, 18),
)
_DATED = "依次取自：报送清单、方案落款、文件修改时间；“总览”写明取自何处。文件修改时间会因复制而改变，仅供参考。"
_KEPT = "重新运行时按城市、规则、要求和原文对应，原样保留。"
_CHANGES = (
    "新增：上次没有的问题，填写复核后不再标出；有变动：问题仍在而内容有变，清空该格后不再标出；"
    "已消除：问题已不存在，保留其复核意见。"
)
_ISSUE_NAMES = tuple(name for name, _ in _ISSUES)


def write(found: Round, target: Path) -> str:
    """Write the ledger, with the opinions of the one that is there; returns what the user should know, or "".

    A file there that cannot be read as a ledger is put aside, not overwritten: it may hold somebody's work.
    """
    note = ""
    try:
        before = read_rows(target)
    except UnreadableLedgerError:
        aside = _aside(target)
        target.replace(aside)
        before, note = None, f"原有的 {target.name} 读不出来，已改名为 {aside.name}，其中的复核意见没有带入新台账。"
    replace_file(target, to_xlsx(found, before), durable=True)
    return note


def _aside(target: Path) -> Path:
    number = 1
    while (path := target.with_name(f"{target.stem}.旧{number}{target.suffix}")).exists():
        number += 1
    return path


def to_xlsx(found: Round, before: Sequence[Row] | None = None) -> bytes:
    """The workbook as bytes, the same for the same round and the same opinions."""
    book = Book()
    _overview(book, found)
    _matrix(book, found)
    _issues(book, found, before)
    _targets(book, found)
    _periods(book, found)
    _overlaps(book, found)
    _quotas(book, found)
    _notes(book, found)
    return book.to_bytes("智能建造试点实施方案审查台账")


def report_link(plan: PlanRow, value: Plain, anchor: str = "") -> Value:
    """A value that leads to a place in the plan's HTML report."""
    target = plan.outputs.get("html", "")
    return Linked(value, target, anchor) if target else value


def _overview(book: Book, found: Round) -> None:
    rows = [_overview_row(plan) for plan in found.plans]
    for refusal in found.refusals:
        status = REFUSALS[refusal.kind]
        rows.append(("", "", "", refusal.file, status, *[None] * 9, "", "", "", refusal.message))
    book.sheet(Layout("总览", _OVERVIEW, freeze="E2"), rows)


def _overview_row(plan: PlanRow) -> tuple[Value, ...]:
    severities = Counter(issue.severity for issue in plan.issues)
    verdicts = Counter(cell.verdict for cell in plan.cells)
    marked = plan.outputs.get("annotated", "")
    return (
        plan.unit or "未识别",
        plan.applicant.name or "未识别",
        wording.LEVELS.get(plan.applicant.level, plan.applicant.level),
        report_link(plan, plan.file),
        "已核对",
        *(severities[name] for name in wording.SEVERITIES),
        *(verdicts[name] for name in ("met", "weak", "missing", "unsure")),
        plan.pages,
        plan.characters,
        plan.submitted,
        plan.dated_by,
        Linked("打开", marked) if marked else "",
        plan.reading,
    )


def _matrix(book: Book, found: Round) -> None:
    demands = found.standard.demands
    heads = tuple((shorten(demand.title, 14), 8.5) for demand in demands)
    columns = (("推荐单位", 12.0), ("城市", 12.0), ("文件", 24.0), *heads)
    rows: list[tuple[Value, ...]] = []
    for plan in found.plans:
        cells = {cell.requirement: cell for cell in plan.cells}
        verdicts = (
            report_link(plan, wording.VERDICTS[cells[demand.id].verdict], cells[demand.id].anchor)
            if demand.id in cells
            else ""
            for demand in demands
        )
        rows.append((plan.unit, plan.city, report_link(plan, plan.file), *verdicts))
    book.sheet(Layout("逐项核对", columns, freeze="D2", upright=4), rows)


def issue_rows(found: Round) -> list[tuple[PlanRow, Issue, Row]]:
    """One row a finding, in the order of plans, as text by column name."""
    rows: list[tuple[PlanRow, Issue, Row]] = []
    for plan in found.plans:
        for issue in plan.issues:
            verdict = wording.VERDICTS[issue.verdict] if issue.verdict else ""
            texts = (
                str(len(rows) + 1),
                plan.unit,
                plan.city,
                plan.file,
                wording.SEVERITIES[issue.severity],
                verdict,
                issue.title,
                issue.rule,
                issue.clause,
                issue.message,
                issue.quote,
                issue.page,
                issue.path,
                issue.searched,
                issue.advice,
                "",
                "",
                "",
                "",
                identity(plan, issue),
            )
            shown = (clean(text)[:LONGEST] for text in texts)
            rows.append((plan, issue, Row(dict(zip(_ISSUE_NAMES, shown, strict=True)))))
    return rows


def _issues(book: Book, found: Round, before: Sequence[Row] | None) -> None:
    items = issue_rows(found)
    kept, gone = merge([row for _, _, row in items], before)
    layout = Layout(SHEET, _ISSUES, freeze="E2", lists=(("复核", "属实,误报,需补正"),), hidden=(MARK,))
    book.sheet(layout, _issue_values(items, kept, gone))


def _issue_values(
    items: Iterable[tuple[PlanRow, Issue, Row]], kept: Iterable[Kept], gone: Iterable[Row]
) -> Iterator[list[Value]]:
    for number, ((plan, issue, row), keep) in enumerate(zip(items, kept, strict=True), 1):
        values = dict(row.values) | dict(zip(OPINIONS, keep.opinions, strict=True)) | {CHANGE: keep.change}
        shown: list[Value] = [values[name] for name in _ISSUE_NAMES]
        shown[0] = report_link(plan, number, issue.anchor)
        yield shown
    for old in gone:
        yield ["", *(old.values.get(name, "") for name in _ISSUE_NAMES[1:])]


def _targets(book: Book, found: Round) -> None:
    columns = (
        ("推荐单位", 12),
        ("城市", 12),
        ("指标", 34),
        ("目标值", 18),
        ("数值", 12),
        ("单位", 10),
        ("时限", 13),
        ("原文", 60),
        ("页码", 7),
        ("所在章节", 34),
        ("文件", 24),
    )
    rows = [
        (
            plan.unit,
            plan.city,
            fact.name,
            fact.shown,
            fact.value,
            fact.unit,
            fact.end,
            fact.quote,
            fact.page,
            fact.path,
            report_link(plan, plan.file, "targets"),
        )
        for plan in found.plans
        for fact in plan.targets
    ]
    book.sheet(Layout("量化指标", columns, freeze="C2"), rows)


def _periods(book: Book, found: Round) -> None:
    columns = (
        ("推荐单位", 12),
        ("城市", 12),
        ("时间", 28),
        ("开始", 13),
        ("结束", 13),
        ("原文", 60),
        ("页码", 7),
        ("所在章节", 40),
        ("文件", 24),
    )
    rows = [
        (
            plan.unit,
            plan.city,
            fact.shown,
            fact.start,
            fact.end,
            fact.quote,
            fact.page,
            fact.path,
            report_link(plan, plan.file, "targets"),
        )
        for plan in found.plans
        for fact in plan.periods
    ]
    book.sheet(Layout("进度安排", columns, freeze="C2"), rows)


def _overlaps(book: Book, found: Round) -> None:
    columns = (
        ("序号", 7),
        ("性质", 10),
        ("方案甲", 16),
        ("甲文件", 22),
        ("方案乙", 16),
        ("乙文件", 22),
        ("共同字数", 9),
        ("占甲", 7),
        ("占乙", 7),
        ("甲原文", 52),
        ("甲位置", 22),
        ("乙原文", 52),
        ("乙位置", 22),
        ("本段相同字数", 9),
    )
    plans = {plan.file: plan for plan in found.plans}
    rows: list[tuple[Value, ...]] = []
    for number, overlap in enumerate(found.overlaps, 1):
        left, right = plans[overlap.left], plans[overlap.right]
        head: tuple[Value, ...] = (
            number,
            KINDS[overlap.kind],
            left.city,
            report_link(left, left.file),
            right.city,
            report_link(right, right.file),
            overlap.letters,
            wording.percent(overlap.left_share),
            wording.percent(overlap.right_share),
        )
        rows += [
            (*head, item.left, item.left_place, item.right, item.right_place, item.letters) for item in overlap.passages
        ] or [(*head, "", "", "", "", None)]
    book.sheet(Layout("查重", columns), rows)


def _quotas(book: Book, found: Round) -> None:
    columns = (("推荐单位", 20), ("推荐城市数", 11), ("名额", 8), ("结论", 10), ("城市", 60), ("文件", 80))
    rows = []
    for row in found.quotas:
        verdict = "超额" if row.exceeded else "未超额" if row.unit else "无法判定"
        rows.append(
            (row.unit or "未识别", len(row.cities), row.limit, verdict, "、".join(row.cities), "\n".join(row.files))
        )
    book.sheet(Layout("推荐名额", columns), rows)


def _notes(book: Book, found: Round) -> None:
    standard = found.standard
    kinds = Counter(str(refusal.kind) for refusal in found.refusals)
    refused = "，".join(f"{word} {kinds[kind]}" for kind, word in REFUSALS.items())
    rows: list[tuple[Value, ...]] = [
        ("审查依据", f"{standard.title} · {standard.notice}"),
        ("规则集", f"{standard.id}（SHA-256 {standard.sha256}）"),
        ("版本", f"yushen {standard.tool}，分类模型 {standard.model}"),
        ("文件", f"共 {len(found.plans) + len(found.refusals)} 个：已核对 {len(found.plans)}，{refused}"),
        ("报送截止", standard.deadline),
        ("推荐名额", f"每个推荐单位 {standard.quota} 个城市；新疆生产建设兵团单列"),
        ("报送日期", _DATED),
        ("查重", "已扣除通知原文、书名号内的文件名称，以及四个以上城市共有的段落。两段并列于“查重”表。"),
        ("复核", f"“{SHEET}”的 {'、'.join(OPINIONS)} 三列由审查人填写。{_KEPT}"),
        (CHANGE, _CHANGES),
        ("说明", wording.DISCLAIMER),
    ]
    rows += [("文件 SHA-256", f"{plan.sha256}　{plan.file}") for plan in found.plans]
    book.sheet(Layout("说明", (("项目", 16), ("内容", 110))), rows)
