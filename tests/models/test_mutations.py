"""Planted gaps: the edits fit their plans, and the counts say what was found."""

from pathlib import Path

from corpora.check import problems
from corpora.reading import PLANS, read_plan
from models.measure import true_verdicts
from models.mutations import LACKING, measure, read_mutations
from models.train import HELD_OUT
from pipeline.check import load_profile


def test_every_mutation_fits_its_plan_and_takes_away_what_it_says(tmp_path: Path) -> None:
    profile = load_profile()
    elements = {requirement.id for requirement in profile.by_kind("element")}
    mutations = read_mutations()
    assert len(mutations) >= 300
    for mutation in mutations:
        before = read_plan(PLANS / f"{mutation.base}.md")
        assert before.hand in HELD_OUT
        path = tmp_path / f"{mutation.base}.md"
        path.write_text(mutation.apply((PLANS / path.name).read_text(encoding="utf-8")), encoding="utf-8")
        after = read_plan(path)
        assert not list(problems(after, mutation.base))
        truth, was = true_verdicts(after, profile), true_verdicts(before, profile)
        labelled = [gap for gap in mutation.gaps if gap not in elements]  # weak elements stand in no label
        assert all(truth[gap] in LACKING for gap in labelled), mutation.id
        changed = {id for id in truth if truth[id] != was[id] and id.partition(".")[0] not in mutation.gaps} - {"new"}
        assert changed <= set(mutation.gaps) | set(mutation.may), mutation.id


def test_a_task_taken_out_is_found_and_a_rewording_is_not() -> None:
    chosen = [m for m in read_mutations() if m.base == "q-01" and (m.harmless or "demonstration" in m.gaps)]
    planted = measure(chosen, load_profile())
    assert planted.gaps.tp >= 1
    assert planted.harmless.tp >= planted.harmless.fn
