"""The model file: reproducible, plain, and read the same by skops and by the product."""

from pathlib import Path

import numpy as np
from skops.io import load

from corpora.build import true_document
from corpora.reading import read_plans
from models.train import HELD_OUT, TARGET, save
from models.training_sections import train
from pipeline.classify.features import units
from pipeline.classify.labels import LABELS, section_probabilities
from pipeline.classify.models import SectionModels, from_plain
from pipeline.classify.store import load_plain
from pipeline.segment import segment


def same(one: object, other: object) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return bool(np.array_equal(one, other))
    return one == other


def test_skops_and_the_product_read_the_same() -> None:
    assert same(load(TARGET), load_plain(TARGET))


def test_training_again_gives_the_same_bytes_and_the_stored_model_the_same_answers(tmp_path: Path) -> None:
    plans = [plan for plan in read_plans() if plan.hand in ("c", "g")]
    first, second = train(plans), train(plans)
    for name, model in (("one", first), ("two", second)):
        save(model, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    stored = from_plain(SectionModels, load_plain(tmp_path / "one"))
    document, _ = true_document(plans[0])
    sections = segment(document)
    fitted, restored = (section_probabilities(document, sections, model) for model in (first, stored))
    assert np.allclose(fitted, restored, atol=1e-4)


def test_probabilities_are_probabilities_and_know_the_order_of_sections() -> None:
    held_out = [plan for plan in read_plans() if plan.hand in HELD_OUT]
    plans = [plan for plan in read_plans() if plan.hand in ("a", "f")]
    model = train(plans)
    document, _ = true_document(held_out[0])
    rows = section_probabilities(document, [unit.section for unit in units(document, segment(document))], model)
    assert rows.shape[1] == len(LABELS)
    assert np.allclose(rows.sum(axis=1), 1)
