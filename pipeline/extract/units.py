"""Units that targets are counted and measured in, each with the words that it must not be the beginning of."""

import re
from functools import lru_cache

from pipeline.text.numerals import scaled

_COUNTED = (
    "个(?!月|小时|半月|工作日|百分点|自然日|层面|方面|阶段|环节|季度|学期|重点方向)|家次|家(?!庭|具|政|乡|装"
    "|居|电|园)|项(?!目)"
    "|座(?!谈|位|机)|栋|幢|台（套）|台/套|台套|台(?!账|阶|州|风)|套(?!餐|取|用|内)|条(?!件|例|款|块)"
    "|部(?!分|门|品|位|委|件|署|级)|名(?!录|单|称|牌|额|列|优|师|义)|人次|人(?!民|才|均|工|员|社|行|大|力|机"
    "|物|居|文|防|性)"
    "|件(?!套)|所(?!有|在|需|属|得)|处(?!理|置|于|罚|以)|款(?!项)|间(?!接|隔)|支(?!持|付|撑|援|部|出|线)|户次"
    "|户(?!籍|外|型|均|口)"
    "|门(?!槛|户|窗|类|店|禁)|册|批次|批(?!准|发|复|示|量)|份(?!额)|篇(?!章|幅)|片(?!区)|本(?!地|市|区|级|省"
    "|县|方案|科|土|行)"
    "|宗(?!旨|地(?!块))|只(?!有|能|需|要)|种(?!类|植|子)|类(?!型|别|似|项)|位(?!于|置|居|列|次|一体)|辆|架(?!构|设|桥|空)"
    "|场次|场(?!景|地|所|馆|外|内|站)|车次|次(?!年|日|月|要|级|数|序)|期(?!间|末|满|限|内|望|货|初)"
    "|届(?!时|满)|班(?!组|子|次|级)|樘|盏|艘|株|根(?!据|本)|块(?!状)"
)
_MEASURED = frozenset(
    """
    立方米 延米 公里 毫米 厘米 米 公顷 亩 吨标准煤 吨标煤 吨 公斤 千克 千瓦时 兆瓦时 千瓦 兆瓦 吉瓦 学时 课时 工日
    """.split()
)
_AREAS = frozenset("平方米 平方公里 平米 ㎡".split())
"""Measured, too, but counted by custom: 新建绿色建筑10万平方米."""
_GUARDS = {"米": "(?!兰|线)"}
"""What a measured unit must not be the beginning of: 5米兰."""
_ANY_MEASURED = "|".join(
    unit + _GUARDS.get(unit, "") for unit in sorted(_MEASURED | _AREAS, key=lambda unit: (-len(unit), unit))
)
_SCALE = "(?:万亿|千万|百万|[十百千]?万|[十百千]?亿)"
_TIME = "个月(?!以?内|之内|前|底|后)|个工作日|工作日|个小时|小时|分钟|秒|天(?!然|津|府|桥|花)"
UNITS = (
    rf"个百分点|百分点|%|％|‰|倍|{_TIME}"
    rf"|{_SCALE}?(?:{_ANY_MEASURED}|{_COUNTED}|元)"
    r"(?:[/／](?:万?平方米|立方米|万?人|亿元|万元|平米|小时|台班|公里|年|天|日|台|套))?"
)
"""As a pattern; the number's scale (万, 亿) belongs to the unit: 1.2万人 is 1.2 万人."""
ONLY_WITH_A_VERB = frozenset(["天", "小时", "分钟", "秒", "工作日", "个月", "年"])
"""Units of time make a target only where a word says so: 压减至3个工作日."""
PARTS = frozenset(["%", "‰", "百分点", "倍"])
_SPELLINGS = {"％": "%", "个百分点": "百分点", "台（套）": "台套", "个工作日": "工作日", "个小时": "小时"}
_SCALED = re.compile(f"^{_SCALE}(?=.)")


def unit_of(unit: str) -> str:
    """The unit in one spelling."""
    return _SPELLINGS.get(unit, unit).replace("平米", "平方米").replace("㎡", "平方米")


def unscaled(unit: str) -> str:
    """人 of 万人; the 千 of 千瓦 is no scale, for it is not said without 万 or 亿."""
    return _SCALED.sub("", unit)


@lru_cache(maxsize=256)
def scale_of(unit: str) -> tuple[float, str]:
    """What the unit's scale multiplies by, and the unit without it: of 万平方米 10,000 and 平方米."""
    bare = unscaled(unit)
    return scaled("1", unit.removesuffix(bare)), bare


def is_counted(unit: str) -> bool:
    """Whether it counts things: 家, 万人次, and by custom 平方米; not 吨, 千瓦, 天, 元 or %."""
    bare = unscaled(unit)
    return not (bare == "元" or bare in _MEASURED or unit in PARTS or unit in ONLY_WITH_A_VERB or "/" in unit)
