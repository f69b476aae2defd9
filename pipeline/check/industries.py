"""Whether the base describes the three industries that 五（一） asks for, with facts.

Parameters: `construction`, `equipment`, `information`, each a pattern of words of that industry. Met with at least
two of the three described with numbers, weak with one.
"""

import re
from collections.abc import Iterator, Mapping

from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.check.searching import labelled, searched_for
from pipeline.check.table_units import readings
from pipeline.check.told import told_as_base
from pipeline.findings import Evidence, Outcome, Verdict
from pipeline.profile import Requirement
from pipeline.text.commitment import FIRM, FUTURE
from pipeline.text.numbers import unnumbered
from pipeline.text.sentences import clauses, sentences
from pipeline.vocabulary import INDUSTRIES

_FIGURE = re.compile(
    r"(?:\d[\d.,]{0,20}|[一二两三四五六七八九十百千几]{1,9})[余多来]?(?:[万亿]+[余多]?)?(?:[家户人强元成%％]|(?<=亿)|(?<=万)(?!平))|一半"
)
"""In which an industry is described; so many square metres or machines are work done."""
_USED = re.compile(r"采用|使用|接入|造价|进场")
"""Machines that somebody uses are no industry that makes them."""
_WORKS = re.compile(r"装配式[^，。；]{0,16}(?:占比?|比例|率)|(?:不足|不到|仅占?)[\d.]+[%％]")
"""Shares of buildings that were built so, and of orders that an industry lacks, describe no industry."""
SURE = 0.97
"""Of the verdicts on 517 plans kept apart one in a hundred is wrong, however many industries were found."""
_CITY = re.compile(r"人口|面积\d|生产总值|GDP|城镇化|下?辖")
SUBJECT = 14
"""Characters of a heading that can be trusted to name what the text below it is about."""
_LEAD = re.compile(rf"[^，。；：:]{{2,{SUBJECT}}}[。：:]")
LIKELY, POSSIBLE = 0.5, 0.2
"""Least probability that a block is about the base; where it is lower, a sentence that promises nothing must do."""


def check(requirement: Requirement, review: Review) -> Iterator[Outcome]:
    """One outcome; the reason names the industries without facts."""
    found: dict[str, Evidence] = {}
    patterns = {name: str(requirement.params[name]) for name in INDUSTRIES}
    for block, base in _blocks(review):
        named = _named(_subject(review, block), patterns)
        for sentence, text in readings(review.blocks[block], sentences(review.blocks[block])):
            if base < LIKELY and (FUTURE.search(sentence.text) or len(FIRM.findall(sentence.text)) > 1):
                continue
            for name in _described(text, patterns, named):
                found.setdefault(name, evidence(review, block, sentence.start, sentence.stop))
    verdict: Verdict = "met" if len(found) >= 2 else "weak" if found else review.absent
    absent = "、".join(title for name, title in INDUSTRIES.items() if name not in found)
    own = [*labelled(review, "foundation", 0.4), *labelled(review, "basics", 0.4)]
    reason = "三个产业的基础都有数据。" if not absent else f"没有用数据说明：{absent}。"
    proof = tuple(found.values())
    yield Outcome(requirement, verdict, SURE, proof, searched_for(review, own, proof), reason)


def _blocks(review: Review) -> Iterator[tuple[int, float]]:
    """Blocks that may describe the base, headings that are sentences included, and how likely they do."""
    for section in review.sections:
        if section.headed and review.blocks[section.start].kind == "heading":
            labels = {label.label: label.probability for label in section.labels}
            if (base := _base(labels)) >= LIKELY:
                yield section.start, base
    told = set(told_as_base(review))
    for passage in review.classified.passages:
        if passage.block in told:
            yield passage.block, 1.0
        elif (base := _base(passage.labels)) >= POSSIBLE:
            yield passage.block, base


def _base(labels: Mapping[str, float]) -> float:
    return labels.get("foundation", 0.0) + labels.get("basics", 0.0)


def _subject(review: Review, block: int) -> str:
    """What a block says at its head that it is about: 装备制造业。……, or the heading above it."""
    lead = _LEAD.match(unnumbered(review.blocks[block].text))
    heading = review.path(block)[-1:]
    return lead.group() if lead else heading[0] if heading and len(heading[0]) <= SUBJECT else ""


def _named(text: str, patterns: Mapping[str, str]) -> set[str]:
    return {name for name, pattern in patterns.items() if re.search(pattern, text)}


def _described(sentence: str, patterns: Mapping[str, str], subject: set[str]) -> set[str]:
    """Industries of which a clause speaks that has a figure, or is followed by one before another industry's turn.

    Where the clauses name none, `subject` is what they are about, if that is one. Machines that somebody has tried out
    (六台焊接机器人) are no industry.
    """
    found: set[str] = set()
    speaking = subject if len(subject) == 1 else set()
    for start, stop in clauses(sentence):
        text = sentence[start:stop]
        if _CITY.search(text):  # 制造业城市，常住人口367万人: the figure is not the industry's
            speaking = set()
            continue
        speaking = (set() if _USED.search(text) else _named(text, patterns)) or speaking
        if _FIGURE.search(text) and not _WORKS.search(text):
            found |= speaking
    return found
