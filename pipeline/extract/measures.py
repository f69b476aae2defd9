"""What kind of thing an indicator is: a result of the economy, a rate, a measure that others are counted by."""

import re

ECONOMIC = re.compile(
    r"(?:产值|规模|营收|收入|交易额|增加值|销售额|营业额|税收|社会资本|社会投资|民间资本|合同额|成交额|采购额"
    r"|融资额|投资额?|市值|总量"
    r"|消费额?|利润|效益|产出|出口额|进出口额)$"
)
RESULT = re.compile(r"(?:产值|营业?收入?|收入|增加值|产业规模|交易额|合同额|销售额|税收|成交额)$")
"""Results of the economy, which in a list of goals need no verb: 企业营业收入600亿元."""
RATE = re.compile(r"(?:率|占比|比例|比重|度)$")
MEASURE = re.compile(
    r"(?:率|占比|比例|比重|[^制]度|[产排用耗总均重数容流消]量|产值|[总金营合成交税]额|收入|规模|时间|时限|时长"
    r"|周期|工期|成本|造价|能耗"
    r"|排放|浓度|面积|里程|[次天人户件起]数|水平|能力|产能|投诉|隐患|用工|人工|损耗|消耗|强度|精度|速度|覆盖面"
    r"|增加值)$"
)
_LONGEST = 60
"""Characters of a name that is looked into."""
_CHANGED = re.compile(
    r"^(?P<of>.*?)(?:平均|综合)?(?:(?P<down>减少|降低|缩短|压缩|压减|节约|节省|削减)"
    r"|(?P<up>提高|提升|增加(?!值)))(?P<what>[^的]{2,}?)$"
)


def changed(noun: str) -> tuple[str, str]:
    """“示范项目平均缩短工期”: what changes and which way; the noun as it is and "" where nothing does."""
    match = _CHANGED.match(noun) if len(noun) <= _LONGEST else None
    if match is None:
        return noun, ""
    return match["of"] + match["what"], "-" if match["down"] else "+"
