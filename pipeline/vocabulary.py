"""Words that checks and reports share: for verdicts, severities and kinds, with their order, and for places on a page."""

from pipeline.document import Reason
from pipeline.findings import Verdict
from pipeline.profile import RequirementKind, Severity

VERDICTS: dict[Verdict, str] = {
    "met": "有",
    "weak": "薄弱",
    "missing": "缺失",
    "unsure": "无法判定",
    "not_chosen": "未选做",
}
REVISIONS: dict[Verdict, str] = {
    "met": "所引语句如果写的是已完成的工作、别人的工作，或只是口号，应改判为薄弱或缺失。",
    "weak": "写明具体举措、数量、时间或责任单位后，可判为有。",
    "missing": "正文、表格或附件的任何一处写明具体安排，即可判为有，不要求写在哪一章。",
    "unsure": "所引语句如果写的就是这件事而且有具体安排，可判为有；否则判为薄弱或缺失。",
    "not_chosen": "写明选做并作出安排后，再按其具体要求核对。",
}
"""What would change each verdict."""
REVISIONS_OF_BASE: dict[Verdict, str] = REVISIONS | {
    "met": "所引语句如果写的是别人的情况，或只是口号，应改判为薄弱或缺失。",
    "weak": "用数据写明现状和已做的工作后，可判为有。",
    "missing": "正文、表格或附件的任何一处写明现状和已做的工作，即可判为有，不要求写在哪一章。",
    "unsure": "所引语句如果写的就是这方面的现状或已做的工作，可判为有；否则判为薄弱或缺失。",
}
"""The same where what there is already is asked for."""
SEVERITIES: dict[Severity, str] = {"error": "须补正", "warning": "建议完善", "info": "提示"}
"""In the order in which findings are listed, the gravest first."""
LEVELS = {
    "municipality": "直辖市",
    "municipality-district": "直辖市辖区县",
    "prefecture": "地级市",
    "sub-provincial": "副省级城市",
    "county-city": "县级市",
    "county": "县",
    "new-area": "新区",
    "unknown": "层级未识别",
}
"""Of applicants, see `pipeline.findings.Applicant`."""
INDUSTRIES = {"construction": "建筑业", "equipment": "装备制造业", "information": "信息技术产业"}
"""Industries that 五（一） asks for, by the parameter of `foundation.industries` that holds the pattern of their words."""
KINDS: dict[RequirementKind, str] = {"element": "要素", "task": "任务", "duty": "具体要求", "rule": "审查规则"}

MARGINS: dict[Reason, str] = {"header": "页眉", "footer": "页脚"}
"""What stands beside the text of the plan on the page, and so under no heading."""


def rank(severity: str) -> int:
    """Place of a severity in that order; one that is not known comes last."""
    return _RANKS.get(severity, len(_RANKS))


_RANKS: dict[str, int] = {severity: at for at, severity in enumerate(SEVERITIES)}
