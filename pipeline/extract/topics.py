"""What a clause without a value is about, for a value in the next one: 建筑工人培训覆盖率，2023年达到80%."""

import re

from pipeline.extract import indicators, measures, things
from pipeline.extract.clauses import Clause, Context
from pipeline.extract.verbs import DEEDS
from pipeline.text.patterns import quick

_TREND = quick(
    r"(?:稳步|持续|明显|显著|大幅|逐步|不断|进一步|逐年|有效)*(?:提升|提高|增长|下降|降低|改善|扩大|优化|增强|上升|缩短|压减|攀升|增加)$|“[^”]*”(?:目标|工程|计划|行动)?$"
)
"""利润率|稳步提升，2025年达到3.5%."""
_OBJECT = re.compile(rf".*(?:{DEEDS})(?P<noun>(?!{DEEDS})[^，。；、的\d]{{3,16}})$")


def topic(clause: Clause, context: Context) -> str:
    """建筑工人培训覆盖率，2023年达到80%; 编制地方标准，2023年底前发布6项."""
    words = _TREND.sub("", clause.words)
    if measures.MEASURE.search(words):
        return measures.changed(indicators.before(words, 0, len(words), whole=True, counted=False).noun)[0]
    if match := _OBJECT.match(clause.words):
        return things.thing(match["noun"], "")
    if clause.text[clause.stop : clause.stop + 1] in ("：", ":") and len(clause.words) <= 16:  # 骨干企业：达到20家
        return indicators.before(clause.text, clause.start, clause.stop, whole=True).noun
    return context.topic if clause.dates and len(clause.words) < 16 else ""
