"""What stands in the rows of the ledger's sheets."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from math import isfinite

from pipeline.report import wording
from pipeline.report.ledger.layouts import ISSUES, OVERVIEW, PERIODS, QUOTAS, TARGETS
from pipeline.report.ledger.renamed import hash_row
from pipeline.report.ledger.review import (
    ADVICE,
    AGAIN,
    CHANGE,
    CHANGED,
    CITY,
    FILE,
    GONE,
    MESSAGE,
    NEW,
    NO_FILE,
    NOT_READ,
    OPINIONS,
    PAGE,
    QUOTE,
    RULE,
    SEVERITY,
    SHARE,
    SHEET,
    TITLE,
    UNIT,
    UNPLACED,
    VERDICT,
)
from pipeline.report.round_words import ACROSS, DEDUCTED, MISSING, REFUSALS, recommended_cities
from pipeline.report.workbook_layout import Linked, Plain, Value
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
from pipeline.text.page_numbers import hedged
from pipeline.vocabulary import LEVELS, SEVERITIES, VERDICTS

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


def overview_row(plan: PlanRow) -> list[Value]:
    """One plan that was read."""
    verdicts = Counter(cell.verdict for cell in plan.cells)
    marked = plan.outputs.get("annotated", "")
    return OVERVIEW.row(
        {
            UNIT: plan.unit or "未识别",
            CITY: plan.applicant.name or "未识别",
            "层级": LEVELS.get(plan.applicant.level, plan.applicant.level),
            FILE: report_link(plan, plan.file),
            "状态": "已核对",
            **{word: plan.own.get(severity, 0) for severity, word in SEVERITIES.items()},
            "批次": len(plan.across),
            **{VERDICTS[verdict]: verdicts[verdict] for verdict in ("met", "weak", "missing", "unsure")},
            "页数": plan.pages,
            "字数": plan.characters,
            "报送日期": wording.written_day(plan.submitted),
            "日期依据": plan.dated_by,
            "读取情况": plan.reading,
            "批注文件": Linked("打开", marked) if marked else "",
        }
    )


def refusal_row(refusal: Refusal) -> list[Value]:
    """One file that was not."""
    return OVERVIEW.row(
        {UNIT: refusal.unit, FILE: refusal.file, "状态": REFUSALS[refusal.kind], "读取情况": refusal.message}
    )


def missing_row(missing: Missing) -> list[Value]:
    """One file that the list of submissions speaks of and that is not there."""
    said = f"{MISSING}，请补齐文件，或核对清单里的文件名（连同扩展名）。"
    return OVERVIEW.row({UNIT: missing.unit, FILE: missing.file, "状态": "缺文件", "读取情况": said})


def matrix_row(plan: PlanRow, standard: Standard) -> tuple[Value, ...]:
    """The verdicts on a plan, each leading to its place in the report."""
    cells = {cell.requirement: cell for cell in plan.cells}
    verdicts = (
        report_link(plan, VERDICTS[cells[demand.id].verdict], cells[demand.id].anchor) if demand.id in cells else ""
        for demand in standard.demands
    )
    return (plan.unit, plan.city, report_link(plan, plan.file), *verdicts)


def issue_texts(plan: PlanRow, issue: Issue) -> dict[str, str]:
    """A finding by column, without its number and what reviewers say."""
    return {
        UNIT: plan.unit,
        CITY: plan.city,
        FILE: plan.file,
        SEVERITY: SEVERITIES[issue.severity],
        VERDICT: VERDICTS[issue.verdict] if issue.verdict else "",
        SHARE: "" if issue.confidence is None else str(issue.confidence),
        TITLE: issue.title,
        RULE: issue.code or issue.rule,
        "条款": issue.clause,
        MESSAGE: issue.message,
        QUOTE: issue.quote,
        PAGE: hedged(issue.page, exact=plan.exact_pages) if issue.page else "",
        "所在章节": issue.path,
        "查找范围": issue.searched,
        ADVICE: issue.advice,
    }


def issue_row(first: Value, values: Mapping[str, str]) -> list[Value]:
    """The row of a finding whose number is `first`, from its texts by column, of this run or of a ledger before."""
    return [first, *(_FIGURES.get(name, str)(values.get(name, "")) for name in ISSUES.names[1:])]


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


def target_rows(plan: PlanRow, detail: Detail) -> Iterator[list[Value]]:
    """Quantified targets."""
    for fact in detail.targets:
        shown = {"指标": fact.name, "目标值": fact.shown, "数值": fact.value, "单位": fact.unit, "时限": fact.end}
        yield TARGETS.row(_fact(plan, fact) | shown)


def period_rows(plan: PlanRow, detail: Detail) -> Iterator[list[Value]]:
    """Dates and periods."""
    for fact in detail.periods:
        yield PERIODS.row(_fact(plan, fact) | {"时间": fact.shown, "开始": fact.start, "结束": fact.end})


def _fact(plan: PlanRow, fact: FactRow) -> dict[str, Value]:
    """Whose it is, and where it stands."""
    return {
        UNIT: plan.unit,
        CITY: plan.city,
        QUOTE: fact.quote,
        PAGE: wording.pages((fact.page,), exact=plan.exact_pages),
        "所在章节": fact.path,
        FILE: report_link(plan, plan.file, "targets"),
    }


def quota_row(row: QuotaRow) -> list[Value]:
    """A recommending unit."""
    verdict = "超额" if row.exceeded else "未超额" if row.unit else "无法判定"
    return QUOTAS.row(
        {
            UNIT: row.unit or "未识别",
            "推荐城市数": row.count,
            "名额": row.limit,
            "结论": verdict,
            CITY: recommended_cities(row),
            FILE: "\n".join(row.files),
        }
    )


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
        f"已扣除{DEDUCTED}。不同城市之间的雷同，两段并列于“查重”表，红字是两段相同的文字（含已扣除的）；"
        "同一城市的版本、同一文件每对只列一行，两稿的差别可用 yushen diff 比较。",
    )
    yield ("批次", f"“总览”的批次一栏：{ACROSS}。")
    yield ("复核", f"“{SHEET}”的 {'、'.join(OPINIONS)} 三列由审查人填写。{_KEPT}")
    yield (CHANGE, _CHANGES)
    yield ("量化指标", wording.NO_TARGETS)
    yield ("说明", wording.DISCLAIMER)
    for plan in found.plans:
        yield hash_row(plan)
