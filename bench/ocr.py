"""Accuracy and speed of reading scans, against bare RapidOCR on the same pictures in the same run.

    python -m bench.ocr [--pages 20] [--dpi 150 200] [--no-plans]

A plan with ruled tables is invented, made a PDF by LibreOffice, and rasterised with noise, a skew of 0.6° and a red
seal over the text. The text of the digital PDF, read by `read_pdf`, is the truth: reading order and table cells count,
full and half width are taken as equal, white space does not count.

The three sample plans are scanned in the same way: their headings and verdicts are those of the digital PDF.
"""

import argparse
import tempfile
import time
import unicodedata
from collections import Counter
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np

from bench.plans import make_pdfs
from pipeline.check import load_profile
from pipeline.document import Document
from pipeline.findings import Report
from pipeline.journey import review
from pipeline.limits import Limits
from pipeline.read.pdf import read_pdf

SAMPLES = Path(__file__).resolve().parent.parent / "corpora" / "samples"
SKEW = 0.6
NOISE = 9.0


def scan(page: Any, dpi: int, seed: int) -> Any:
    """A page as a scanner would see it."""
    from PIL import Image, ImageDraw

    picture = page.render(scale=dpi / 72).to_pil().convert("RGB")
    picture = picture.rotate(SKEW, resample=Image.Resampling.BICUBIC, fillcolor="white")
    draw = ImageDraw.Draw(picture, "RGBA")
    radius, x, y = round(0.6 * dpi), picture.width * 2 // 3, picture.height // 3
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(215, 35, 40, 200), width=dpi // 22)
    draw.regular_polygon((x, y, radius // 3), 5, fill=(215, 35, 40, 200))
    pixels = np.asarray(picture).astype(float) * 0.96
    pixels += np.random.default_rng(seed).normal(0, NOISE, pixels.shape[:2])[..., None]
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def make_scan(source: Path, target: Path, dpi: int, most: int) -> list[Any]:
    """A PDF of pictures only; returns the pictures."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(source)
    pictures = [scan(pdf[index], dpi, index) for index in range(min(most, len(pdf)))]
    pdf.close()
    pictures[0].save(target, "PDF", resolution=dpi, save_all=True, append_images=pictures[1:], quality=85)
    return pictures


def plain(text: str) -> str:
    """Full width as half width, all dashes one, no white space."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(text.replace("—", "-").replace("–", "-").replace("“", '"').replace("”", '"').split())


def text_of_pages(document: Document) -> list[str]:
    """Text by page of origin, furniture included; a table over two pages is divided by its runs."""
    pages = ["" for _ in range(document.pages)]
    for block in document.blocks:
        for run in block.runs:
            pages[run.page - 1] += block.text[run.start : run.stop]
    return [plain(text) for text in pages]


def distance(one: str, other: str) -> int:
    """Edit distance, row by row."""
    codes = np.array([ord(character) for character in other], dtype=np.int64)
    steps = np.arange(len(other) + 1)
    row = steps.copy()
    for index, character in enumerate(one, 1):
        new = np.empty_like(row)
        new[0] = index
        new[1:] = np.minimum(row[1:] + 1, row[:-1] + (codes != ord(character)))
        row = np.minimum.accumulate(new - steps) + steps
    return int(row[-1])


def accuracy(truth: list[str], found: list[str]) -> float:
    """Share of the characters that are right; a page that was not read is all wrong."""
    wrong = sum(distance(one, other) for one, other in zip_longest(truth, found, fillvalue=""))
    return 1 - wrong / sum(map(len, truth))


def bare(pictures: list[Any]) -> tuple[list[str], float]:
    """RapidOCR as it comes, lines joined in its own order; text and CPU seconds per page."""
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.log_level": "critical"})
    arrays = [np.ascontiguousarray(np.asarray(picture)[:, :, ::-1]) for picture in pictures]
    engine(arrays[0])
    start = time.process_time()
    texts = [plain("".join(engine(array).txts or ())) for array in arrays]
    return texts, (time.process_time() - start) / len(arrays)


def headings(report: Report) -> list[tuple[int, str]]:
    """Level and words of every heading."""
    return [(section.level, plain(section.heading)) for section in report.sections]


def said(report: Report) -> dict[str, str]:
    """The verdict on every requirement, and which rules found something."""
    verdicts: dict[str, str] = {outcome.requirement.id: outcome.verdict for outcome in report.outcomes}
    return verdicts | {found.rule: "found" for found in report.findings if "." in found.rule}


def compare_plan(source: Path, folder: Path, dpi: int) -> None:
    """Print in how many headings and verdicts a scan differs from the digital PDF."""
    target = folder / f"{source.stem}{dpi}.pdf"
    make_scan(source, target, dpi, 100)
    profile = load_profile()
    digital, scanned = review(source, profile), review(target, profile)
    expected, found = headings(digital), headings(scanned)
    same = sum((Counter(expected) & Counter(found)).values())
    truth, answers = said(digital), said(scanned)
    keys = sorted({*truth, *answers})
    wrong = [f"{key} {truth.get(key)} → {answers.get(key)}" for key in keys if truth.get(key) != answers.get(key)]
    print(
        f"{source.stem}, {dpi} dpi, {digital.document.pages} pages: headings {same}/{len(expected)}, "
        f"{len(found) - same} others; verdicts and rules {len(keys) - len(wrong)}/{len(keys)} {'; '.join(wrong)}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--dpi", type=int, nargs="+", default=[150, 200])
    parser.add_argument("--no-plans", action="store_true", help="characters and time only")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (digital,) = make_pdfs(folder, [arguments.pages + 8])
        truth = text_of_pages(read_pdf(digital, Limits()))[: arguments.pages]
        for dpi in arguments.dpi:
            target = folder / f"scan{dpi}.pdf"
            pictures = make_scan(digital, target, dpi, arguments.pages)
            theirs, their_time = bare(pictures)
            if dpi == arguments.dpi[0]:  # models loaded, as they are for the other
                make_scan(digital, folder / "first.pdf", dpi, 1)
                read_pdf(folder / "first.pdf", Limits())
            start = time.process_time()
            document = read_pdf(target, Limits())
            our_time = (time.process_time() - start) / document.pages
            found = text_of_pages(document)
            print(
                f"{dpi} dpi, {document.pages} pages: yushen {accuracy(truth, found):.2%} in {our_time:.2f} CPU s/page, "
                f"bare RapidOCR {accuracy(truth, theirs):.2%} in {their_time:.2f} CPU s/page "
                f"(time ratio {our_time / their_time:.2f})"
            )
            for number, (one, other) in enumerate(zip_longest(truth, found, fillvalue=""), 1):
                if accuracy([one], [other]) < 0.98:
                    print(f"  page {number}: {accuracy([one], [other]):.2%}")
        if not arguments.no_plans:
            for source in sorted(SAMPLES.glob("*.pdf")):
                for dpi in arguments.dpi:
                    compare_plan(source, folder, dpi)


if __name__ == "__main__":
    main()
