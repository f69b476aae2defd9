"""Whether the base describes the three industries that 五（一） asks for, with facts.

Parameters: `construction`, `equipment`, `information`, each a pattern of words of that industry. Met with at least
two of the three described with numbers, weak with one.
"""

import re
from collections.abc import Iterator

from pipeline.check.base import Review, evidence, headings, labelled, top_headings
from pipeline.findings import Evidence, Outcome, Verdict
from pipeline.profile import Requirement
from pipeline.sentences import NUMBER, sentences

INDUSTRIES = {"construction": "建筑业", "equipment": "装备制造业", "information": "信息技术产业"}
_CLAUSE = re.compile(r"[；;。\n]|，(?=[^，]{0,12}(?:产业|制造|软件|企业|业务))")


def check(requirement: Requirement, review: Review) -> Iterator[Outcome]:
    """One outcome; the reason names the industries without facts."""
    found: dict[str, Evidence] = {}
    for passage in review.classified.passages:
        if passage.labels["foundation"] + passage.labels["basics"] < 0.5:
            continue
        for sentence in sentences(review.blocks[passage.block]):
            for name in INDUSTRIES:
                if name not in found and _described(str(requirement.params[name]), sentence.text):
                    found[name] = evidence(review, passage.block, sentence.start, sentence.stop)
    verdict: Verdict = "met" if len(found) >= 2 else "weak" if found else "missing"
    if verdict == "missing" and not review.readable:
        verdict = "unsure"
    absent = "、".join(title for name, title in INDUSTRIES.items() if name not in found)
    own = [*labelled(review, "foundation", 0.4), *labelled(review, "basics", 0.4)]
    reason = "三个产业的基础都有数据。" if not absent else f"没有用数据说明：{absent}。"
    confidence = {3: 0.95, 2: 0.8, 1: 0.75, 0: 0.85}[len(found)]
    yield Outcome(requirement, verdict, confidence, tuple(found.values()), headings(own) or top_headings(review), reason)


def _described(pattern: str, sentence: str) -> bool:
    return any(re.search(pattern, clause) and NUMBER.search(clause) for clause in _CLAUSE.split(sentence))
