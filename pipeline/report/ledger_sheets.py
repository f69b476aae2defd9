"""The sheets of the ledger: their columns, and what stands in their rows."""

from collections import Counter
from collections.abc import Iterator, Mapping
from math import isfinite

from pipeline.report import wording
from pipeline.report.equal import equal_words
from pipeline.report.ledger_review import (
    CHANGE,
    CHANGED,
    GONE,
    MARK,
    NEW,
    NO_FILE,
    NOT_READ,
    OPINIONS,
    SHARE,
    SHEET,
    UNPLACED,
)
from pipeline.report.ledger_round import Detail, Issue, OverlapKind, PlanRow, QuotaRow, Refusal, Round, Standard
from pipeline.report.sanitize import shorten
from pipeline.report.workbook import Layout, Linked, Marked, Plain, Value

KINDS: dict[OverlapKind, str] = {
    "file": "同一文件",
    "copy": "雷同",
    "version": "版本",
    "city": "同市两份",
    "unclear": "待确认",
}
ACROSS = "查重、名额、期限方面的问题，不在单份报告里"
REFUSALS = {"refused": "拒收", "failed": "失败", "skipped": "未核对"}
OVERVIEW = Layout(
    "总览",
    (
        ("推荐单位", 14), ("城市", 14), ("层级", 10), ("文件", 34), ("状态", 9), ("须补正", 8), ("建议完善", 8), ("提示", 7),
        ("批次", 7), ("有", 6), ("薄弱", 6), ("缺失", 6), ("无法判定", 8), ("页数", 7), ("字数", 9), ("报送日期", 14), ("日期依据", 10),
        ("批注文件", 12), ("读取情况", 50),
    ),
    freeze="E2",
)  # fmt: skip
ISSUES = Layout(
    SHEET,
    (
        ("序号", 7), ("推荐单位", 12), ("城市", 12), ("文件", 24), ("程度", 10), ("判定", 10), (SHARE, 7), ("要求", 20),
        ("规则", 19), ("条款", 9), ("问题", 40), ("原文", 40), ("页码", 8), ("所在章节", 24), ("查找范围", 20), ("修改建议", 40),
        ("复核", 10), ("复核人", 10), ("复核意见", 24), (CHANGE, 9), (MARK, 18),
    ),
    freeze="E2",
    choice="复核",
    percent=SHARE,
    hidden=MARK,
)  # fmt: skip
TARGETS = Layout(
    "量化指标",
    (
        ("推荐单位", 12), ("城市", 12), ("指标", 34), ("目标值", 18), ("数值", 12), ("单位", 10), ("时限", 13), ("原文", 60),
        ("页码", 7), ("所在章节", 34), ("文件", 24),
    ),
    freeze="C2",
)  # fmt: skip
PERIODS = Layout(
    "进度安排",
    (
        ("推荐单位", 12), ("城市", 12), ("时间", 28), ("开始", 13), ("结束", 13), ("原文", 60), ("页码", 7),
        ("所在章节", 40), ("文件", 24),
    ),
    freeze="C2",
)  # fmt: skip
OVERLAPS = Layout(
    "查重",
    (
        ("序号", 7), ("性质", 10), ("方案甲", 16), ("甲文件", 22), ("方案乙", 16), ("乙文件", 22), ("共同字数", 9),
        ("占甲", 7), ("占乙", 7), ("甲原文", 52), ("甲位置", 22), ("乙原文", 52), ("乙位置", 22), ("本段相同字数", 9),
    ),
)  # fmt: skip
QUOTAS = Layout(
    "推荐名额", (("推荐单位", 20), ("推荐城市数", 11), ("名额", 8), ("结论", 10), ("城市", 60), ("文件", 80))
)
NOTES = Layout("说明", (("项目", 16), ("内容", 110)))
ISSUE_NAMES = tuple(name for name, _ in ISSUES.columns)
_DATED = "依次取自：报送清单、方案落款、文件修改时间；“总览”写明取自何处。文件修改时间会因复制而改变，仅供参考。"
_KEPT = "重新运行时按城市、规则、要求和原文（查重按对方文件）对应，原样保留；自己加的列和表不带入，原件另存。"
_CHANGES = (
    f"{NEW}：上次没有的问题，填写复核后不再标出；{CHANGED}：问题仍在而内容有变，清空该格后不再标出。"
    f"以下各行保留其复核意见，列在最后：{GONE}，问题已不存在；{NO_FILE}，方案已移走；"
    f"{NOT_READ}，这次没有读出这份方案；{UNPLACED}，没有标识，与这次的问题对应不上，或是审查人自己加的行。"
)


def report_link(plan: PlanRow, value: Plain, anchor: str = "") -> Value:
    """A value that leads to a place in the plan's HTML report."""
    target = plan.outputs.get("html", "")
    return Linked(value, target, anchor) if target else value


def overview_row(plan: PlanRow) -> tuple[Value, ...]:
    """One plan that was read."""
    verdicts = Counter(cell.verdict for cell in plan.cells)
    marked = plan.outputs.get("annotated", "")
    return (
        plan.unit or "未识别",
        plan.applicant.name or "未识别",
        wording.LEVELS.get(plan.applicant.level, plan.applicant.level),
        report_link(plan, plan.file),
        "已核对",
        *(plan.own.get(name, 0) for name in wording.SEVERITIES),
        len(plan.across),
        *(verdicts[name] for name in ("met", "weak", "missing", "unsure")),
        plan.pages,
        plan.characters,
        plan.submitted,
        plan.dated_by,
        Linked("打开", marked) if marked else "",
        plan.reading,
    )


def refusal_row(refusal: Refusal) -> tuple[Value, ...]:
    """One file that was not."""
    return ("", "", "", refusal.file, REFUSALS[refusal.kind], *[None] * 10, "", "", "", refusal.message)


def matrix_layout(standard: Standard) -> Layout:
    """One column a requirement."""
    heads = tuple((shorten(demand.title, 14), 8.5) for demand in standard.demands)
    columns = (("推荐单位", 12.0), ("城市", 12.0), ("文件", 24.0), *heads)
    return Layout("逐项核对", columns, freeze="D2", upright=4)


def matrix_row(plan: PlanRow, standard: Standard) -> tuple[Value, ...]:
    """The verdicts on a plan, each leading to its place in the report."""
    cells = {cell.requirement: cell for cell in plan.cells}
    verdicts = (
        report_link(plan, wording.VERDICTS[cells[demand.id].verdict], cells[demand.id].anchor)
        if demand.id in cells
        else ""
        for demand in standard.demands
    )
    return (plan.unit, plan.city, report_link(plan, plan.file), *verdicts)


def issue_texts(plan: PlanRow, issue: Issue) -> tuple[str, ...]:
    """A finding, in the columns between its number and the reviewer's."""
    return (
        plan.unit,
        plan.city,
        plan.file,
        wording.SEVERITIES[issue.severity],
        wording.VERDICTS[issue.verdict] if issue.verdict else "",
        "" if issue.confidence is None else str(issue.confidence),
        issue.title,
        issue.rule,
        issue.clause,
        issue.message,
        issue.quote,
        issue.page,
        issue.path,
        issue.searched,
        issue.advice,
    )


def issue_row(first: Value, values: Mapping[str, str]) -> list[Value]:
    """The row of a finding whose number is `first`, from its texts by column, of this run or of a ledger before."""
    return [
        first,
        *(_share(values.get(name, "")) if name == SHARE else values.get(name, "") for name in ISSUE_NAMES[1:]),
    ]


def _share(text: str) -> Value:
    """A number, so that a reviewer can sort and filter by it, unless somebody has written words there."""
    try:
        share = float(text or "nan")
    except ValueError:
        return text
    return share if isfinite(share) else None


def target_rows(plan: PlanRow, detail: Detail) -> Iterator[tuple[Value, ...]]:
    """Quantified targets."""
    link = report_link(plan, plan.file, "targets")
    for fact in detail.targets:
        shown = (fact.name, fact.shown, fact.value, fact.unit, fact.end)
        yield (plan.unit, plan.city, *shown, fact.quote, fact.page, fact.path, link)


def period_rows(plan: PlanRow, detail: Detail) -> Iterator[tuple[Value, ...]]:
    """Dates and periods."""
    link = report_link(plan, plan.file, "targets")
    for fact in detail.periods:
        yield (plan.unit, plan.city, fact.shown, fact.start, fact.end, fact.quote, fact.page, fact.path, link)


def overlap_rows(found: Round) -> Iterator[tuple[Value, ...]]:
    """Pairs of plans, one row for each passage that they share."""
    plans = {plan.file: plan for plan in found.plans}
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
        for item in overlap.passages:
            left_words, right_words = map(Marked, equal_words(item.left, item.right))
            yield (*head, left_words, item.left_place, right_words, item.right_place, item.letters)
        if not overlap.passages:
            yield (*head, "", "", "", "", None)


def quota_row(row: QuotaRow) -> tuple[Value, ...]:
    """A recommending unit."""
    verdict = "超额" if row.exceeded else "未超额" if row.unit else "无法判定"
    return (row.unit or "未识别", len(row.cities), row.limit, verdict, "、".join(row.cities), "\n".join(row.files))


def note_rows(found: Round) -> Iterator[tuple[Value, ...]]:
    """By what was judged, and how the ledger is to be read."""
    standard = found.standard
    kinds = Counter(str(refusal.kind) for refusal in found.refusals)
    refused = "，".join(f"{word} {kinds[kind]}" for kind, word in REFUSALS.items())
    yield ("审查依据", f"{standard.title} · {standard.notice}")
    yield ("规则集", f"{standard.id}（SHA-256 {standard.sha256}）")
    yield ("版本", f"yushen {standard.tool}，分类模型 {standard.model}")
    yield ("文件", f"共 {len(found.plans) + len(found.refusals)} 个：已核对 {len(found.plans)}，{refused}")
    yield ("报送截止", standard.deadline)
    yield ("推荐名额", f"每个推荐单位 {standard.quota} 个城市；新疆生产建设兵团单列")
    yield ("报送日期", _DATED)
    yield (
        "查重",
        "已扣除通知原文、书名号内的文件名称，以及四个以上城市共有的段落。两段并列于“查重”表，红字是两段相同的文字（含已扣除的）。",
    )
    yield ("批次", f"“总览”的批次一栏：{ACROSS}。")
    yield ("复核", f"“{SHEET}”的 {'、'.join(OPINIONS)} 三列由审查人填写。{_KEPT}")
    yield (CHANGE, _CHANGES)
    yield ("说明", wording.DISCLAIMER)
    for plan in found.plans:
        yield ("文件 SHA-256", f"{plan.sha256}　{plan.file}")
