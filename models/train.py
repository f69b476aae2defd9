"""Trains the shipped models on corpora/plans. Run: python -m models.train"""

from pathlib import Path

from skops.io import dump

from corpora.reading import read_plans
from models.training import train

TARGET = Path(__file__).with_name("sections.skops")
HELD_OUT = ("e",)
"""Hands that are kept apart for measuring and never trained on."""


def main() -> None:
    """Train on every hand but those held out."""
    plans = [plan for plan in read_plans() if plan.hand not in HELD_OUT]
    dump(dict(train(plans)), TARGET)
    print(f"{TARGET.name}: {len(plans)} plans, {TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
