"""What is known of a paragraph and a duty: whether they belong together, and how seriously the paragraph takes it.

Everything is read from the one sentence that speaks most clearly of the duty, and there from the clauses that do:
a number at the other end of the paragraph does not make a bare intention concrete.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.classify.duty_passages import DutyPassage, own_task
from pipeline.classify.duty_patterns import SILENT, TOLD, Match, Pattern, patterns
from pipeline.classify.duty_wording import Reading, specific
from pipeline.classify.model import Matrix
from pipeline.profile import Requirement
from pipeline.text.commitment import FIRM, HOLLOW, VAGUE
from pipeline.text.sentences import Sentence

FEATURES = (
    "about", "hint", "about_block", "sentences_about", "model", "model_window", "model_block", "lead", "claimed",
    "claimed_strong", "own", "home", "base", "goals", "safeguards", "schedule", "other", "negated_clause",
    "negated_after", "negated_any", "past", "past_only", "future", "vague_clause", "vague", "soft_start", "hollow",
    "specific_clause", "specific", "number", "date", "title", "agency", "quoted", "firm_clause", "firm", "soft", "list",
    "length", "clause_length", "block_length", "table", "copied", "serious", "serious_window", "near", "beside",
    "hollow_clause", "claim_own", "claim_near", "claim_model", "claim_firm", "best", "behind", "past_start", "past_count",
    "gone_by", "field", "elsewhere", "elsewhere_only", "others",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scores:
    """What the text models say of a block's sentences, windows of two sentences, and the block."""

    topics: Matrix
    """(sentences, as many windows, the block; duties) probabilities."""
    columns: Mapping[str, int]
    """Of every duty its column there."""
    serious: Sequence[float]
    serious_window: Sequence[float]
    likely: set[str]
    """Duties of which the models say enough that the block is looked at further."""

    def sentence(self, at: int, duty: str) -> float:
        """Probability that a sentence is about a duty."""
        return float(self.topics.item(at, self.columns[duty]))

    def window(self, at: int, duty: str) -> float:
        """The same of a sentence with the one before it."""
        return self.sentence(len(self.serious) + at, duty)

    def block(self, duty: str) -> float:
        """The same of the whole block."""
        return self.sentence(2 * len(self.serious), duty)


def _logit(probability: float) -> float:
    value = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(value / (1 - value)) / 4


def _clause_values(reading: Reading, found: Match) -> dict[str, float]:
    """What the clauses that speak of the duty say, where the patterns know them; else the whole sentence."""
    text = reading.sentence.text
    near = [span for span in reading.clauses if span[1] > found.start and span[0] < found.stop]
    start, stop = (near[0][0], near[-1][1]) if near else (0, len(text))
    end = text.find("；", stop) + 1 or len(text)  # of several measures in one cell
    return {
        "negated_clause": float(any(start <= at < stop for at in reading.negated)),
        "negated_after": float(any(start <= at < end for at in reading.negated)),
        "negated_any": float(bool(reading.negated)), **_wording(text[start:stop]),
    }  # fmt: skip


@lru_cache(maxsize=256)
def _wording(clause: str) -> Mapping[str, float]:
    """What a clause says, whatever duty it is about: several duties are often looked for in the same one."""
    size = max(16, len(clause)) / 40
    return {
        "vague_clause": min(4.0, len(VAGUE.findall(clause)) / size),
        "firm_clause": min(4.0, len(FIRM.findall(clause)) / size),
        "hollow_clause": float(bool(HOLLOW.search(clause))),
        "specific_clause": min(1.5, specific(clause)), "clause_length": min(1.5, len(clause) / 60),
    }  # fmt: skip


SURE = 2.0
"""What a sentence is ahead of others that says in words of its own what fulfils the duty."""


def _is_told(reading: Reading, told: Sequence[Pattern]) -> bool:
    return any(one.possible(reading.pairs) and one.span(reading.sentence.text) for one in told)


def choose(matches: Sequence[Match], readings: Sequence[Reading], scores: Scores, requirement: Requirement) -> int:
    """Index of the sentence that speaks most clearly and most seriously of the duty, of one that it is `told` by first."""
    if len(readings) == 1:
        return 0
    duty, told = requirement.id, patterns(requirement, TOLD)
    best, most = 0, -9.0
    for i, (found, reading) in enumerate(zip(matches, readings, strict=True)):
        v = reading.values
        value = min(found.about, 2) + 0.5 * min(found.hint, 1) + 2 * scores.sentence(i, duty)
        value += 0.5 * scores.serious[i] + 0.2 * min(v["specific"], 1.0)
        value -= 0.5 * bool(reading.negated) + 0.3 * v["past_only"]
        value += SURE * (not reading.negated and not v["past_only"] and _is_told(reading, told))
        if value > most:
            best, most = i, value
    return best


def _belonging(duty: Requirement, at: int, scores: Scores, claims: "Claims") -> dict[str, float]:
    """What patterns and text models say of the chosen sentence and this duty beside its siblings."""
    matches = claims.of(duty.id)
    model = _logit(scores.sentence(at, duty.id))
    rivals, strong, best = claims.rivals(duty.id, at, scores)
    speaking = sum(one.about > 0 for one in matches)
    return {
        "about": min(matches[at].about, 3) / 3, "hint": float(matches[at].hint > 0),
        "about_block": min(2, speaking) / 2, "sentences_about": speaking / len(matches),
        "model": model, "model_window": _logit(scores.window(at, duty.id)),
        "model_block": _logit(scores.block(duty.id)), "lead": model - _logit(best),
        "claimed": min(3, rivals) / 3, "claimed_strong": min(3, strong) / 3,
        "serious": scores.serious[at], "serious_window": scores.serious_window[at],
    }  # fmt: skip


def _place(duty: Requirement, passage: DutyPassage, at: int) -> dict[str, float]:
    """Where the passage stands, and whether its text or that of the chosen sentence is its own."""
    context, labels = passage.context, passage.context.labels
    homes = [home for home in duty.params.get("home", ()) if "/" not in home]
    return {
        "own": own_task(context, duty.parent), "home": max((labels.get(home, 0.0) for home in homes), default=0.0),
        "base": labels.get("foundation", 0.0) + labels.get("basics", 0.0), "copied": max(context.copied, passage.copied[at]),
        "block_length": min(1.5, passage.length / 300), "table": float(passage.tabled),
    } | {name: labels.get(name, 0.0) for name in ("goals", "safeguards", "schedule", "other")}  # fmt: skip


def pair_features(
    duty: Requirement, passage: DutyPassage, scores: Scores, claims: "Claims"
) -> tuple[list[float], Sentence]:
    """FEATURES of one passage and duty, and the sentence that they were read from."""
    readings = passage.readings
    matches = claims.of(duty.id)
    at = choose(matches, readings, scores, duty)
    near, beside = claims.near.get(duty.parent, 0.0), claims.beside.get(duty.parent, 0.0)
    place, claim = _place(duty, passage, at), min(matches[at].about, 2) / 2
    values = {
        **readings[at].values, **_clause_values(readings[at], matches[at]),
        **_belonging(duty, at, scores, claims), **place,
        "near": near, "beside": beside, "claim_own": claim * place["own"], "claim_near": claim * max(near, beside),
        "claim_model": claim * scores.sentence(at, duty.id),
        "claim_firm": claim * min(readings[at].values["firm"], 2.0), "best": 0.0, "behind": 0.0,
    }  # fmt: skip
    return [values[name] for name in FEATURES], _shown(readings[at], matches[at])


def _shown(reading: Reading, found: Match) -> Sentence:
    """The sentence without a lead that does not speak of the duty: 加大财政投入力度。 before what is done for science."""
    sentence, lead = reading.sentence, reading.lead
    if not found.about or found.start < lead:
        return sentence
    return Sentence(sentence.text[lead:], sentence.start + lead, sentence.stop)


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

    matches: Sequence[Mapping[str, Match]]
    """By sentence, of the duties that it speaks of."""
    alone: Sequence[Mapping[str, Match]]
    """The same of its own words: what a table is called makes no rival of a duty that one of its rows is about."""
    siblings: Mapping[str, Collection[str]]
    """Of every duty, the other duties of its task."""
    near: Mapping[str, float]
    """Of every task, the share that its duties have in what the other blocks of the section speak of."""
    beside: Mapping[str, float]
    """The same of the two blocks before and after."""

    def of(self, duty: str) -> list[Match]:
        """What the duty's patterns find in each sentence."""
        return [one.get(duty, SILENT) for one in self.matches]

    def rivals(self, duty: str, at: int, scores: Scores) -> tuple[int, int, float]:
        """How many sibling duties claim the sentence, how many strongly, and the best that the model gives one."""
        others = self.siblings[duty]
        found = [match.about for other, match in self.alone[at].items() if other in others]
        best = max((scores.sentence(at, other) for other in others), default=0.0)
        return sum(about > 0 for about in found), sum(about > 1 for about in found), best
