"""Trains the shipped models on corpora/plans. Run: python -m models.train"""

import zipfile
from pathlib import Path

from skops.io import dump

from corpora.reading import read_plans
from models.training import train_all
from pipeline.classify.model import TextModel, pack
from pipeline.profile import load_profile

TARGET = Path(__file__).with_name("sections.skops")
HELD_OUT = ("e",)
"""Hands that are kept apart for measuring and never trained on."""


def main() -> None:
    """Train on every hand but those held out."""
    plans = [plan for plan in read_plans() if plan.hand not in HELD_OUT]
    model = {name: pack(part) if isinstance(part, TextModel) else part for name, part in train_all(plans, load_profile()).items()}
    dump(model, TARGET, compression=zipfile.ZIP_DEFLATED)
    print(f"{TARGET.name}: {len(plans)} plans, {TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
