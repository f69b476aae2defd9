"""Whether a task of the notice is taken up, and with enough of its duties to be more than a heading.

A task is met when at least half of its duties are; weak when it is taken up with fewer. One without duties, the city's own,
is met when it says something that could be checked, weak when it only means well. Parameters: of a duty `alone`,
false where it says nothing of its task by itself, as money does that may be meant for anything; of a task `announced`, a
pattern of the words by which a plan says in its text that it takes the task up, and `called`, one of the words by which it
names the task where it says which ones it has chosen.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.check.quoting import around, evidence, whole
from pipeline.check.review import Review, sureness
from pipeline.check.searching import labelled, searched_for
from pipeline.check.weighing import HALF, MET, NAMED, DutyVerdict, judge_duty, nearest, quoted
from pipeline.classify.duties import Support
from pipeline.classify.duty_passages import is_spoken
from pipeline.classify.duty_reading import OWNERS
from pipeline.classify.duty_wording import specific
from pipeline.document import Section, task_label
from pipeline.findings import Evidence, Outcome, Verdict
from pipeline.profile import Requirement
from pipeline.text.commitment import SOFT, WISHFUL, density
from pipeline.text.refusal import NEGATED
from pipeline.text.sentences import sentence_around, sentences

TAKEN_UP = 0.5
"""Least probability that a section is about the task."""
SURELY = 0.55
"""Least probability that decides by itself that the plan takes the task up."""
EMPTY = 0.9
"""The same for a section in which none of the task's duties is even named."""
_DECLINED = re.compile(
    r"(?:[均都暂]|本[次轮市]|此次|两项|三项)不选(?![用址取])|不选做|不作为(?:本次|本市|自选|选做)|未选[做择]|不列入(?:本次)?试点(?:内容|任务)"
    r"|(?:试点期内?|试点期间|[一两三四五]年内)(?:暂|均|都)?不(?:再)?(?:新建|改建|建设|开展|安排|设立|组织|实施)"
)
NAMED_BESIDE = 0.4
"""The same where the heading names the task, it may be with a second one."""
SPOKEN_OF = 0.75
"""Duties of a task that the plan must be expected to name, for the task to be taken up without a section of its own. In
the corpora those not chosen have 0.5 at most but for one in five hundred."""

CLAUSE = 40
"""Characters quoted on both sides of the words that say which tasks are chosen."""
SHOWN = 3
"""Passages quoted at most."""
FEW = 2
"""Of a task with more duties, a single one that is spoken of in a paragraph which fulfils another task's is no sign that the
task was chosen: 校企共设班级 is of talent and no research."""


def sections_of_task(review: Review, task: str, least: float = TAKEN_UP) -> list[Section]:
    """Sections that are about one task."""
    return labelled(review, task_label(task), least)


def _aside(review: Review, section: Section, task: str) -> bool:
    """Whether it says something of another task: 强化科技支持 within 完善政策体系, or a single measure, is no research task."""
    if is_spoken(review.blocks[section.start].text):
        return True
    above = [s for s in review.sections if s.start < section.start and section.stop <= s.stop and s.headed]
    labels = [label for s in above for label in s.labels if label.label.startswith(task_label(""))]
    return any(label.label != task_label(task) and label.probability >= TAKEN_UP for label in labels)


def _declined(review: Review, section: Section) -> bool:
    """Whether the section says that the task is not chosen: 两项均不选。"""
    return any(_DECLINED.search(block.text) for block in review.blocks[section.start : section.stop])


def taken_up(review: Review, task: str, judged: Sequence[DutyVerdict]) -> bool:
    """Whether the plan takes the task up: a section of its own, or some of its duties under any heading."""
    met = any(one.verdict == "met" for one in judged)
    named = any(support.named >= NAMED for one in judged for support in one.supports)
    least = SURELY if met or named else EMPTY
    own = [s for s in sections_of_task(review, task, least) if met or not _declined(review, s)]
    telling = [
        max(one.supports, key=lambda support: support.named)
        for one in judged
        if one.supports and one.duty.params.get("alone", True)
    ]
    spoken = [support for support in telling if support.named >= NAMED]
    borrowed = len(judged) > FEW and len(spoken) == 1 and _of_another(review, spoken[0])
    if any((met and not borrowed) or not _aside(review, section, task) for section in own):
        return True
    return not borrowed and sum(support.named for support in telling) >= SPOKEN_OF


def _of_another(review: Review, support: Support) -> bool:
    """Whether the same paragraph fulfils a duty of another task; where it stands under no mandatory task, the same sentence.

    A paragraph on 科技人才 may take several optional tasks up, a sentence for each.
    """
    task = support.duty.partition(".")[0]
    others = [
        one
        for one in review.classified.supports
        if one.block == support.block and one.met >= MET and one.duty.partition(".")[0] not in (task, "safeguards")
    ]
    if _under_mandatory(review, support.block):
        return bool(others)
    return any(one.start < support.stop and support.start < one.stop for one in others)


def _under_mandatory(review: Review, block: int) -> bool:
    """Whether a section in which the block stands is about a mandatory task."""
    mandatory = {task_label(task.id) for task in review.profile.by_kind("task") if task.mandatory}
    labels = [label for s in review.sections if s.start <= block < s.stop for label in s.labels]
    return any(label.label in mandatory and label.probability >= TAKEN_UP for label in labels)


def _chosen(called: str) -> str:
    """The pattern of a clause that counts the tasks that the plan has chosen, one so called among them: 自选标准、人才两项;
    自选两项：一是智能工厂."""
    chosen, count = r"(?<![未不可户])(?:选[取择定做]|自选|增选|承担)(?!的)", "[一两二三四]项"
    return (
        rf"{chosen}[^。；，不未]{{0,30}}(?:{called})[^。；，不未]{{0,24}}{count}"
        rf"|{chosen}[^。；，不未]{{0,12}}{count}[^。；，：:不未]{{0,8}}[：:][^。不未]{{0,60}}?(?:{called})"
    )


def _announced(review: Review, requirement: Requirement) -> list[Evidence]:
    """Where the plan says that it takes the task up: 另外增设一项自选任务：……; 自选标准、人才两项; 主题五 以规范和人才夯实根本."""
    called = requirement.params.get("called")
    for section in sections_of_task(review, requirement.id, NAMED_BESIDE) if called else ():
        named = section.headed and re.search(str(called), section.heading)
        if named and not _aside(review, section, requirement.id) and not _declined(review, section):
            return [_opening(review, section)]
    words = _chosen(str(called)) if called else str(requirement.params.get("announced", ""))
    for index, block in enumerate(review.blocks if words else ()):
        for found in re.finditer(words, block.text) if block.kind != "furniture" else ():
            start, stop = sentence_around(block.text, *found.span())
            if not NEGATED.search(block.text, start, stop):
                if called:  # the clause: the sentence may begin with all that every plan has to do
                    return [around(review, index, *found.span(), CLAUSE)]
                return [evidence(review, index, start, stop)]
    return []


def check(requirement: Requirement, review: Review) -> Iterator[Outcome]:
    """One outcome; an optional task that is not taken up is `not_chosen`."""
    duties = review.profile.duties(requirement.id)
    if not duties:
        yield _own_task(requirement, review)
        return
    judged = [judge_duty(review, duty) for duty in duties]
    open_ = sum(one.doubtful for one in judged)
    own = sections_of_task(review, requirement.id)
    announced = _announced(review, requirement)
    sure = sum(one.surely_met for one in judged)
    if announced or taken_up(review, requirement.id, judged):
        verdict = _verdict(sure, sure + open_, len(duties))
    else:
        verdict = _left_out(requirement, review)
    told = [one.supports[0] for one in judged if one.verdict == "met"]
    told = told or [nearest(one.supports)[0] for one in judged if one.verdict == "weak"]
    proof: list[Evidence] = [quoted(review, support) for support in told[:SHOWN]] if verdict != "not_chosen" else []
    proof = proof or announced or [_opening(review, section) for section in own[:1]]
    gaps = _gaps([one for one in judged if one.verdict != "met" and not one.doubtful])
    yield Outcome(
        requirement, verdict, _confidence(verdict, judged, own), tuple(dict.fromkeys(proof)),
        searched_for(review, own, proof), _reason(verdict, sure, open_, len(duties), gaps),
    )  # fmt: skip


def _opening(review: Review, section: Section) -> Evidence:
    """The first paragraph of a section; its heading, where it has nothing else."""
    below = (i for i in range(section.start, section.stop) if review.blocks[i].kind in ("paragraph", "list_item"))
    return whole(review, next(below, section.start))


def _own_task(requirement: Requirement, review: Review) -> Outcome:
    """The outcome of a task without duties: by what its paragraphs say that could be checked."""
    own = [s for s in sections_of_task(review, requirement.id, SURELY) if not _declined(review, s)]
    announced = _announced(review, requirement)
    own += [section for section in review.sections if announced and section.start == announced[0].block]
    if not own and not announced:
        verdict = _left_out(requirement, review)
        reason = _reason(verdict, 0, 0, 0, "")
    else:
        said = list(islice(_checkable(review, own, announced), SHOWN))
        verdict = "met" if said else "weak"
        announced = said or announced or [whole(review, own[0].start)]
        reason = (
            "方案提出了这项任务，并写了具体举措。" if said else "方案提出了这项任务，但没有写明具体举措、数量或时间。"
        )
    searched = searched_for(review, own, announced)
    return Outcome(requirement, verdict, _confidence(verdict, [], own), tuple(announced), searched, reason)


def _checkable(review: Review, own: Sequence[Section], announced: Sequence[Evidence]) -> Iterator[Evidence]:
    """Sentences of the sections and of the announcing paragraph with a figure, a date, a name, or few words of intention."""
    blocks = [one.block for one in announced] + [i for section in own for i in range(section.start, section.stop)]
    for index in dict.fromkeys(blocks):
        block = review.blocks[index]
        for sentence in sentences(block) if block.kind not in ("heading", "furniture") else ():
            text = sentence.text
            telling = specific(text) or density(SOFT, text) < WISHFUL
            if telling and not NEGATED.search(text) and not OWNERS.match(text):
                yield evidence(review, index, sentence.start, sentence.stop)


def _left_out(requirement: Requirement, review: Review) -> Verdict:
    """The verdict on a task that is not taken up."""
    return "not_chosen" if not requirement.mandatory and review.absent == "missing" else review.absent


def _verdict(least: int, most: int, duties: int) -> Verdict:
    """Of a task with so many duties met: where the doubtful ones decide, nothing is decided."""
    if least < HALF * duties <= most:
        return "unsure"
    return "met" if least >= HALF * duties else "weak"


def _confidence(verdict: Verdict, judged: Sequence[DutyVerdict], own: list[Section]) -> float:
    """As sure as its duties; where those that are open decide, no surer than they are."""
    open_ = [one.confidence for one in judged if one.doubtful]
    if verdict == "unsure" and open_:
        return sureness(sum(open_) / len(open_))
    sure = sum(one.confidence for one in judged) / len(judged) if judged else MET
    return sureness(0.5 * sure + (0.5 if own or verdict in ("missing", "not_chosen") else 0.35))


def _gaps(judged: Sequence[DutyVerdict]) -> str:
    """The duties that are not met, in a sentence those that are not written at all, and in one those that the plan only touches."""
    touched = [one.duty.title for one in judged if one.verdict == "weak"]
    missing = [one.duty.title for one in judged if one.verdict != "weak"]
    told = (("没有写：", missing), ("只是提到：", touched))
    return "".join(f"{said}{'；'.join(titles)}。" for said, titles in told if titles)


def _reason(verdict: Verdict, met: int, open_: int, duties: int, gaps: str) -> str:
    rest = f"，{open_} 项待人工复核" if open_ else ""
    if verdict == "met":
        return f"{duties} 项具体要求中有 {met} 项写出了具体安排{rest}。"
    if verdict == "weak":
        few = f"只有 {met} 项" if met else "没有一项"
        return f"方案提到了这项任务，但 {duties} 项具体要求中{few}写出了具体安排{rest}。{gaps}"
    if verdict == "not_chosen":
        return "自选任务，方案没有选做。"
    if verdict == "unsure" and open_:
        few = f"有 {met} 项" if met else "没有一项确定"
        return f"{duties} 项具体要求中{few}写出了具体安排，另有 {open_} 项证据不足，请先人工复核。"
    if verdict == "unsure":
        return "没有找到这项任务，但有页面无法识别，不能判定为没有写。"
    if open_:
        return f"各章节都没有提出这项任务；有 {open_} 项具体要求有相关语句但证据不足，请先人工复核。"
    return "各章节都没有提出这项任务，也没有找到它的具体要求。"
