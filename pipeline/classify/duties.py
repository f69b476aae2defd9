"""Which paragraphs fulfil which duty: a domain expert's patterns, text models and the wording, weighed together.

For each pair of paragraph and duty that has any sign of belonging together, a grading model over the features of
`duty_features` says how probable it is that the paragraph fulfils the duty, or only names it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.applicant import identify
from pipeline.classify.duty_features import FEATURES, Claims, Scores, pair_features, rank, standing
from pipeline.classify.duty_grading import APART, Objection, grade, objection
from pipeline.classify.duty_matching import read_passages, speaking
from pipeline.classify.duty_passages import BlockContext, DutyPassage, own_task, passages_of
from pipeline.classify.duty_patterns import SILENT, TOLD, Expert, Match, patterns
from pipeline.classify.duty_wording import ALONE, Reading
from pipeline.classify.model import bags
from pipeline.classify.models import DutyModels, Models
from pipeline.classify.other_cities import of_another_city
from pipeline.document import Document
from pipeline.profile import Profile, Requirement
from pipeline.text.sentences import Sentence

_ABOUT = FEATURES.index("about")
_OTHERS = FEATURES.index("others")
_PAST = [FEATURES.index(name) for name in ("past_only", "past_start")]
PATTERN_ALONE = 0.7
"""What a pattern's match is worth where there is no text model: enough to count, with the last word left to the wording."""
STANDS = 0.8
"""What a sentence is worth at least that says to be done already what, once done, fulfils the duty for good (`standing`), or in
other words than plans do, but unmistakably, that it is to be done (`told`)."""
CANDIDATE = 0.04
"""Pairs whose text model says less than this and that match no pattern are not looked at further."""


@dataclass(frozen=True, slots=True)
class Support:
    """How well one stretch of a block supports one duty."""

    duty: str
    block: int
    start: int
    stop: int
    met: float
    """Probability that it fulfils the duty."""
    named: float
    """Probability that it fulfils or at least names it."""
    about: bool
    """Whether the expert's patterns say that it speaks of the duty, however seriously."""
    objection: Objection | None
    """Why it counts for little, where that is known."""


@dataclass(frozen=True, slots=True)
class DutyPair:
    """A duty, a block, the sentence of the block that speaks of the duty, and the features of the three."""

    duty: Requirement
    block: int
    sentence: Sentence
    row: list[float]


def duties_of(profile: Profile) -> list[Requirement]:
    """Duties that the text is searched for."""
    return [requirement for requirement in profile.by_kind("duty") if requirement.check == "duty"]


def _scores(readings: Sequence[Sequence[Reading]], models: DutyModels, untrained: Sequence[str]) -> list[Scores]:
    """Text-model probabilities of all sentences, windows and blocks, in one call for each model; 0 of what it never saw."""
    tokens: list[str] = []
    members: list[range] = []
    for block in readings:
        first, stop = len(tokens), len(tokens) + len(block)
        tokens += [reading.tokens for reading in block]
        members += [range(at, at + 1) for at in range(first, stop)]
        members += [range(max(first, at - 1), at + 1) for at in range(first, stop)] + [range(first, stop)]
    parts = bags(tokens)
    names = (*models.topics.classes, *untrained)
    columns = {name: at for at, name in enumerate(names)}
    topics = np.pad(models.topics.of_joined(parts, members), ((0, 0), (0, len(untrained))))
    serious = models.tone.of_joined(parts, members)[:, 0].tolist()
    result, at = [], 0
    for block in readings:
        n = len(block)
        own, grades = topics[at : at + 2 * n + 1], serious[at : at + 2 * n]
        most = np.maximum(own[:n].max(axis=0), own[2 * n])
        likely = {names[column] for column in np.flatnonzero(most >= CANDIDATE)}
        result.append(Scores(own, columns, grades[:n], grades[n:], likely))
        at += 2 * n + 1
    return result


def _trust_patterns(scores: Scores, matches: Sequence[Mapping[str, Match]], untrained: Sequence[str]) -> None:
    """Give duties that the text model has never seen (a new notice's) the probability that their patterns earn."""
    for duty in untrained:
        values = [PATTERN_ALONE if one.get(duty, SILENT).about else 0.0 for one in matches]
        scores.topics[:, scores.columns[duty]] = [*values, *values, max(values)]
        if max(values) >= CANDIDATE:
            scores.likely.add(duty)


def duty_pairs(
    document: Document, found: Mapping[int, BlockContext], profile: Profile, models: Models
) -> list[DutyPair]:
    """All pairs of block and duty that have a sign of belonging together, with their features."""
    duties = duties_of(profile)
    parents = {duty.id: duty.parent for duty in duties}
    siblings = {own: {other for other in parents if parents[other] == parents[own]} - {own} for own in parents}
    passages = passages_of(document, found, profile, models.sections.tasks)
    read = list(read_passages(passages, Expert(duties), parents))
    result: dict[tuple[int, str, bool], DutyPair] = {}
    untrained = [duty.id for duty in duties if duty.id not in models.duties.topics.classes]
    scored = _scores([one.passage.readings for one in read], models.duties, untrained)
    for one, scores in zip(read, scored, strict=True):
        _trust_patterns(scores, one.matches, untrained)
        claims = Claims(one.matches, one.alone, siblings, *one.around)
        for duty in _candidates(duties, one.matches, scores, one.passage):
            row, sentence = pair_features(duty, one.passage, scores, claims)
            key = one.passage.block, duty.id, bool(one.passage.beside)
            before = result.get(key)
            if before is None or standing(row) > standing(before.row):  # of a table's rows the best alone
                result[key] = DutyPair(duty, one.passage.block, sentence, row)
    _rank(result)
    return list(result.values())


def _rank(pairs: Mapping[tuple[int, str, bool], DutyPair]) -> None:
    """Tell every pair how it stands among those of its duty, a row under its table's title among others that are read so."""
    rows: defaultdict[tuple[str, bool], list[list[float]]] = defaultdict(list)
    for (block, duty, titled), pair in pairs.items():
        rows[duty, titled].append(pair.row)
        if not titled and (block, duty, True) not in pairs:
            rows[duty, True].append(list(pair.row))
    for together in rows.values():
        rank(together)


def _candidates(
    duties: Sequence[Requirement], matches: Sequence[Mapping[str, Match]], scores: Scores, passage: DutyPassage
) -> Iterator[Requirement]:
    """Duties that the passage may speak of."""
    spoken = speaking(matches)
    likely, hinted = scores.likely | spoken, set().union(*matches)
    for duty in duties:
        if passage.project and not duty.params.get("projects", False):
            continue
        if (
            passage.beside and duty.id not in spoken
        ):  # 试点工程清单 says that its rows are projects, and nothing of techniques
            continue
        if duty.id in likely or (duty.id in hinted and own_task(passage.context, duty.parent) >= 0.3):
            yield duty


def supports(
    document: Document, found: Mapping[int, BlockContext], profile: Profile, models: Models
) -> tuple[Support, ...]:
    """All supports worth knowing, by block."""
    listed = duty_pairs(document, found, profile, models) if found else []
    if not listed:
        return ()
    _report_others(listed, identify(document, profile.subject).name)
    grades = grade(models.duties.grades, np.array([pair.row for pair in listed]))
    best: dict[tuple[str, int], Support] = {}
    for pair, (met, named) in zip(listed, grades, strict=True):
        support = _support(pair, document, float(met), float(named))
        key = support.duty, support.block
        if before := best.get(key):  # a row by itself, or as it reads under its title
            better = support if support.met >= before.met else before
            support = replace(better, named=max(support.named, before.named))
        best[key] = support
    return tuple(best.values())


def _report_others(pairs: Sequence[DutyPair], own: str) -> None:
    """Mark what another city than `own` does as what others alone do."""
    texts = {pair.sentence.text for pair in pairs}
    reports = {text for text in texts if of_another_city(text, own)}
    for pair in pairs:
        if pair.sentence.text in reports:
            pair.row[_OTHERS] = ALONE


def _says(pair: DutyPair, param: str) -> bool:
    """Whether its sentence holds a pattern of the duty, which as any of its patterns knows no case."""
    pattern = pair.duty.params.get(param)
    return bool(pattern and re.search(pattern, pair.sentence.text, re.IGNORECASE))


def _told(pair: DutyPair) -> bool:
    """Whether its sentence says in words of its own what fulfils the duty (`told`)."""
    return any(pattern.span(pair.sentence.text) for pattern in patterns(pair.duty, TOLD))


def _apart(pair: DutyPair, document: Document) -> bool:
    """Whether it is about something near the duty: its sentence tells of what looks like it (`apart`), or neither the block
    nor the one before, of a table its row, names what the duty cannot be without (`needs`)."""
    needs = pair.duty.params.get("needs")
    if _says(pair, "apart"):
        return True
    blocks = document.blocks[max(0, pair.block - 1) : pair.block + 1]
    said = [pair.sentence.text] if blocks[-1].table else [block.text for block in blocks]
    return needs is not None and not any(re.search(needs, text, re.IGNORECASE) for text in said)


def _support(pair: DutyPair, document: Document, met: float, named: float) -> Support:
    if pair.row[_ABOUT] and not pair.row[_OTHERS] and _says(pair, "standing"):
        met = max(met, STANDS)
    apart = _apart(pair, document)
    if apart:
        met, named = met * APART, named * APART
    against = objection(pair.row, met, apart=apart)
    if against is None and not any(pair.row[at] for at in _PAST) and _told(pair):
        met = max(met, STANDS)
    sentence, spoken_of = pair.sentence, pair.row[_ABOUT] > 0
    return Support(pair.duty.id, pair.block, sentence.start, sentence.stop, met, max(met, named), spoken_of, against)
