"""The report as one self-contained HTML file: no request leaves it, and nothing in the plan can become live.

Three layers keep document text inert: `sanitize.clean` on every value that the template prints (the environment's
`finalize`), Jinja's autoescape, and a content security policy that allows only our own style and script, by hash.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from pipeline.findings import Report
from pipeline.read.pictures import Picture, draw_pages
from pipeline.report import digest, facts, pages, passages, when
from pipeline.report.files import replace_file
from pipeline.report.options import PLAIN, Options
from pipeline.report.sanitize import within
from pipeline.report.timeline import WIDTH, timeline
from pipeline.report.webpage import environment, inlined

_PIN = 15.0
"""Points from the middle of one pin to that of the next."""
MOST_PICTURES = 40
"""In one report: more would make it too large to be sent by mail."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page picture that leads to a finding or requirement."""

    x: float
    y: float
    width: float
    height: float
    look: str
    back: str
    title: str
    number: int
    """Of the finding, on its pin; 0 for none."""
    pin: float = 0.0
    """Where the middle of the pin is, from the left."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page picture, ready to be put into the file."""

    picture: Picture
    address: Markup
    boxes: tuple[Box, ...]


def write(report: Report, target: Path, *, source: Path | None = None, options: Options = PLAIN) -> None:
    """Write the HTML; pages with findings are shown as pictures where `source` is the submitted PDF."""
    pictures: Sequence[Picture] = ()
    if options.pictures and source is not None and report.document.format == "pdf":
        pictures = draw_pages(source, _pages(report))
    replace_file(target, to_html(report, pictures, options.home).encode("utf-8"))


def to_html(report: Report, pictures: Sequence[Picture] = (), home: str = "") -> str:
    """The whole file as text; `pictures` are shown with the places of findings drawn on them, `home` is linked to."""
    content = {
        "report": report,
        "document": report.document,
        "home": home,
        "groups": digest.matrix(report),
        "index": {outcome.requirement.id: number for number, outcome in enumerate(report.outcomes)},
        "findings": digest.numbered(report),
        "severities": digest.severities(report),
        "targets": facts.goals_first(report),
        "periods": facts.periods(report),
        "drawing": timeline(report),
        "when": when,
        "due": when.dues(report),
        "d": digest,
        "drawing_width": WIDTH,
        "chunks": passages.chunks(report),
        "general": passages.general(report),
        "sheets": _sheets(report, pictures),
    }
    return environment().get_template("report.html.j2").render(inlined("report", pictures=True) | content)


def _pages(report: Report) -> list[int]:
    """Pages worth a picture, in their order: those of findings, the worst first, then unreadable ones, up to `MOST_PICTURES`."""
    document = report.document
    wanted: list[int] = []
    for finding in report.findings:
        wanted += [evidence.page for evidence in finding.evidence]
        wanted += [document.blocks[finding.anchor].page] if finding.anchor is not None else []
    return sorted(list(dict.fromkeys([*wanted, *document.unreadable_pages]))[:MOST_PICTURES])


def _sheets(report: Report, pictures: Sequence[Picture]) -> tuple[Sheet, ...]:
    boxes = _boxes(report) if pictures else {}
    return tuple(
        Sheet(
            picture,
            Markup("data:image/webp;base64," + base64.b64encode(picture.data).decode("ascii")),
            tuple(boxes.get(picture.page, ())),
        )
        for picture in pictures
    )


def _boxes(report: Report) -> dict[int, list[Box]]:
    boxes: dict[int, list[Box]] = {}
    for number, outcome in enumerate(report.outcomes):
        for evidence in outcome.evidence:
            for area in pages.areas(report.document, evidence):
                box = _box(area, look=outcome.verdict, back=f"r{number}", title=outcome.requirement.title, number=0)
                boxes.setdefault(area.page, []).append(box)
    for item in digest.numbered(report):
        finding, back = item.finding, f"f{item.number}"
        for area in pages.places(report.document, finding):
            # One pin a page: further boxes of the same finding share it.
            pinned = any(box.back == back for box in boxes.get(area.page, ()))
            number = 0 if pinned else item.number
            box = _box(area, look=finding.severity, back=back, title=within(finding.message, 60), number=number)
            others = boxes.setdefault(area.page, [])
            others.append(replace(box, pin=_pin(box, others)) if number else box)
    return boxes


def _pin(box: Box, others: Sequence[Box]) -> float:
    """At the box's corner, or where pins of other findings stand there, beside the last of them in the margin."""
    at = round(box.x - 3, 1)
    near = [other.pin for other in others if other.number and abs(other.y - box.y) < _PIN]
    while any(abs(pin - at) < _PIN for pin in near):
        at = round(at - _PIN, 1)
    return at


def _box(area: pages.Area, *, look: str, back: str, title: str, number: int) -> Box:
    left, top, right, bottom = area.box
    return Box(round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1), look, back, title, number)
