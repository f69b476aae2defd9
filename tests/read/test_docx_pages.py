"""Approximate pages, coverage, and documents that are pictures of pages."""

from pathlib import Path

from docx_builder import pack, para, parts, run

from pipeline.document import Document
from pipeline.read.docx import page_images, read_docx
from pipeline.read.limits import Limits

RENDERED = "<w:r><w:lastRenderedPageBreak/></w:r>"
HARD = '<w:r><w:br w:type="page"/></w:r>'
IMAGE = "".join(f'<Relationship Id="i{n}" Type="http://x/image" Target="media/i{n}.png"/>' for n in (1, 2))


def read(tmp_path: Path, body: str, **more: str) -> Document:
    return read_docx(pack(tmp_path / "页.docx", parts(body, **more)), Limits())


def pages(document: Document) -> list[int]:
    return [block.page for block in document.blocks]


def section(kind: str) -> str:
    return f'<w:sectPr><w:type w:val="{kind}"/></w:sectPr>'


def test_rendered_breaks_count_and_confirm_hard_ones(tmp_path: Path) -> None:
    body = (
        para("一")
        + para(run("二") + HARD)
        + para(RENDERED + run("三"))
        + para(run("四前") + RENDERED + run("四后"))
        + para("五")
    )
    document = read(tmp_path, body)
    assert pages(document) == [1, 1, 2, 2, 3]
    assert [item.page for item in document.blocks[3].runs] == [2, 3]
    assert (document.pages, document.exact_pages, len(document.coverage)) == (3, False, 3)
    assert [page.characters for page in document.coverage] == [2, 5, 1]


def test_hard_breaks_sections_and_break_before(tmp_path: Path) -> None:
    body = para("一", "<w:pageBreakBefore/>") + para(run("二") + HARD + run("二后")) + para("三", section("continuous"))
    body += para("四", section("continuous")) + para("五", "<w:pageBreakBefore/>") + section("nextPage")
    assert pages(read(tmp_path, body)) == [1, 1, 2, 2, 3]


def test_section_break_takes_the_type_of_the_section_after_it(tmp_path: Path) -> None:
    body = para("一", section("continuous")) + para("二", section("nextPage")) + para("三") + section("continuous")
    assert pages(read(tmp_path, body)) == [1, 2, 2]


def test_break_at_the_very_end_makes_no_page(tmp_path: Path) -> None:
    assert read(tmp_path, para(run("一") + HARD)).pages == 1


def test_pages_are_estimated_where_none_are_rendered(tmp_path: Path) -> None:
    document = read(tmp_path, para("字" * 350) * 5)
    assert pages(document) == [1, 1, 2, 2, 3]


def test_tables_run_over_estimated_pages(tmp_path: Path) -> None:
    rows = f"<w:tr><w:tc>{para('字' * 350)}</w:tc></w:tr>" * 5
    document = read(tmp_path, f"<w:tbl>{rows}</w:tbl>")
    assert [item.page for item in document.blocks[0].runs] == [1, 1, 2, 2, 3]


def picture(identifier: str, width: int, height: int) -> str:
    fill = f'<pic:blipFill><a:blip r:embed="{identifier}"/></pic:blipFill>'
    graphic = f"<a:graphic><a:graphicData><pic:pic>{fill}</pic:pic></a:graphicData></a:graphic>"
    extent = f'<wp:extent cx="{width * 12700}" cy="{height * 12700}"/>'
    return f"<w:r><w:drawing><wp:inline>{extent}{graphic}</wp:inline></w:drawing></w:r>"


def pictured(tmp_path: Path, body: str) -> Path:
    members = parts(body, IMAGE)
    return pack(tmp_path / "图.docx", members | {"word/media/i1.png": b"one", "word/media/i2.png": b"two"})


def test_document_of_page_pictures_is_unreadable_until_recognised(tmp_path: Path) -> None:
    path = pictured(tmp_path, para(picture("i1", 595, 842)) + para(picture("i2", 500, 700)))
    document = read_docx(path, Limits())
    assert document.blocks == ()
    assert [(page.page, page.method) for page in document.coverage] == [(1, "unreadable"), (2, "unreadable")]
    assert document.unreadable_pages == (1, 2)
    assert page_images(path, Limits()) == [b"one", b"two"]


def test_picture_page_between_text_takes_a_page_of_its_own(tmp_path: Path) -> None:
    path = pictured(tmp_path, para("字" * 100) + para(picture("i2", 500, 700)) + para("字" * 100))
    document = read_docx(path, Limits())
    assert [page.method for page in document.coverage] == ["text", "unreadable", "text"]
    assert pages(document) == [1, 3]
    assert page_images(path, Limits()) == [b"two"]
    assert [remark.code for remark in document.remarks] == ["pictures"]


def test_small_pictures_are_no_pages(tmp_path: Path) -> None:
    path = pictured(tmp_path, para(run("图文") + picture("i1", 200, 200)))
    assert read_docx(path, Limits()).unreadable_pages == ()
    assert page_images(path, Limits()) == []


def test_old_pictures_state_their_size_in_a_style(tmp_path: Path) -> None:
    shape = '<v:shape style="width:595pt;height:842pt"><v:imagedata r:id="i1"/></v:shape>'
    path = pictured(tmp_path, para(f"<w:r><w:pict>{shape}</w:pict></w:r>"))
    assert page_images(path, Limits()) == [b"one"]
