"""What stands in the rows of the ledger's sheets."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from math import isfinite

from pipeline.report import wording
from pipeline.report.equal import equal_words
from pipeline.report.ledger.layouts import ISSUE_NAMES
from pipeline.report.ledger.renamed import hash_row
from pipeline.report.ledger.review import (
    AGAIN,
    CHANGE,
    CHANGED,
    FILE,
    GONE,
    NEW,
    NO_FILE,
    NOT_READ,
    OPINIONS,
    PAGE,
    QUOTE,
    RULE,
    SHARE,
    SHEET,
    TITLE,
    UNPLACED,
)
from pipeline.report.round_words import ACROSS, KINDS, MISSING, REFUSALS
from pipeline.report.workbook import Linked, Marked, Plain, Value
from pipeline.round import (
    Detail,
    FactRow,
    Issue,
    Missing,
    PlanRow,
    QuotaRow,
    Refusal,
    Round,
    Standard,
)
from pipeline.vocabulary import hedged

_DATED = "依次取自：报送清单、方案落款、文件修改时间；“总览”写明取自何处。文件修改时间会因复制而改变，仅供参考。"
_KEPT = "重新运行时按城市、规则、要求和原文（查重按对方文件）对应，原文改了的按同一要求或同一规则对应，原样保留；自己加的列和表、别处改动的格子不带入，原件另存。"
_CHANGES = (
    f"{NEW}：上次没有的问题，填写复核后不再标出；{CHANGED}：问题仍在而内容有变，{AGAIN}：曾{GONE}的问题又有了，这两种清空该格后不再标出。"
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
        wording.written_day(plan.submitted),
        plan.dated_by,
        plan.reading,
        Linked("打开", marked) if marked else "",
    )


def refusal_row(refusal: Refusal) -> tuple[Value, ...]:
    """One file that was not."""
    return ("", "", "", refusal.file, REFUSALS[refusal.kind], *[None] * 10, "", "", refusal.message, "")


def missing_row(missing: Missing) -> tuple[Value, ...]:
    """One file that the list of submissions speaks of and that is not there."""
    said = f"{MISSING}，请补齐文件，或核对清单里的文件名（连同扩展名）。"
    return (missing.unit, "", "", missing.file, "缺文件", *[None] * 10, "", "", said, "")


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


def issue_texts(plan: PlanRow, issue: Issue) -> dict[str, str]:
    """A finding by column, without its number and what reviewers say."""
    return {
        "推荐单位": plan.unit,
        "城市": plan.city,
        FILE: plan.file,
        "程度": wording.SEVERITIES[issue.severity],
        "判定": wording.VERDICTS[issue.verdict] if issue.verdict else "",
        SHARE: "" if issue.confidence is None else str(issue.confidence),
        TITLE: issue.title,
        RULE: issue.code or issue.rule,
        "条款": issue.clause,
        "问题": issue.message,
        QUOTE: issue.quote,
        PAGE: hedged(issue.page, exact=plan.exact_pages) if issue.page else "",
        "所在章节": issue.path,
        "查找范围": issue.searched,
        "修改建议": issue.advice,
    }


def issue_row(first: Value, values: Mapping[str, str]) -> list[Value]:
    """The row of a finding whose number is `first`, from its texts by column, of this run or of a ledger before."""
    return [first, *(_FIGURES.get(name, str)(values.get(name, "")) for name in ISSUE_NAMES[1:])]


def _share(text: str) -> Value:
    """A number, so that a reviewer can sort and filter by it, unless somebody has written words there."""
    try:
        share = float(text or "nan")
    except ValueError:
        return text
    return share if isfinite(share) else None


def _page(text: str) -> Value:
    """A number, unless there are several pages, or it is an estimate."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else text


_FIGURES: dict[str, Callable[[str], Value]] = {SHARE: _share, PAGE: _page}
"""Columns of findings that hold numbers."""


def target_rows(plan: PlanRow, detail: Detail) -> Iterator[tuple[Value, ...]]:
    """Quantified targets."""
    link = report_link(plan, plan.file, "targets")
    for fact in detail.targets:
        shown = (fact.name, fact.shown, fact.value, fact.unit, fact.end)
        yield (plan.unit, plan.city, *shown, fact.quote, _pages(plan, fact), fact.path, link)


def _pages(plan: PlanRow, fact: FactRow) -> Plain:
    return wording.pages((fact.page,), exact=plan.exact_pages)


def period_rows(plan: PlanRow, detail: Detail) -> Iterator[tuple[Value, ...]]:
    """Dates and periods."""
    link = report_link(plan, plan.file, "targets")
    for fact in detail.periods:
        yield (plan.unit, plan.city, fact.shown, fact.start, fact.end, fact.quote, _pages(plan, fact), fact.path, link)


def overlap_rows(found: Round) -> Iterator[tuple[Value, ...]]:
    """Pairs of plans, one row for each passage that is shown side by side, one for a pair that shows none."""
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
            yield (
                *head,
                left_words,
                item.left_place,
                right_words,
                item.right_place,
                item.letters,
            )
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
        "已扣除通知原文、书名号内的文件名称，以及四个以上城市共有的段落。不同城市之间的雷同，两段并列于“查重”表，红字是两段相同的文字（含已扣除的）；"
        "同一城市的版本、同一文件每对只列一行，两稿的差别可用 yushen diff 比较。",
    )
    yield ("批次", f"“总览”的批次一栏：{ACROSS}。")
    yield ("复核", f"“{SHEET}”的 {'、'.join(OPINIONS)} 三列由审查人填写。{_KEPT}")
    yield (CHANGE, _CHANGES)
    yield ("说明", wording.DISCLAIMER)
    for plan in found.plans:
        yield hash_row(plan)
