"""Trains the shipped models on corpora/plans. Run: python -m models.train"""

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from skops.io import dump

from corpora.reading import Plan, read_plans
from models.training_duties import train_duties
from models.training_sections import train
from pipeline.check import load_profile
from pipeline.classify.models import Models, SectionModels, to_plain
from pipeline.profile import Profile

TARGET = Path(__file__).with_name("trained.skops")
SEEN = tuple(
    "ac bh bi bl bn br bt bu bv bw bx by bz ca cb cc cd ce cf cg ch ci cj ck cl cm cn co cp cq cr cs ct cu cv cw cx cy cz da db dc dd de df dg dh di dj dk dl dm dn do dp dq dr ds dt du dv dw dx dy dz ea eb i j q z".split()
)
"""Hands kept apart for measuring, never trained on, but whose errors were looked at when features and rules were made."""
UNSEEN = ("ah", "ap", "bp")
"""Hands kept apart whose errors nobody has looked at, but for those of the single-file rules on ah."""
HELD_OUT = (*SEEN, *UNSEEN)


def train_all(plans: Sequence[Plan], profile: Profile) -> Models:
    """The section models of all plans, and the duty models of those about the profile's subject."""
    sections = train(plans)
    return Models(sections, train_duties([plan for plan in plans if plan.programme == "smart"], profile, sections))


def save(models: Models | SectionModels, target: Path) -> None:
    """Write the models with skops, byte for byte the same each time.

    skops names arrays and nodes by their address in memory; they are numbered here in order of appearance.
    """
    buffer = io.BytesIO()
    dump(to_plain(models), buffer)
    numbers: dict[str, str] = {}
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        schema = made.read("schema.json").decode("utf-8")
        schema = re.sub(r'(?<="__id__": )\d+', lambda m: numbers.setdefault(m[0], str(len(numbers) + 1)), schema)
        schema = re.sub(r'(?<=": ")\d+(?=\.npy")', lambda m: numbers.get(m[0], m[0]), schema)
        files = {
            numbers[name.removesuffix(".npy")]: made.read(name) for name in made.namelist() if name.endswith(".npy")
        }
        for name, content in [
            ("schema.json", schema.encode("utf-8")),
            *((f"{n}.npy", files[n]) for n in sorted(files, key=int)),
        ]:
            out.writestr(zipfile.ZipInfo(name, (2022, 5, 24, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def main() -> None:
    """Train on every hand but those held out."""
    plans = [plan for plan in read_plans() if plan.hand not in HELD_OUT]
    save(train_all(plans, load_profile()), TARGET)
    print(f"{TARGET.name}: {len(plans)} plans, {TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
