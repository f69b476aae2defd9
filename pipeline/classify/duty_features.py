"""What is known of a paragraph and a duty: whether they belong together, and how seriously the paragraph takes it.

Everything is read from the one sentence that speaks most clearly of the duty, and there from the clauses that do:
a number at the other end of the paragraph does not make a bare intention concrete.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.classify.duty_patterns import Match, pairs_of
from pipeline.classify.features import masked_words
from pipeline.document import Block
from pipeline.profile import Requirement
from pipeline.sentences import (
    AGENCY,
    DATE,
    ELSEWHERE,
    FIRM,
    FUTURE,
    HOLLOW,
    NEGATED,
    NUMBER,
    OTHERS,
    PAST,
    PAST_START,
    QUOTED,
    SOFT,
    TITLE,
    VAGUE,
    Sentence,
    clauses,
    sentences,
)  # fmt: skip

FEATURES = (
    "about", "hint", "about_block", "sentences_about", "model", "model_window", "model_block", "lead", "claimed",
    "claimed_strong", "own", "home", "base", "goals", "safeguards", "schedule", "other", "negated_clause",
    "negated_after", "negated_any", "past", "past_only", "future", "vague_clause", "vague", "soft_start", "hollow",
    "specific_clause", "specific", "number", "date", "title", "agency", "quoted", "firm_clause", "firm", "soft", "list",
    "length", "clause_length", "block_length", "table", "copied", "serious", "serious_window", "near", "beside",
    "hollow_clause", "claim_own", "claim_near", "claim_model", "claim_firm", "best", "behind", "past_start", "past_count",
    "gone_by", "field", "elsewhere", "elsewhere_only", "others",
)  # fmt: skip
_FLAGS = {"number": NUMBER, "date": DATE, "title": TITLE, "agency": AGENCY, "quoted": QUOTED, "hollow": HOLLOW}
_YEAR = re.compile(r"20\d\d(?=\s*年)")
_SPECIFIC = (NUMBER, DATE, TITLE, QUOTED, AGENCY)
_SOFT_START = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*)?"
    r"(?:要|应|同时|此外|另外|并|在此基础上|与此同时|对于)?[，,]?\s*"
    r"(?:加强|积极|努力|鼓励|探索|进一步|支持|大力|不断|逐步|持续|注重|重视|推动|引导|深入|坚持|充分|切实|适时|做好|提高|提升|加大)"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a block beside its text."""

    labels: Mapping[str, float]
    tasks: Mapping[str, float]
    copied: float
    """Share of its text that stands in the notice."""
    section: int = 0
    """Index of its innermost section."""
    group: str = ""
    """Of a table's row, the cell that groups it with others."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is searched for duties at once: the sentences of a paragraph, or one row of a table."""

    block: int
    readings: tuple["Reading", ...]
    context: Context
    length: int
    """Characters."""
    tabled: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence and what its wording says, whatever duty it is about."""

    sentence: Sentence
    pairs: frozenset[str]
    tokens: str
    clauses: tuple[tuple[int, int], ...]
    negated: tuple[int, ...]
    """Where it denies or puts off something."""
    values: Mapping[str, float]


def _specific(text: str) -> float:
    return sum(min(2, len(pattern.findall(text))) for pattern in _SPECIFIC) / 5


_OWNERS = re.compile(
    r"^[（(【\[]?\s*(?:责任|牵头|配合|负责|主办|协办)(?:单位|部门|领导)?[：:]"
    r"|^由[^，。；]{2,24}(?:负责|牵头|跟踪|推进|落实|承办|督办|统筹|办理|实施|把关)[。）)]*$"
    r"|^[（(][^（）()。；]{2,80}(?:局|委|办|厅|馆|站|中心|政府|部门|管委会|院|集团|公司)(?:[^（）()。；]{0,6}(?:负责|牵头|承办|落实|配合|办理))?[）)]$"
)


def read(block: Block, field: str = "") -> tuple[Reading, ...]:
    """All sentences of a block but those that only list who answers for it: a list of units promises nothing.

    `field` is a pattern of the words of the profile's field.
    """
    found = (sentence for sentence in sentences(block) if not _OWNERS.match(sentence.text))
    return tuple(reading(sentence, sentence.text, field) for sentence in found)


def _gone_by(text: str) -> float:
    """How surely the latest year that a sentence names is gone by when a plan is written (in 2022)."""
    latest = max(map(int, _YEAR.findall(text)), default=9999)
    return 1.0 if latest < 2022 else 0.5 if latest == 2022 else 0.0


def reading(sentence: Sentence, said: str, field: str) -> Reading:
    """What the wording of a sentence says; `said` are the words that tell what it is about."""
    text = sentence.text
    own, other = len(re.findall(field, text)) if field else 1, len(set(ELSEWHERE.findall(text)))
    past, future = bool(PAST.search(text)), bool(FUTURE.search(text))
    values = {name: float(bool(pattern.search(text))) for name, pattern in _FLAGS.items()}
    size = max(20, len(text)) / 40
    values |= {
        "past_start": float(bool(PAST_START.search(text))), "past_count": min(3, len(PAST.findall(text))) / 3,
        "past": float(past), "past_only": float(past and not future), "future": float(future),
        "vague": min(3.0, len(VAGUE.findall(text)) / size), "firm": min(4.0, len(FIRM.findall(text)) / size),
        "soft": min(3.0, len(SOFT.findall(text)) / size), "soft_start": float(bool(_SOFT_START.search(text))),
        "specific": min(1.5, _specific(text)), "list": min(8, text.count("、")) / 8,
        "length": min(1.5, len(text) / 100), "gone_by": 0.0 if future else _gone_by(text), "field": min(3, own) / 3,
        "others": float(bool(OTHERS.search(text))), "elsewhere": min(2, other) / 2, "elsewhere_only": float(other > own),
    }  # fmt: skip
    negated = tuple(match.start() for match in NEGATED.finditer(text))
    return Reading(sentence, pairs_of(text), " ".join(masked_words(said)), tuple(clauses(text)), negated, values)


@dataclass(frozen=True, slots=True)
class Scores:
    """What the text models say of a block's sentences, windows of two sentences, and the block."""

    sentence: Sequence[dict[str, float]]
    window: Sequence[dict[str, float]]
    block: dict[str, float]
    serious: Sequence[float]
    serious_window: Sequence[float]
    likely: set[str]
    """Duties of which the models say enough that the block is looked at further."""


def _logit(probability: float) -> float:
    value = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(value / (1 - value)) / 4


def _clause_values(reading: Reading, found: Match) -> dict[str, float]:
    """What the clauses that speak of the duty say, where the patterns know them; else the whole sentence."""
    text = reading.sentence.text
    near = [span for span in reading.clauses if span[1] > found.start and span[0] < found.stop]
    start, stop = (near[0][0], near[-1][1]) if near else (0, len(text))
    part = text[start:stop]
    size = max(16, len(part)) / 40
    return {
        "negated_clause": float(any(start <= at < stop for at in reading.negated)),
        "negated_after": float(any(at >= start for at in reading.negated)),
        "negated_any": float(bool(reading.negated)),
        "vague_clause": min(4.0, len(VAGUE.findall(part)) / size),
        "firm_clause": min(4.0, len(FIRM.findall(part)) / size),
        "hollow_clause": float(bool(HOLLOW.search(part))),
        "specific_clause": min(1.5, _specific(part)), "clause_length": min(1.5, len(part) / 60),
    }  # fmt: skip


def choose(matches: Sequence[Match], readings: Sequence[Reading], scores: Scores, duty: str) -> int:
    """Index of the sentence that speaks most clearly and most seriously of the duty."""
    best, most = 0, -9.0
    for i, (found, reading) in enumerate(zip(matches, readings, strict=True)):
        v = reading.values
        value = min(found.about, 2) + 0.5 * min(found.hint, 1) + 2 * scores.sentence[i].get(duty, 0.0)
        value += 0.5 * scores.serious[i] + 0.2 * min(v["specific"], 1.0)
        value -= 0.5 * bool(reading.negated) + 0.3 * v["past_only"]
        if value > most:
            best, most = i, value
    return best


def own_task(context: Context, task: str) -> float:
    """Probability that the block stands in a section about this task; duties of the safeguards have no task."""
    return context.labels.get("safeguards", 0.0) if task == "safeguards" else context.tasks.get(task, 0.0)


def _belonging(duty: Requirement, at: int, scores: Scores, claims: "Claims") -> dict[str, float]:
    """What patterns and text models say of the chosen sentence and this duty beside its siblings."""
    matches = claims.matches[duty.id]
    model = _logit(scores.sentence[at].get(duty.id, 0.0))
    rivals, strong, best = claims.rivals(duty.id, at, scores)
    speaking = sum(one.about > 0 for one in matches)
    return {
        "about": min(matches[at].about, 3) / 3, "hint": float(matches[at].hint > 0),
        "about_block": min(2, speaking) / 2, "sentences_about": speaking / len(matches),
        "model": model, "model_window": _logit(scores.window[at].get(duty.id, 0.0)),
        "model_block": _logit(scores.block.get(duty.id, 0.0)), "lead": model - _logit(best),
        "claimed": min(3, rivals) / 3, "claimed_strong": min(3, strong) / 3,
        "serious": scores.serious[at], "serious_window": scores.serious_window[at],
    }  # fmt: skip


def _place(duty: Requirement, passage: Passage) -> dict[str, float]:
    """Where the passage stands."""
    context, labels = passage.context, passage.context.labels
    homes = [home for home in duty.params.get("home", ()) if "/" not in home]
    return {
        "own": own_task(context, duty.parent), "home": max((labels.get(home, 0.0) for home in homes), default=0.0),
        "base": labels.get("foundation", 0.0) + labels.get("basics", 0.0), "copied": context.copied,
        "block_length": min(1.5, passage.length / 300), "table": float(passage.tabled),
    } | {name: labels.get(name, 0.0) for name in ("goals", "safeguards", "schedule", "other")}  # fmt: skip


def pair_features(
    duty: Requirement, passage: Passage, scores: Scores, claims: "Claims"
) -> tuple[list[float], Sentence]:
    """FEATURES of one passage and duty, and the sentence that they were read from."""
    readings = passage.readings
    matches = claims.matches[duty.id]
    at = choose(matches, readings, scores, duty.id)
    near, beside = claims.near.get(duty.parent, 0.0), claims.beside.get(duty.parent, 0.0)
    place, claim = _place(duty, passage), min(matches[at].about, 2) / 2
    values = {
        **readings[at].values, **_clause_values(readings[at], matches[at]),
        **_belonging(duty, at, scores, claims), **place,
        "near": near, "beside": beside, "claim_own": claim * place["own"], "claim_near": claim * max(near, beside),
        "claim_model": claim * scores.sentence[at].get(duty.id, 0.0),
        "claim_firm": claim * min(readings[at].values["firm"], 2.0), "best": 0.0, "behind": 0.0,
    }  # fmt: skip
    return [values[name] for name in FEATURES], readings[at].sentence


BEST, BEHIND = FEATURES.index("best"), FEATURES.index("behind")
_WEIGHTS = {
    "about": 1.2, "own": 0.8, "near": 0.5, "model": 1.0, "specific_clause": 0.3, "base": -1.5, "negated_after": -1.0,
    "schedule": -0.8, "goals": -0.8,
}  # fmt: skip
_RANKING = tuple((FEATURES.index(name), weight) for name, weight in _WEIGHTS.items())


def standing(row: Sequence[float]) -> float:
    """How much speaks for a pair at first sight."""
    return sum(row[at] * weight for at, weight in _RANKING)


def rank(rows: Sequence[list[float]]) -> None:
    """Tell every row of one duty how far it stands behind the best of the document."""
    scores = [standing(row) for row in rows]
    most = max(scores, default=0.0)
    for row, score in zip(rows, scores, strict=True):
        row[BEST], row[BEHIND] = float(score == most), min(2.0, most - score)


@dataclass(frozen=True, slots=True)
class Claims:
    """Which duties' patterns match which sentences of a block."""

    matches: Mapping[str, Sequence[Match]]
    siblings: Mapping[str, Sequence[str]]
    """Of every duty, the other duties of its task."""
    near: Mapping[str, float]
    """Of every task, the share that its duties have in what the other blocks of the section speak of."""
    beside: Mapping[str, float]
    """The same of the two blocks before and after."""

    def rivals(self, duty: str, at: int, scores: Scores) -> tuple[int, int, float]:
        """How many sibling duties claim the sentence, how many strongly, and the best that the model gives one."""
        others = self.siblings[duty]
        claims = sum(self.matches[other][at].about > 0 for other in others)
        strong = sum(self.matches[other][at].about > 1 for other in others)
        return claims, strong, max((scores.sentence[at].get(other, 0.0) for other in others), default=0.0)
