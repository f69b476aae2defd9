"""Whether the plan takes on a duty of a task, with something concrete, anywhere in its text.

Parameters: `about`, `hints`, `unless` (patterns of a sentence that speaks of it: surely, perhaps, not), `home` (labels
of sections where it belongs), `needs` (a pattern of what it cannot be without), `apart` (one of a sentence on another
thing that looks like it), `projects` (true where the rows of a list of buildings may fulfil it), `alone` (see task),
`standing` (a pattern of what fulfils it though it is done already), `told` (one of what fulfils it in words of its own, the act
with what it is done to).
"""

import re
from collections.abc import Collection, Iterator, Sequence

from pipeline.check.quoting import whole
from pipeline.check.review import Review, sureness
from pipeline.check.searching import labelled, searched_for, top_headings
from pipeline.check.weighing import LEAST, MET, NAMED, DutyVerdict, judge_duty, nearest, quoted
from pipeline.classify.duties import Support
from pipeline.classify.duty_grading import ByObjection, Objection
from pipeline.classify.duty_patterns import about
from pipeline.document import Section
from pipeline.findings import Evidence, Outcome, Verdict
from pipeline.profile import Requirement
from pipeline.text.refusal import NEGATED

SHOWN = 3
DOUBTED = 0.7
"""Confidence below which a gap is said to be doubtful: of such gaps on the hands kept apart two in five are none."""
NEAR = 0.05
"""Least probability of naming the duty at which a sentence is shown with the reason why it does not count."""
SPOKEN_OF: tuple[Objection, ...] = ("negated", "past", "others", "copied", "apart")
"""Objections with which a sentence that speaks of the duty is shown however little the models make of it."""
FAINT = 0.003
"""Probability of naming the duty below which a sentence of figures on industries (企业43家, 产值), or on another thing near it,
only happens to share a word with it: nearly all such sentences of ten hands did."""
_FIGURES = re.compile(
    r"企业[^，。；]{0,8}\d+[余多]?[家户]|\d+[余多]?家[^，。；]{0,8}企业|产值|规上|规模以上|从业人员|位于|地处|下?辖[\d一二三四五六七八九十]|入驻"
)
_DEED = re.compile(r"建成|完成|推行|开[设展]|印发|出台|上线|启用|投用|发放|汇编|编印|组织|实施(?!条件)")
"""What such a sentence tells to be done already may well be the duty."""
SHARED = 4
"""Characters in a row that a heading and the name of a duty have in common where the one stands for the other."""
BRIEF = 30
"""Characters of a sentence below which it repeats what the notice asks for, as any sentence on it must."""
_OBJECTIONS: ByObjection = {
    "negated": "但该处说的是暂不开展、有待开展或尚存不足",
    "past": "但该处只写了已有的基础或已完成的工作，没有提出试点期内的安排",
    "hollow": "但该处只是口号，或留有空白、待定内容",
    "elsewhere": "但该处讲的是其他行业的事",
    "others": "但该处写的是上级部署或其他地区的工作，没有写本市怎样衔接、何时落实",
    "bare": "但该处只有几个字，没有写具体安排",
    "apart": "但该处写的是相近的事，没有写到这项要求本身",
    "copied": "但该处照抄通知原文，没有本市的具体安排",
}
_LATER = "但该处写的是暂不开展，留待以后"
_LACKING = "但该处只说目前尚无或尚存不足，没有写怎样解决"
_LACK = re.compile(
    r"尚[无未处]|暂无|还没有|没有[^，。；]{0,8}(?:平台|场地|条件)|不足|薄弱|短板|欠缺|起步(?!较?早)|[到用接跟]不[了上通]|难以|瓶颈|缺[少乏口]|偏低|滞后"
)
_DENIALS = (
    (
        re.compile(
            r"暂缓|暂?不列入|(?:试点|期满|结束)[^，。；]{0,4}后另行|另行(?:研究|安排|部署|考虑)"
            r"|(?:暂|本[轮次期]试点(?:期内)?)不(?:开展|安排|实施|推行|涉及|作|做)"
        ),
        _LATER,
    ),
    (
        re.compile(r"(?:省|上级|国家|自治区|市级)[^。；]{0,16}(?:统一|部署|事权|权限|组织实施)"),
        "但该处写的是由上级统一实施或部署，没有写本市怎样衔接、何时落实",
    ),
    (re.compile(r"省|上级|国家|自治区"), ""),  # whether it is put off or left to others, the quote says
    (
        re.compile(
            r"待[^，。；]{1,24}(?:后|再|时)|(?<!不)再(?:行|作|做|研究|考虑|议|论证|启动|定|推)|推[迟后]|暂[缓不]|成熟|下一轮|远期|留待|期满后|以后"
        ),
        _LATER,
    ),
    (
        re.compile(
            r"不(?:安排|作|做|予|单独|再|另|推行|实行|采用|开展|列|设|承诺|强制|要求|搞|新建|建设|组织|考虑|涉及|附加|规定)"
        ),
        "但该处写明不开展或不作要求",
    ),
    (_LACK, _LACKING),
)
"""What a refusal says in particular, the first that fits; "" where only all of it together is true."""
_REPEATED = "但该处只复述了通知的要求，没有本市的具体安排"


def check(requirement: Requirement, review: Review) -> Iterator[Outcome]:
    """One outcome: met, weak or missing; unsure where the evidence is thin or pages could not be read."""
    judged = judge_duty(review, requirement)
    verdict, shown = judged.verdict, _shown(review, judged)
    if judged.doubtful:
        best, *behind = judged.supports[:2]
        verdict, shown = "unsure", [best, *(support for support in behind if support.met >= LEAST)]
    proof = tuple(quoted(review, support) for support in shown)
    reason = _reason(requirement, verdict, shown, proof)
    if verdict == "missing" and not proof and (heading := _heading(requirement, review)):
        proof, reason = (heading,), f"有以“{heading.quote}”为题的部分，其中没有找到这项要求的具体安排，请对照看。"
    if verdict in ("weak", "missing") and judged.confidence < DOUBTED:
        reason += "这一条把握不大，请对照原文复核。"
    searched = (
        top_headings(review) if verdict == "missing" else searched_for(review, _homes(requirement, review), proof)
    )
    yield Outcome(requirement, verdict, sureness(judged.confidence), proof, searched, reason)


def _heading(requirement: Requirement, review: Review) -> Evidence | None:
    """The first heading that names the duty nearly as the profile does: nobody believes that there is nothing on it."""
    names = {requirement.title[at : at + SHARED] for at in range(len(requirement.title) - SHARED + 1)}
    for section in review.sections:
        if section.headed and about(requirement, section.heading) and any(name in section.heading for name in names):
            return whole(review, section.start)
    return None


def _shown(review: Review, judged: DutyVerdict) -> Sequence[Support]:
    """The supports that a reader should see: the best for met, what only goals and schedule say of it last, and those that
    come nearest for the others."""
    verdict, found = judged.verdict, judged.supports
    if verdict == "met":
        met = [support for support in found if support.met >= MET]
        return sorted(met, key=lambda support: support.block in review.outlined)[:SHOWN] or found[:1]
    telling = [s for s in found if s.objection == "negated" and s.named >= NEAR] if verdict == "missing" else []
    near = telling or nearest(found)
    if verdict == "weak":
        return near[:1]
    spent = _spent(review, judged.duty.id) if judged.confidence >= DOUBTED else ()  # else the reader is to judge it
    told = [s for s in near if _telling(review, s) and (s.block, s.start) not in spent]
    return [s for s in told if s.objection == told[0].objection][:2]  # one reason is given for all of them


def _spent(review: Review, duty: str) -> Collection[tuple[int, int]]:
    """Where the sentences stand that fulfil another duty: shown for a missing one, they would look like its fault."""
    return {(s.block, s.start) for s in review.classified.supports if s.met >= MET and s.duty != duty}


def _telling(review: Review, support: Support) -> bool:
    """Whether a reader sees in the sentence why a missing duty is missing: it speaks of it, and for a reason counts for nothing."""
    least = NAMED / 2 if support.objection in (None, "bare", "apart") else NEAR
    text = review.blocks[support.block].text[support.start : support.stop]
    if support.objection == "past" and support.named < FAINT and _FIGURES.search(text) and not _DEED.search(text):
        return False
    near = support.objection != "apart" or support.named >= FAINT
    return support.named >= least or (near and support.about and support.objection in SPOKEN_OF)


def _homes(requirement: Requirement, review: Review) -> list[Section]:
    """The sections where the duty belongs."""
    homes = [home for home in requirement.params.get("home", ()) if "/" in home or home == requirement.parent]
    return [section for home in homes for section in labelled(review, home, 0.3)]


def _objection(support: Support, proof: tuple[Evidence, ...]) -> str:
    """Why a support does not count; a bare lead is quoted with what follows, and that may be a refusal, and the notice's
    own words are no copying in a short sentence."""
    known = support.objection
    if known == "copied" and support.stop - support.start < BRIEF:
        return _REPEATED
    if known == "past" and proof and _LACK.search(proof[0].quote):
        return _LACKING
    refused = known == "bare" and proof and NEGATED.search(proof[0].quote)
    if known == "negated" or refused:
        said = next((words for pattern, words in _DENIALS if proof and pattern.search(proof[0].quote)), "")
        return said or _OBJECTIONS["negated"]
    return _OBJECTIONS[known] if known else ""


def _reason(requirement: Requirement, verdict: Verdict, found: Sequence[Support], proof: tuple[Evidence, ...]) -> str:
    """Why; what is found nowhere is called by its title, without quotation marks, in which it would pass for the plan's words."""
    if verdict == "met":
        return f"在 {len(proof)} 处找到这项要求的具体安排。"
    why = _objection(found[0], proof) if found else ""
    if verdict == "weak":
        return f"提到了这项要求，{why or '但只是原则性表述，没有写明具体举措、数量或时间'}。"
    if verdict == "unsure" and not proof:
        return "没有找到写明这件事的语句，但有页面无法识别，不能判定为缺失。"
    if verdict == "unsure":
        return "有相关语句，但不足以认定写的就是这项要求，请人工复核。"
    if proof and why:
        return f"有与这项要求接近的语句，{why}。"
    nowhere = f"全文没有找到{requirement.title}的具体安排。"
    return "没有找到明确的表述，只有相近的说法，请对照看。" if proof else nowhere
