"""What every page of HTML that yushen writes shares: escaping templates, inlined assets and their hashes for the CSP."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline import vocabulary
from pipeline.report import quoting, whereabouts, wording
from pipeline.report.sanitize import clean, line, within
from pipeline.segment import gap
from pipeline.text.shortening import enclosed

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Templates that escape everything and drop control characters; an unknown name is an error, not an empty place."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_harmless,
    )
    made.globals.update(quoting=quoting, vocabulary=vocabulary, whereabouts=whereabouts, wording=wording)
    made.filters.update(enclosed=enclosed, gap=gap, line=line, within=within)
    return made


def _harmless(value: Any) -> Any:
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def inlined(page: str, *, pictures: bool = False) -> dict[str, str]:
    """`style` and `script` of a page's template, and the `policy` that allows these by hash and nothing else to run.

    Nothing is loaded either but, where a page has them, pictures that it holds itself.
    """
    style, script = _asset(f"{page}.css"), _asset(f"{page}.js")
    directives = (
        "default-src 'none'",
        f"style-src 'sha256-{_integrity(style)}'",
        f"script-src 'sha256-{_integrity(script)}'",
        *(["img-src data:"] if pictures else []),
        "base-uri 'none'",
        "form-action 'none'",
    )
    return {"policy": "; ".join(directives), "style": Markup(style), "script": Markup(script)}


@cache
def _asset(name: str) -> str:
    """A style sheet or script as it stands in the page."""
    # Universal newlines: a checkout with CRLF must not change the hash.
    return (_TEMPLATES / name).read_text(encoding="utf-8").strip()


def _integrity(text: str) -> str:
    """SHA-256 of an inlined asset in base64, as a Content-Security-Policy names it."""
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
