"""Text that is lost among what else is drawn on a PDF page is not credited; text that shows all the same stays."""

import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "hostile"))

from pdf_builder import furniture, lines  # noqa: E402
from raw_pdf import page, stream  # noqa: E402

from pipeline.document import Document  # noqa: E402
from pipeline.limits import Limits  # noqa: E402
from pipeline.read.pdf import read_pdf, unseen  # noqa: E402

PLAN = "A plan that is read all the same, with more than eighty characters on its only page, all in one line."
SECRET = "Nobody shall see this"
BODY = b"BT /F1 10 Tf 72 720 Td (%s) Tj ET\n" % PLAN.encode()
TEXT = b"BT /F1 12 Tf 72 600 Td (%s) Tj ET\n" % SECRET.encode()
UNPAINTED = b"q BT 3 Tr /F1 12 Tf 72 600 Td (%s) Tj ET Q\n" % SECRET.encode()
BOX = b"60 590 300 30 re f\n"
WHITE, BLACK = b"1 1 1 rg ", b"0 0 0 rg "
PICTURE = b"q 595 0 0 700 0 0 cm /I Do Q\n"
IN_LAYER = b"/OC /O1 BDC " + TEXT + b"EMC\n"
IN_FORM = b"BT /F1 12 Tf 10 110 Td (%s) Tj ET\n" % SECRET.encode()


def image(pixels: bytes, width: int) -> bytes:
    size = b"/Width %d/Height %d" % (width, len(pixels) // width)
    return stream(pixels, b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8" + size)


def form(contents: bytes) -> bytes:
    """A form whose own coordinates are not those of the page."""
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 400 400]/Matrix[1 0 0 1 62 490]/Resources<</Font<</F1 5 0 R>>>>"
    return stream(contents, entries)


HATCH = stream(
    b"0 0 1 RG 0 0 m 10 10 l S",
    b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 10 10]/XStep 10/YStep 10/Resources<<>>",
)
GRADIENT = (
    b"<</PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceRGB/Coords[60 0 360 0]/Extend[true true]"
    b"/Function<</FunctionType 2/Domain[0 1]/C0[1 0 0]/C1[0 0 1]/N 1>>>>>>"
)
RESOURCES = (
    b"/XObject<</I 10 0 R/Fm 11 0 R/Sc 16 0 R>>/Pattern<</P0 12 0 R/P1 13 0 R>>"
    b"/ExtGState<</Mul 14 0 R/Half 15 0 R>>/Properties<</O1 20 0 R>>"
)


def read(tmp_path: Path, contents: bytes, *, inner: bytes = b"", layers: bytes = b"", entries: bytes = b"") -> Document:
    more = {
        10: image(b"\xff" * 64, 8), 11: form(inner), 12: HATCH, 13: GRADIENT, 14: b"<</BM/Multiply>>",
        15: b"<</ca 0.3>>", 16: image(bytes(range(0, 256, 4)), 8), 20: b"<</Type/OCG/Name(One)>>",
        21: b"<</Type/OCG/Name(One)>>", 22: b"<</Type/OCG/Name(Two)>>",
    }  # fmt: skip
    data = page(stream(BODY + contents), more, RESOURCES, entries)
    if layers:
        data = data.replace(b"/Type/Catalog", b"/Type/Catalog/OCProperties<<" + layers + b">>")
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return read_pdf(path, Limits())


def check_hidden(document: Document) -> None:
    assert lines(document) == [PLAN]
    assert [block.text for block in furniture(document, "hidden")] == [SECRET]
    assert [remark.code for remark in document.remarks] == ["hidden"]


def check_seen(document: Document) -> None:
    assert lines(document) == [PLAN, SECRET]
    assert document.remarks == ()


@pytest.mark.parametrize(
    "contents",
    [
        pytest.param(TEXT + WHITE + BOX, id="below a white box"),
        pytest.param(TEXT + BLACK + BOX, id="below a black box"),
        pytest.param(
            b"q 0 0 595 842 re W n " + TEXT + WHITE + BOX + b"Q ", id="all within a clip as large as the page"
        ),
        pytest.param(b"q 0 0 1 1 re W n " + TEXT + b"Q ", id="clipped away"),
        pytest.param(b"q 0 0 1 1 re W n 0 0 595 842 re W n " + TEXT + b"Q ", id="clipped away by one of two"),
        pytest.param(BLACK + BOX + TEXT, id="black on black"),
        pytest.param(WHITE + BOX + TEXT, id="white on white"),
        pytest.param(b"0.1 0.2 0.5 rg " + BOX + WHITE + BOX + TEXT, id="white on white over a dark box"),
        pytest.param(PICTURE + WHITE + TEXT, id="white on a white picture"),
        pytest.param(PICTURE + UNPAINTED, id="unpainted over a white picture"),
        pytest.param(b"/Sc Do " + PICTURE + UNPAINTED, id="unpainted over a white picture with a logo elsewhere"),
    ],
)
def test_text_of_which_nothing_shows_is_hidden(tmp_path: Path, contents: bytes) -> None:
    check_hidden(read(tmp_path, contents))


@pytest.mark.parametrize(
    "contents",
    [
        pytest.param(WHITE + b"0 0 595 842 re f " + BLACK + BODY + TEXT, id="on a page that is painted white"),
        pytest.param(WHITE + BOX + b"0.1 0.2 0.5 rg " + BOX + WHITE + TEXT, id="white on a dark box over a white one"),
        pytest.param(BLACK + BOX + b"/Pattern cs /P1 scn " + BOX + WHITE + TEXT, id="white on a gradient"),
        pytest.param(TEXT + b"/Pattern cs /P0 scn " + BOX, id="below a hatching"),
        pytest.param(TEXT + b"/Mul gs 1 1 0 rg " + BOX, id="below a marker"),
        pytest.param(TEXT + b"/Half gs " + BOX, id="below a translucent box"),
        pytest.param(TEXT + b"72 602 200 3 re f ", id="struck through"),
        pytest.param(TEXT + b"72 596 200 2.5 re f ", id="underlined"),
        pytest.param(b"60 590 300 30 re 70 596 280 18 re f* " + TEXT, id="within a thick frame"),
        pytest.param(
            b"60 590 m 80 630 l 100 590 l h f 200 590 m 360 590 l 360 580 l h f " + TEXT, id="beside a drawing"
        ),
        pytest.param(b"q 0 0 595 842 re W n " + TEXT + b"Q ", id="in a clip as large as the page"),
        pytest.param(b"q 70 590 10 10 re W n " + TEXT + b"Q ", id="clipped in part"),
        pytest.param(b"q 70 590 10 10 re W n " + BLACK + BOX + b"Q " + TEXT, id="on a box that is clipped"),
        pytest.param(b"q 300 0 0 30 60 590 cm /Sc Do Q " + WHITE + TEXT, id="white on a picture"),
        pytest.param(b"q 595 0 0 842 0 0 cm /Sc Do Q " + UNPAINTED, id="unpainted over a scan"),
        pytest.param(
            b"q 595 0 0 421 0 279 cm /I Do Q q 595 0 0 279 0 0 cm /Sc Do Q " + UNPAINTED, id="over a scan in strips"
        ),
        pytest.param(TEXT + b"q 595 0 0 842 0 0 cm /Sc Do Q ", id="below a scan"),
    ],
)
def test_text_that_shows_all_the_same_stays(tmp_path: Path, contents: bytes) -> None:
    document = read(tmp_path, contents)
    assert lines(document)[-1] == SECRET
    assert document.remarks == ()


def test_some_covered_words_of_a_line_are_hidden_alone(tmp_path: Path) -> None:
    document = read(tmp_path, TEXT + WHITE + b"114 590 28 20 re f ")
    (hidden,) = furniture(document, "hidden")
    assert hidden.text == "shall"
    assert lines(document)[1] == "Nobody see this"


def test_text_of_a_form_is_judged_where_it_stands(tmp_path: Path) -> None:
    check_hidden(read(tmp_path, b"/Fm Do " + WHITE + BOX, inner=IN_FORM))
    check_hidden(read(tmp_path, BLACK + BOX + b"/Fm Do ", inner=IN_FORM))
    check_hidden(read(tmp_path, b"/Fm Do ", inner=b"q 0 0 1 1 re W n " + IN_FORM + b"Q "))
    check_seen(read(tmp_path, WHITE + BOX + BLACK + b"/Fm Do ", inner=b"q 5 105 300 30 re W n " + IN_FORM + b"Q "))
    check_seen(read(tmp_path, BLACK + b"0 100 300 30 re f /Fm Do ", inner=IN_FORM))


@pytest.mark.parametrize("turn", [0, 90, 180])
def test_a_covered_line_is_hidden_on_a_turned_page(tmp_path: Path, turn: int) -> None:
    check_hidden(read(tmp_path, TEXT + WHITE + BOX, entries=b"/Rotate %d/CropBox[30 40 560 800]" % turn))


OFF = b"/OCGs[20 0 R 22 0 R]/D<</OFF[20 0 R]>>"


@pytest.mark.parametrize("layers", [OFF, b"/OCGs[20 0 R 22 0 R]/D<</BaseState/OFF/ON[22 0 R]>>"])
def test_text_in_a_layer_that_is_off_is_hidden(tmp_path: Path, layers: bytes) -> None:
    check_hidden(read(tmp_path, IN_LAYER, layers=layers))
    check_hidden(read(tmp_path, b"/OC /O1 BDC /Fm Do EMC ", inner=IN_FORM, layers=layers))


@pytest.mark.parametrize(
    "layers",
    [
        pytest.param(b"/OCGs[20 0 R 22 0 R]/D<</OFF[22 0 R]>>", id="another is off"),
        pytest.param(b"/OCGs[20 0 R 21 0 R]/D<</OFF[21 0 R]>>", id="another of its name is off"),
        pytest.param(b"/OCGs[20 0 R]/D<<>>", id="none is off"),
        pytest.param(b"/OCGs 7/D[20 0 R]", id="nonsense"),
        pytest.param(OFF.replace(b"]>>", b"]/AS[<</Event/View/Category[/View]/OCGs[20 0 R]>>]>>"), id="by usage"),
    ],
)
def test_text_in_a_layer_that_may_be_on_stays(tmp_path: Path, layers: bytes) -> None:
    check_seen(read(tmp_path, IN_LAYER, layers=layers))


def test_ordinary_pages_are_not_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unseen, "bitmap", lambda *_: pytest.fail("drawn"))
    cells = b"".join(
        b"0.9 g 60 %d 300 20 re f 0 g BT /F1 9 Tf 72 %d Td (Cell) Tj ET " % (y, y + 5) for y in range(200, 600, 20)
    )
    document = read(tmp_path, WHITE + b"0 0 595 700 re f " + BLACK + cells + TEXT)
    assert document.remarks == ()


def test_what_cannot_be_drawn_to_be_sure_is_taken_to_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unseen, "is_drawable", lambda *_: False)
    check_seen(read(tmp_path, TEXT + WHITE + BOX))


@pytest.mark.parametrize(("boxes", "read_all"), [(1, False), (2500, True)])
def test_boxes_over_boxes_without_end_are_not_looked_through(tmp_path: Path, boxes: int, read_all: bool) -> None:
    text = b"".join(BODY.replace(b"720", b"%d" % height) for height in range(100, 700, 50))
    document = read(tmp_path, text + WHITE + b"0 0 595 842 re f " * boxes)
    assert (document.remarks == ()) is read_all


@pytest.mark.parametrize(
    "before", [b"0 0 595 842 re W n " * 3000, b"/OC /O1 BDC " * 3000], ids=["clips within clips", "marks within marks"]
)
def test_states_within_states_take_no_time(tmp_path: Path, before: bytes) -> None:
    started = time.process_time()
    assert len(lines(read(tmp_path, before + TEXT * 300, layers=b"/OCGs[20 0 R]/D<<>>"))) > 0
    assert time.process_time() - started < 5
