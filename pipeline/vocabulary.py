"""The words for verdicts, severities and kinds of requirement, and the order of severities: one for all that speak of them."""

from pipeline.findings import Verdict
from pipeline.profile import RequirementKind, Severity

VERDICTS: dict[Verdict, str] = {
    "met": "有",
    "weak": "薄弱",
    "missing": "缺失",
    "unsure": "无法判定",
    "not_chosen": "未选做",
}
SEVERITIES: dict[Severity, str] = {"error": "须补正", "warning": "建议完善", "info": "提示"}
"""In the order in which findings are listed, the gravest first."""
KINDS: dict[RequirementKind, str] = {"element": "要素", "task": "任务", "duty": "具体要求", "rule": "审查规则"}


def rank(severity: str) -> int:
    """Place of a severity in that order; one that is not known comes last."""
    return _RANKS.get(severity, len(_RANKS))


_RANKS: dict[str, int] = {severity: at for at, severity in enumerate(SEVERITIES)}
