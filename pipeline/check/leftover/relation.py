"""Whether a sentence speaks of another city as another one: it compares, learns, or works together."""

import re

from pipeline.text.sentences import LONGEST, sentence_around

_COUNTERPART = re.compile(
    r"(?:(?<!参)与|和|(?<!共)同|跟|给|距|离|较|比|邻|[多少高低大小早晚快慢优强]于)[我本](?:市|区|州|盟|县|地)"
    r"|[我本][市区州盟县地](?:仅|只|则|却|尚|还不|不足|不到|低于|高于|落后|相当于|参照|借鉴|学习|可以?参|是其|为其|占其|居其|排|位居|与[之其]|应[当]?学)"
)
"""How a sentence sets the other city against one's own: 与我市产业互补, 我市仅为其五分之一."""
_TOGETHER = re.compile(
    r"[来到为向供]我[市区州盟县]|合作|协作|(?<!公)共建|共享(?!租赁|[设装]备)|飞地|对口|跨市|跨区域|跨省|帮扶|援|互认|(?<!数据)(?<!系统)(?<!平台)(?:互联互通|(?<!互联)互通|互联(?!网|互通))|轮值|联通|(?<!施工)(?<!生产)(?<!装修)一体化(?!(?:的)?(?:平台|监管|管理|设计|装修|施工|智能|集成|能力|工程))|都市圈|城市群|同城|毗邻|相邻|接壤|结对"
)
_LEARNT = re.compile(
    r"学习|借鉴|参照|参考(?!价|信息|值|指标)|参观|取经|观摩|考察|调研|启[示发]|对标|看齐|赶超|先进地区|先行(?:城市|地区)|兄弟|外地|外埠|引进|引入"
)
OBEYS = r"(?:按照?|根据|依据|依照|遵照|对照|落实(?:好)?|贯彻(?:落实)?|执行|响应|围绕)"
STANDS_ON = rf"{OBEYS}[^，。；《》]{{0,12}}(?:《[^《》]{{2,40}}》(?:[（(][^）)]{{0,30}}[）)])?(?:、|和|及|与|以及)?)*《"
"""How a title opens of a paper that a plan stands on, by itself or after others."""
FREE = re.compile(r"地方标准(?!编制)|导则|指南|规程|图集|定额|标准》")
"""Papers of another place that anyone may use."""
FAR = 160
"""Characters of a sentence that are read to both sides of a name."""


def sentence_of(text: str, start: int, stop: int) -> tuple[str, str]:
    """The words of the sentence before `start` and those after `stop`, as far as a sentence reaches."""
    left, right = sentence_around(text, start, stop)
    return text[max(left, start - FAR) : start], text[stop : min(right, stop + FAR)]


def title_at(text: str, at: int) -> int:
    """Where the title opens that `text[at]` stands in, no farther than `LONGEST`; -1 outside titles."""
    opened = text.rfind("《", max(0, at - LONGEST), at)
    return opened if opened >= 0 and "》" not in text[opened:at] else -1


def set_against(text: str, start: int, stop: int) -> bool:
    """Whether the sentence sets the place against the applicant."""
    return any(_COUNTERPART.search(part) for part in sentence_of(text, start, stop))


def of_another(text: str, start: int, stop: int) -> bool:
    """Whether anything in the sentence makes the place one that the applicant works with, learns from or is compared to."""
    return any(
        pattern.search(part)
        for part in sentence_of(text, start, stop)
        for pattern in (_COUNTERPART, _TOGETHER, _LEARNT)
    )
