"""How a run ended, in words and as an exit code."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.report.round_words import MISSING, OVERLAP_KINDS, late_plans, recommended
from pipeline.report.sanitize import line
from pipeline.round import LEDGER, OVERVIEW_FILE, REPORTS, Round

MOST_NAMED = 10
"""Plans named on one line."""


def exit_code(found: Round) -> int:
    """0 nothing found · 1 gaps found, or plans that are not there or could not be read · 3 not one plan could be read."""
    refused = bool(found.missing) or any(refusal.kind != "skipped" for refusal in found.refusals)
    if not found.plans:
        return 3
    return int(refused or any(sum(plan.severities.values()) for plan in found.plans))


def summary(found: Round, out: Path) -> Iterator[str]:
    """A few lines for the end of a run."""
    kinds = Counter(refusal.kind for refusal in found.refusals)
    total = len(found.plans) + len(found.refusals)
    read, refused, failed = len(found.plans), kinds["refused"], kinds["failed"]
    missing = f"；{MISSING} {len(found.missing)}" if found.missing else ""
    yield f"共 {total} 个文件：已核对 {read}，无法读取 {refused}，失败 {failed}，不是方案 {kinds['skipped']}{missing}"
    severities = Counter[str]()
    for plan in found.plans:
        severities.update(plan.severities)
    yield f"问题：须补正 {severities['error']}，建议完善 {severities['warning']}，提示 {severities['info']}"
    for row in found.quotas:
        if row.exceeded:
            yield f"超额：{line(row.unit)}推荐了 {line(recommended(row))}，名额 {row.limit} 个"
    for word, late in late_plans(found).items():
        more = " 等" if len(late) > MOST_NAMED else ""
        yield f"{word}：{len(late)} 份（{line('、'.join(plan.city for plan in late[:MOST_NAMED]))}{more}）"
    overlaps = Counter(overlap.kind for overlap in found.overlaps)
    if overlaps:
        yield "查重：" + "，".join(
            f"{word} {overlaps[kind]} 对" for kind, word in OVERLAP_KINDS.items() if overlaps[kind]
        )
    yield f"结果：{line(str(out))}（{LEDGER}、{OVERVIEW_FILE}、{REPORTS}）"
