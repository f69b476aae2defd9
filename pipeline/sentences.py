"""Sentences of a block, and what the wording of a sentence says about how seriously it is meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import Block

_END = re.compile(r"[。！？；!?]+[”’』」）)]*|\n")
_CLAUSE = re.compile(r"[，,；;。！？!?\n\t]|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`block.text[start:stop]`, without surrounding white space; of a table, one row."""

    text: str
    start: int
    stop: int


def sentences(block: Block) -> Iterator[Sentence]:
    """Sentences of a paragraph, rows of a table."""
    at = 0
    for match in _END.finditer(block.text):
        if block.table is not None and match.group() != "\n":
            continue
        yield from _trimmed(block.text, at, match.end())
        at = match.end()
    yield from _trimmed(block.text, at, len(block.text))


def _trimmed(text: str, start: int, stop: int) -> Iterator[Sentence]:
    part = text[start:stop]
    start += len(part) - len(part.lstrip())
    part = part.strip()
    if part:
        yield Sentence(part, start, start + len(part))


def clauses(text: str) -> list[tuple[int, int]]:
    """(start, stop) of the parts between commas: a negation speaks of its own part, not of the whole sentence."""
    found, at = [], 0
    for match in _CLAUSE.finditer(text):
        if match.start() > at:
            found.append((at, match.start()))
        at = match.end()
    if at < len(text):
        found.append((at, len(text)))
    return found


NEGATED = re.compile(
    r"暂不|暂缓|暂未|暂无|暂(?:时)?没有|尚未(?!解决|消除)|尚不|尚无|还没有"
    r"|没有(?:安排|条件|考虑|计划|列入|纳入)|未(?:作|做|予|列入|纳入|安排|考虑|启动|涉及)"
    r"|不(?:再)?(?:作|做|予)(?:硬性|统一|强制|单独|专门|具体|另行)?(?:要求|安排|规定|考虑|部署|实施|开展|研究|推进|"
    r"设置|建设)|不作为|不做硬性"
    r"|不(?:单独|另行|专门|另)(?:安排|建设|建|开展|设立|组织|制定|出台|搭建|设)|不(?:开展|安排|涉及|考虑|列入|设立|"
    r"搭建|对接|铺开|推行|采用|实施|建设|选做|申报|新设)(?!的)"
    r"|(?:条件|时机)(?:成熟|具备|允许)(?:后|时|之后|的|再)?|(?:不)?具备条件|待[^，。；]{1,24}(?:后|之后|再|时)(?:再|"
    r"另|予|视)?|视[^，。；]{0,16}(?:而定|情况|情形|再)"
    r"|另行(?:研究|安排|制定|考虑|部署|确定|报批)|(?:后|再)行(?:研究|安排|考虑|论证|启动|确定)|再(?:作|做)(?:研究|"
    r"考虑|安排|打算|论证)|再(?:研究|考虑|议|论证|启动|谈|定)"
    r"|以后再|留待|择机|远期|下一轮|由(?:市级|省级|市里|省里|上级|国家|省市)[^，。；]{0,6}统[筹一]|(?:属|"
    r"涉及)[^，。；]{0,10}(?:事权|权限)(?!的|事项由)|(?:按|等|待)上级[^，。；]{0,6}(?:部署|要求|安排|配合|统一|明确)"
    r"|(?:继续)?沿用(?:现有|原有|既有|现行|传统)|仍(?:以|按|由|采用|沿用|用|为)|现阶段仍|维持现[状行]|"
    r"处于[^，。；]{0,8}(?:调研|研究|论证|起步|摸索|探索)|(?:尚|仍|还)(?:在|处)[^，。；]{0,8}(?:调研|研究|论证|谋划|"
    r"酝酿|选址)"
    r"|(?:资金|建设资金|条件|技术|软件)[^，。；]{0,6}(?:尚|还)?(?:未落实|不成熟|不具备)|难以(?:开展|实施|推行|落地|"
    r"安排)|选址中|正在选址"
)
"""No commitment: something denied, put off, or left to others. 补短板 and 难以监管的问题 are none."""
PAST = re.compile(
    r"[已己](?:经)?(?:整合|改造|竣工|投入|通过|实施|推广|组织|创建|打造|认定|引进|培养|签订|建成|建设|建立|建有|建|出台|印发|完成|实现|形成|有|累计|培育|成立|获批|开展|上线|开设|发布|"
    r"投用|投产|拥有|入选|编制|接入|覆盖|启用|运行|列入|纳入|搭建|联合|设立|达|全部|连续|支持|开发)"
    r"|截至|截止|目前|近年来|年来|以来|现有|去年|前年|此前|先后|荣获|位居|历年|多年来|一直|累计|曾|过去[一二三两]年|(?:20(?:1\d|20|"
    r"21)年)(?!以来|—|-|－|至)"
)
PAST_START = re.compile(
    r"^[^，。；\d]{0,8}?(?:20(?:1\d|20|21)年(?!—|-|－|至|起)|截至|截止|目前|近[年一二三四五两几]|前期|此前|多年来|去年|前年"
    r"|“?十[二三]五”?(?:期间|以来|时期)?|过去[一二三两几]?年|[^，。；]{0,10}(?:以来|年来)(?=[，,]))"
)
"""A sentence that begins with a time gone by tells what was done."""
FUTURE = re.compile(
    r"将|拟|计划|到20(?:2[2-9])|20(?:2[3-9])年|试点期|三年内|年内|(?:年|月)底?前|今后|下一步|在此基础上|升级|扩容|"
    r"每年|力争|起[，,]|继续|进一步|逐年|新增|期满"
    r"|公布(?:之日|后)|第[一二三]年|首[批年]|不少于|不低于|必须|须|应当"
)
SOFT = re.compile(
    r"探索|鼓励|支持|推动|加强|研究|逐步|积极|加大|推进|促进|引导|努力|大力|着力|不断|提高|完善|优化|强化"
)
VAGUE = re.compile(
    r"适时|视情|积极(?:争取|探索|研究|推动|推进|稳妥|引导|引进|发展|布局|对接)|进一步|不断|逐步|努力|大力|倡导|注重|"
    r"重视|争取|谋划|力度|倾斜|营造|氛围|优先考虑|予以相应|给予相应"
    r"|研究制定|适当|稳步|稳妥|持续|有序|要素(?:保障|支持)|等方面|配套政策|相关(?:工作|政策|制度|部门|文件)|"
    r"有关(?:方面|部门|单位|政策)|切实|充分|认真|深入|深化|健全|做好[^，。；]{2,24}(?:衔接|工作|配合)"
    r"|发挥[^，。；]{1,16}(?:作用|优势)|提[升高][^，。；]{0,14}(?:水平|能力|效能|质量|效率|品质)|协同发展|融合发展|"
    r"做大做强|做优做强|有条件的|良好|浓厚|齐抓共管|政治站位|高度重视|合力|局面|加快|助力|赋能|加强(?!班)"
    r"|结合实际|因地制宜|各展其长|多种(?:手段|形式)|更多|全面提升|走深走实"
)
"""Official phrases that promise nothing."""
HOLLOW = re.compile(
    r"[_＿]{2,}|[×xX]{2,}(?=[市区县万元亿个家项])|【\s*】|\(\s*\)|（\s*）|待定|待补充|另定|标准另行|[Xx]{2}(?:公司|"
    r"市|区)|〔\s*〕|若干(?=[家个项万亿元名])"
)
NUMBER = re.compile(
    r"\d[\d.,．]*\s*(?:[%％]|个|家|项|亿|万|人|平方米|件|座|条|名|部|次|期|批|处|套|台|亩|所|门|学时|元|倍|宗|栋|吨|"
    r"米|天|日|分|毫米|公里|公顷|平方公里|户|款|道|类|栏|间|张|岗|种|片|站|月|周|小时|T|P|份)"
    r"|(?:[二两三四五六七八九十百]|一[十百二三四五六七八九])[一二三四五六七八九十百]*(?:个|家|项|条|批|座|所|次|部|类|大|处|套|成|道|种|间|名|台|份|本|倍|张|款|门|户|"
    r"支|栋|期|段|片|园|块|题|年|周|日|天|月)|一(?:家|座|所|次|套|名|份|周|日|天|月|年)(?!来)|(?:第[一二三]|首)(?:批|个|期|轮|年)|(?:[百千]分之|一半|减半|翻番|"
    r"百[亿分]|千亿)"
)
DATE = re.compile(
    r"20\d\d\s*年|2[Oo0]2\d年|\d{1,2}月(?:底|末|前|份)?|季度|年底|每[年季月周旬]|第[一二三]年|半年|试点期|"
    r"公布(?:之日|后)|年内|三年|两年|当年|上半年|下半年|[春秋]季"
)
TITLE = re.compile(r"《[^》]{3,}》")
QUOTED = re.compile(r"“[^”]{2,16}”")
AGENCY = re.compile(
    r"[市区县州省师](?:[\u4e00-\u9fff、]{0,12})(?:局|委|办|厅|中心|政府|公司|院|站|馆)|牵头|责任单位|"
    r"由[\u4e00-\u9fff]{2,12}负责|大学|学院|学校|院校|银行|研究院|集团|协会|管委会|档案馆|图审机构|审图机构|审查机构|保险公司|"
    r"领导小组|专班"
)
ACT = re.compile(
    r"印发|出台|建立|建成|设立|成立|组建|给予|明确|纳入|列入|写入|编制|制定|发布|开设|签订|上线|接入|安排|落实|实行|"
    r"实施|推行|试行|开展|搭建|开发|建设|改造|遴选|评选|认定|兑现|奖励|补助|组织|完成|实现|选取|要求|提交|举办|推广|"
    r"培育|引进|打造"
)
FIRM = re.compile(
    r"印发|出台|制发|建成|设立|成立|组建|给予|写入|写进|编制|发布|开设|签订|签约|签|上线|投用|投产|接入|列支|划出|"
    r"切出|切块|拿出|实行|试行|推行|开发|改造|遴选|选取|优选|评选|认定|兑现|补助|补贴|提交|举办|招生|招收|增设|交付|"
    r"验收|归档|推送|汇入|比对|核算|审查|开园|启用|动工|开工"
    r"|须|必须|一律|不得|不少于|不低于|不超过|不高于|上限|封顶|凡|按照?[^，。；]{2,16}(?:比例|标准|元|%|成)|公告|"
    r"合同|目录|清单|名单|协议|名录|图谱|台账|挂牌|试点|先行|先审|首批|对照"
)
"""Acts and devices that someone could check."""


def density(pattern: re.Pattern[str], text: str) -> float:
    """Matches in each hundred characters."""
    return 100 * len(pattern.findall(text)) / max(40, len(text))
