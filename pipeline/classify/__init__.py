"""What each part of a plan is about, and which duties it fulfils.

    classify(document, sections, profile, models) -> Classified

The model file is made by `models/train.py` with skops and holds plain values only (`pipeline.classify.store`).
"""

from dataclasses import dataclass

from pipeline.classify.duties import Support, supports
from pipeline.classify.duty_passages import contexts
from pipeline.classify.labels import Labelled, label
from pipeline.classify.models import Models
from pipeline.document import Document, Section
from pipeline.profile import Profile


@dataclass(frozen=True, slots=True)
class Classified(Labelled):
    """A labelled plan, and what supports which duty."""

    supports: tuple[Support, ...] = ()


def classify(document: Document, sections: tuple[Section, ...], profile: Profile, models: Models) -> Classified:
    """Label every section, paragraph, list item and table, and say which duties of the profile each supports."""
    if not sections:
        return Classified((), ())
    labelled = label(document, sections, models.sections)
    found = contexts(document, labelled.sections, labelled.passages, profile)
    return Classified(labelled.sections, labelled.passages, supports(document, found, profile, models))
