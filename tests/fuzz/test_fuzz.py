"""Whatever bytes come, a reader returns a Document or raises one typed error.

FUZZ_SECONDS says for how long in all (default 15; a minute in CI, ten minutes in `make fuzz`). Reading happens in this
process: what is looked for is an exception that no reader foresaw, and `ReaderCrashedError` is how it shows.
"""

import os
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS / "hostile"), str(TESTS / "read")]

import hostile_pdf  # noqa: E402
from docx_builder import level, numbering, pack, para, parts  # noqa: E402
from pdf_builder import draw_table, make_pdf, write  # noqa: E402

from pipeline.apart.wire import dump, load  # noqa: E402
from pipeline.document import Document  # noqa: E402
from pipeline.errors import ReaderCrashedError, UnreadableError  # noqa: E402
from pipeline.limits import MIB, Limits  # noqa: E402
from pipeline.read import read  # noqa: E402

SECONDS = float(os.environ.get("FUZZ_SECONDS", "15")) / 2
LIMITS = Limits(max_pages=20, max_characters=200_000, zip_total=16 * MIB, table_cells=20_000)
BATCH = settings(
    max_examples=20,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
TAGS = (
    "p", "r", "t", "tbl", "tr", "tc", "tblGrid", "gridCol", "sdt", "sdtContent", "ins", "del", "moveFrom", "moveTo",
    "fldSimple", "hyperlink", "pict", "txbxContent", "br", "tab", "sym", "pPr", "rPr", "numPr", "ilvl", "numId",
    "pStyle", "outlineLvl", "vMerge", "gridSpan", "tcPr", "trPr", "gridBefore", "sectPr", "pgSz", "drawing", "ruby",
    "rt", "rubyBase", "smartTag", "fldChar", "instrText", "lastRenderedPageBreak", "footnoteReference",
    "commentReference", "vanish", "b", "sz", "jc", "ind",
)  # fmt: skip
VALUES = (
    "", "0", "-1", "1", "8", "9", "63", "2000000000", "1e9", "NaN", "甲", "begin", "end", "separate", "page", "restart",
    "continue", "on", "false", "F0FE", "decimal", "chineseCounting", "%1、", "%9%1%0%", "s1", "#", "１",
)  # fmt: skip
NAMES = ("val", "type", "fldCharType", "char", "font", "id", "w", "h", "ilvl", "firstLine", "left", "instr")


def element(tag: str, attributes: dict[str, str], children: list[str]) -> str:
    written = "".join(f' w:{name}="{value}"' for name, value in attributes.items())
    return f"<w:{tag}{written}>{''.join(children)}</w:{tag}>"


LEAVES = st.text("文案甲（一）1、.Ⅰ\u3000\t ", max_size=6).map(lambda text: f"<w:r><w:t>{text}</w:t></w:r>")
ATTRIBUTES = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES), max_size=3)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(element, st.sampled_from(TAGS), ATTRIBUTES, st.lists(inner, max_size=5)),
    max_leaves=40,
)
BODIES = st.lists(TREES, max_size=8).map("".join)
PARTS = st.dictionaries(
    st.sampled_from(["styles", "numbering", "header", "footer", "footnotes", "comments"]), BODIES, max_size=3
)
CHANGES = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=12), st.integers(0, 40)), max_size=6)
"""Where (as a part of the whole), what to put there, how many bytes it replaces."""


def attempt(path: Path) -> None:
    """Read, and take what comes out across the border and back. A crash fails with the error behind it."""
    try:
        document = read(path, limits=LIMITS, isolate=False)
    except ReaderCrashedError as error:
        if not isinstance(error.__cause__, MemoryError):
            raise AssertionError(f"no reader foresaw this: {error.__cause__!r}") from error.__cause__
    except UnreadableError as error:
        assert "请" in str(error)
        assert str(path.parent) not in str(error)
    else:
        assert isinstance(document, Document)
        assert load(Document, dump(document)).characters == document.characters


def rounds() -> Iterator[int]:
    """Seeds, until time is up; the first ones are always the same, so that a failure can be repeated."""
    start, number = time.monotonic(), 0
    while time.monotonic() - start < SECONDS:
        yield number
        number += 1


def bent(data: bytes, changes: list[tuple[float, bytes, int]]) -> bytes:
    for place, new, length in changes:
        at = int(place * len(data))
        data = data[:at] + new + data[at + length :]
    return data


def test_trees_of_word_markup(tmp_path: Path) -> None:
    path = tmp_path / "fuzz.docx"

    @BATCH
    @given(body=BODIES, more=PARTS, changes=st.one_of(st.just([]), CHANGES))
    def once(body: str, more: dict[str, str], changes: list[tuple[float, bytes, int]]) -> None:
        lists = numbering(level(0, "%1、", "chineseCounting"), level(1, "（%2）"))
        pack(path, parts(body + para("末"), **({"numbering": lists} | more)))
        path.write_bytes(bent(path.read_bytes(), changes))
        attempt(path)

    for number in rounds():
        seed(number)(once)()


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """PDFs to mutate: plain, compressed, with tables, with composite fonts, encrypted, linked in circles."""
    folder = tmp_path_factory.mktemp("plans")

    def page(canvas: object) -> None:
        write(canvas, 80, "一、工作目标，到2025年建成示范工程10项。" * 2)  # type: ignore[arg-type]
        write(canvas, 100, "二、保障措施")  # type: ignore[arg-type]
        draw_table(canvas, 150, [["任务", "单位"], ["平台", "住建局"]])  # type: ignore[arg-type]

    made = [
        make_pdf(folder / "a.pdf", page, page, pageCompression=0),
        make_pdf(folder / "b.pdf", page, pageCompression=1),
    ]
    shaped = (hostile_pdf.page, hostile_pdf.type3_in_itself, hostile_pdf.tree_loop)
    mapped = hostile_pdf.cid_font(b"", hostile_pdf.cmap(b"1 beginbfchar <0041><4E00> endbfchar"))
    return [path.read_bytes() for path in made] + [make() for make in shaped] + [mapped, hostile_pdf.encrypted("")]


def test_bytes_of_pdfs(tmp_path: Path, plans: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that seem to need recognition are left as they are: a model's seconds would leave no time for bytes."""
    monkeypatch.setattr("pipeline.read.pdf.needs_ocr", lambda *_: False)
    monkeypatch.setattr("pipeline.read.pdf.hides_scan", lambda *_: False)
    monkeypatch.setattr("pipeline.read.pdf.read_lost_text", lambda source, geometry, page: page)
    path = tmp_path / "fuzz.pdf"

    @BATCH
    @given(plan=st.sampled_from(plans), changes=CHANGES)
    def once(plan: bytes, changes: list[tuple[float, bytes, int]]) -> None:
        path.write_bytes(bent(plan, changes))
        attempt(path)

    for number in rounds():
        seed(number)(once)()


def test_bytes_of_archives(tmp_path: Path) -> None:
    """Damage to the archive itself, below the markup."""
    path = tmp_path / "fuzz.docx"
    good = pack(tmp_path / "good.docx", parts(para("正文"), styles="", numbering="")).read_bytes()
    assert zipfile.is_zipfile(tmp_path / "good.docx")

    @settings(BATCH, max_examples=150)
    @given(changes=CHANGES)
    def once(changes: list[tuple[float, bytes, int]]) -> None:
        path.write_bytes(bent(good, changes))
        attempt(path)

    once()
