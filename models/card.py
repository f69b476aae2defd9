"""The model card: figures of evaluate.py as Markdown."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from models import mutations
from models.measure import Counts, macro_f1
from models.statistics import calibration_error, interval, risk_coverage
from models.train import SEEN, UNSEEN

if TYPE_CHECKING:
    from models.answers import Answer
    from models.evaluate import Measured

SETS = {"known": "hands left out", "seen": "kept apart, errors seen", "unseen": "kept apart, errors unseen"}
SYSTEMS = {"keyword": "keyword rule", "tfidf": "plain TF-IDF + logistic regression", "ours": "**section model**"}
ERRORS = 60


def _by_plan(answers: Sequence["Answer"]) -> list[list["Answer"]]:
    groups: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        groups[answer.plan].append(answer)
    return list(groups.values())


def _accuracy(answers: Sequence["Answer"]) -> float:
    return sum(answer.ok for answer in answers) / max(1, len(answers))


def _macro(answers: Sequence["Answer"]) -> float:
    return macro_f1([answer.pair for answer in answers])


def _sections(measured: "Measured") -> Iterator[str]:
    yield "## Sections\n"
    yield "Every heading of levels 1 and 2 and below, by its main label; macro-F1 over classes with at least 10 headings.\n"
    yield "| set | system | headings | accuracy (95 %) | macro-F1 (95 %) |\n|---|---|---|---|---|"
    for name, title in SETS.items():
        for system, shown in SYSTEMS.items():
            answers = measured.sections[f"{system}/{name}"]
            if answers:
                plans = _by_plan(answers)
                low, high = interval(plans, _accuracy)
                under, over = interval(plans, _macro)
                yield (
                    f"| {title} | {shown} | {len(answers)} | {_accuracy(answers):.3f} ({low:.3f}–{high:.3f}) "
                    f"| {_macro(answers):.3f} ({under:.3f}–{over:.3f}) |"
                )
    yield "\n### By class and by manner (section model)\n"
    yield "| set | class or manner | headings | F1 or accuracy |\n|---|---|---|---|"
    for name, title in SETS.items():
        answers = measured.sections[f"ours/{name}"]
        for label in sorted({answer.right[0] for answer in answers}):
            counts = Counts()
            for answer in answers:
                true, given = answer.pair
                counts.add(true == label, given == label, "")
            yield f"| {title} | {label} | {counts.tp + counts.fn} | F1 {counts.f1:.3f} |"
        for manner in sorted({answer.manner for answer in answers}):
            own = [answer for answer in answers if answer.manner == manner]
            yield f"| {title} | {manner} | {len(own)} | accuracy {_accuracy(own):.3f} |"


def _figures(c: Counts) -> str:
    """Precision, recall and F1; complete plans have no gap to be found."""
    return f"{c.precision:.3f} | {c.recall:.3f} | {c.f1:.3f}" if c.tp + c.fn else "– | – | –"


def _verdicts(measured: "Measured") -> Iterator[str]:
    yield "\n## Verdicts\n"
    yield "A gap is *weak* or *missing*; plans enter as plain unstyled paragraphs. Verdicts *unsure* are counted apart.\n"
    yield "| set | what | precision | recall | F1 | gaps | exact verdict |\n|---|---|---|---|---|---|---|"
    for name, title in SETS.items():
        counts = measured.verdicts[name]
        for kind in ("element", "task", "duty"):
            if kind in counts:
                c, exact = counts[kind], counts[f"{kind} exact"]
                yield f"| {title} | {kind} | {_figures(c)} | {c.tp + c.fn} | {exact.recall:.3f} |"
        decided = (
            counts["element exact"].tp + counts["element exact"].fn + counts["task exact"].tp + counts["task exact"].fn
        )
        decided += counts["duty exact"].tp + counts["duty exact"].fn
        yield f"| {title} | unsure | | | | {counts['unsure'].tp} of {decided + counts['unsure'].tp} | |"
    yield "\n### Rules of one file\n"
    yield "| set | rule | precision | recall | F1 | planted |\n|---|---|---|---|---|---|"
    for name, title in SETS.items():
        for rule, c in sorted(measured.rules[name].items()):
            yield f"| {title} | {rule} | {_figures(c)} | {c.tp + c.fn} |"


def _planted(measured: "Measured") -> Iterator[str]:
    yield "\n## Planted gaps\n"
    yield "Complete plans of hands kept apart, with one thing taken out or spoilt in each (corpora/mutations).\n"
    yield from mutations.lines(measured.planted)


def _calibration(measured: "Measured") -> Iterator[str]:
    yield "\n## Calibration\n"
    for name, title in SETS.items():
        labels = [(answer.sure, answer.ok) for answer in measured.sections[f"ours/{name}"]]
        verdicts = measured.sureness[name]
        for what, pairs in (("section labels", labels), ("verdicts", verdicts)):
            if pairs:
                yield f"- {title}, {what}: expected calibration error {calibration_error(pairs):.3f} ({len(pairs)} answers)"
    yield "\nRisk and coverage (share of errors among the answers kept when the least sure are withheld):\n"
    yield "| set | what | " + " | ".join(f"{tenth}0 %" for tenth in range(10, 0, -1)) + " |\n|---|---|" + "---|" * 10
    for name, title in SETS.items():
        labels = [(answer.sure, answer.ok) for answer in measured.sections[f"ours/{name}"]]
        for what, pairs in (("section labels", labels), ("verdicts", measured.sureness[name])):
            if pairs:
                yield f"| {title} | {what} | " + " | ".join(f"{risk:.3f}" for _, risk in risk_coverage(pairs)) + " |"


def _errors(measured: "Measured") -> Iterator[str]:
    yield f"\n## Errors (the first {ERRORS} of each)\n"
    for name, title in SETS.items():
        wrong = [answer for answer in measured.sections[f"ours/{name}"] if not answer.ok]
        yield f"\n### {title}: sections ({len(wrong)})\n"
        yield from (
            f"- {a.plan} {a.heading[:40]}: {'/'.join(a.right)} → {a.given} ({a.sure:.2f})" for a in wrong[:ERRORS]
        )
        for kind in ("element", "task", "duty"):
            errors = measured.verdicts[name][kind].errors if kind in measured.verdicts[name] else []
            yield f"\n### {title}: {kind} gaps ({len(errors)}; + reported wrongly, - overlooked)\n"
            yield from (f"- `{error}`" for error in errors[:ERRORS])


def write(measured: "Measured") -> str:
    """The whole card."""
    head = (
        "# Model card\n\nWritten by `python -m models.evaluate`; do not edit. The shipped model is made by "
        "`python -m models.train` from `corpora/plans` alone, with scikit-learn, and stored with skops.\n\n"
        f"Corpus: {measured.plans} plans, {measured.characters} characters, written for this project "
        f"(corpora/SOURCES.md). Never trained on: hands {', '.join(SEEN)}, whose errors were looked at when features and "
        f"rules were made, and hands {', '.join(UNSEEN)}, whose errors nobody has looked at but for rules on ah.\n\n"
        "Intended use: a first reading of pilot plans under 建办市函〔2022〕189号. Its verdicts are evidence for a reviewer, "
        "not decisions. Known limits: invented corpora; verdicts *met* rest on wording, not on feasibility. What each group of "
        "features and each manner of the corpora contributes is in ABLATION.md.\n"
    )
    parts = [
        *_sections(measured),
        *_verdicts(measured),
        *_planted(measured),
        *_calibration(measured),
        *_errors(measured),
    ]
    return head + "\n" + "\n".join(parts) + "\n"
