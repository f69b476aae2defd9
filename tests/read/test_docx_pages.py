"""Approximate pages, coverage, and documents that are pictures of pages."""

from pathlib import Path

from docx_builder import pack, para, parts, read_docx, run

from pipeline.document import Document
from pipeline.limits import Limits
from pipeline.read.docx import read_with_pictures

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
    rows = f"<w:tr><w:tc>{para('字' * 350)}</w:tc><w:tc>{para('旁')}</w:tc></w:tr>" * 5
    document = read(tmp_path, f"<w:tbl>{rows}</w:tbl>")
    assert [item.page for item in document.blocks[0].runs] == [1, 1, 2, 2, 3]


FIXED = '<w:spacing w:line="{}" w:lineRule="exact"/>'


def sheet(width: int, height: int, more: str = "") -> str:
    """A section without margins, in points."""
    sides = " ".join(f'w:{side}="0"' for side in ("top", "bottom", "left", "right"))
    return f'<w:sectPr><w:pgSz w:w="{20 * width}" w:h="{20 * height}"/><w:pgMar {sides}/>{more}</w:sectPr>'


def sized(text: str, size: float, properties: str = "") -> str:
    return para(run(text, f'<w:sz w:val="{round(2 * size)}"/>'), properties)


def test_short_and_empty_paragraphs_take_a_line_each(tmp_path: Path) -> None:
    assert pages(read(tmp_path, para("字") * 45)) == [1] * 22 + [2] * 22 + [3]
    assert pages(read(tmp_path, para("字") + para("") * 21 + para("末"))) == [1, 2]


def test_lines_follow_size_width_and_spacing(tmp_path: Path) -> None:
    wide = sized("字" * 20, 20, FIXED.format(200))  # a line 400 points wide and 10 high
    assert pages(read(tmp_path, wide * 21 + sheet(400, 100))) == [1] * 10 + [2] * 10 + [3]
    larger = sized("字" * 20, 40, FIXED.format(200))
    assert pages(read(tmp_path, larger * 6 + sheet(400, 100))) == [1] * 5 + [2]
    indented = sized("字" * 20, 20, '<w:ind w:left="4000"/>' + FIXED.format(200))
    assert pages(read(tmp_path, indented * 6 + sheet(400, 100))) == [1] * 5 + [2]
    spaced = sized("字", 20, '<w:spacing w:before="100" w:after="100" w:line="200" w:lineRule="exact"/>')
    assert pages(read(tmp_path, spaced * 6 + sheet(400, 100))) == [1] * 5 + [2]


def test_a_single_line_stands_on_the_grid(tmp_path: Path) -> None:
    grid = '<w:docGrid w:type="lines" w:linePitch="600"/>'
    style = '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="40"/></w:rPr></w:rPrDefault></w:docDefaults>'
    assert pages(read(tmp_path, para("字") * 9 + sheet(400, 200), styles=style)) == [1] * 7 + [2] * 2  # 26 points
    assert pages(read(tmp_path, para("字") * 9 + sheet(400, 200, grid), styles=style)) == [1] * 6 + [2] * 3
    double = '<w:spacing w:line="480" w:lineRule="auto"/>'
    assert (
        pages(read(tmp_path, para("字", double) * 9 + sheet(400, 200, grid), styles=style))
        == [1] * 3 + [2] * 3 + [3] * 3
    )


def test_spacing_comes_from_styles_and_defaults(tmp_path: Path) -> None:
    defaults = f"<w:docDefaults><w:pPrDefault><w:pPr>{FIXED.format(1000)}</w:pPr></w:pPrDefault></w:docDefaults>"
    style = f'<w:style w:type="paragraph" w:styleId="a"><w:name w:val="a"/><w:pPr>{FIXED.format(500)}</w:pPr></w:style>'
    body = para("字") * 3 + para("字", '<w:pStyle w:val="a"/>') * 5 + sheet(200, 100)
    assert pages(read(tmp_path, body, styles=defaults + style)) == [1, 1, 2, 2, 2, 3, 3, 3]


def test_a_long_paragraph_runs_on_and_the_next_stands_where_it_ends(tmp_path: Path) -> None:
    document = read(tmp_path, para("字" * 28 * 50) + para("后"))
    assert pages(document) == [1, 3]
    assert document.pages == 3


def test_a_heading_stays_with_what_follows(tmp_path: Path) -> None:
    assert pages(read(tmp_path, para("字") * 21 + para("题", "<w:keepNext/>") + para("字"))) == [1] * 21 + [2, 2]


def test_a_section_as_it_was_before_a_tracked_change_is_none(tmp_path: Path) -> None:
    before = '<w:sectPrChange w:id="1" w:author="x"><w:sectPr><w:type w:val="nextPage"/></w:sectPr></w:sectPrChange>'
    changed = section("continuous").replace("</w:sectPr>", f"{before}</w:sectPr>")
    document = read(tmp_path, para("一", changed) + para("二") + section("continuous"))
    assert pages(document) == [1, 1]


def test_sections_have_their_own_sheets(tmp_path: Path) -> None:
    line = FIXED.format(400)
    first = para("字", line) * 3 + para("字", line + sheet(400, 40))
    assert pages(read(tmp_path, first + para("字", line) * 6 + sheet(400, 80))) == [1, 1, 2, 2, 3, 3, 3, 3, 4, 4]


def test_a_row_is_as_high_as_its_fullest_cell(tmp_path: Path) -> None:
    grid = '<w:tblGrid><w:gridCol w:w="4480"/><w:gridCol w:w="4480"/></w:tblGrid>'
    row = f"<w:tr><w:tc>{para('少')}</w:tc><w:tc>{para('字' * 13 * 10)}</w:tc></w:tr>"
    document = read(tmp_path, f"<w:tbl>{grid}{row * 4}</w:tbl>" + para("后"))
    assert [item.page for item in document.blocks[0].runs if item.stop - item.start > 9] == [1, 1, 1, 2]
    assert document.blocks[1].page == 2
    stated = "<w:tr><w:trPr><w:trHeight w:val='6000'/><w:cantSplit/></w:trPr>" + f"<w:tc>{para('行')}</w:tc></w:tr>"
    document = read(tmp_path, f"<w:tbl>{stated * 3}</w:tbl>")
    assert [item.page for item in document.blocks[0].runs] == [1, 1, 2]


def test_what_floats_takes_no_lines_and_pictures_in_the_text_do(tmp_path: Path) -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{para('框') * 30}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert pages(read(tmp_path, para(run("文") + box) + para("后")))[-1] == 1
    document = read_docx(
        pictured(tmp_path, para(picture("i1", 200, 400)) + para(picture("i1", 200, 200)) + para("后")), Limits()
    )
    assert pages(document) == [2]
    assert document.unreadable_pages == ()


def test_absurd_measures_are_harmless(tmp_path: Path) -> None:
    absurd = '<w:spacing w:before="999999999" w:line="-5" w:lineRule="exact"/><w:ind w:left="999999999" w:right="-7"/>'
    row = f"<w:tr><w:trPr><w:trHeight w:val='999999999'/></w:trPr><w:tc>{sized('字', 0, absurd)}</w:tc></w:tr>"
    body = sized("字" * 9, 0, absurd) + f"<w:tbl>{row}</w:tbl>" + sheet(1, 1)
    assert 2 <= read(tmp_path, body).pages < 100


def picture(identifier: str, width: int, height: int) -> str:
    fill = f'<pic:blipFill><a:blip r:embed="{identifier}"/></pic:blipFill>'
    graphic = f"<a:graphic><a:graphicData><pic:pic>{fill}</pic:pic></a:graphicData></a:graphic>"
    extent = f'<wp:extent cx="{width * 12700}" cy="{height * 12700}"/>'
    return f"<w:r><w:drawing><wp:inline>{extent}{graphic}</wp:inline></w:drawing></w:r>"


def pictured(tmp_path: Path, body: str) -> Path:
    members = parts(body, IMAGE)
    return pack(tmp_path / "图.docx", members | {"word/media/i1.png": b"one", "word/media/i2.png": b"two"})


def members(path: Path) -> list[str]:
    """Where each picture is kept."""
    return [picture.name for picture in read_with_pictures(path, Limits()).pictures]


def test_document_of_page_pictures_is_unreadable_until_recognised(tmp_path: Path) -> None:
    path = pictured(tmp_path, para(picture("i1", 595, 842)) + para(picture("i2", 500, 700)))
    document = read_docx(path, Limits())
    assert document.blocks == ()
    assert [(page.page, page.method) for page in document.coverage] == [(1, "unreadable"), (2, "unreadable")]
    assert document.unreadable_pages == (1, 2)
    assert members(path) == ["word/media/i1.png", "word/media/i2.png"]


def test_picture_page_between_text_takes_a_page_of_its_own(tmp_path: Path) -> None:
    path = pictured(tmp_path, para("字" * 100) + para(picture("i2", 500, 700)) + para("字" * 100))
    document = read_docx(path, Limits())
    assert [page.method for page in document.coverage] == ["text", "unreadable", "text"]
    assert pages(document) == [1, 3]
    assert members(path) == ["word/media/i2.png"]
    assert [remark.code for remark in document.remarks] == ["pictures"]


def test_small_pictures_are_no_pages(tmp_path: Path) -> None:
    path = pictured(tmp_path, para(run("图文") + picture("i1", 150, 180)))
    assert read_docx(path, Limits()).unreadable_pages == ()
    assert members(path) == []


def test_scans_as_wide_as_the_text_are_unreadable_until_recognised(tmp_path: Path) -> None:
    scans = [para(picture(name, 370, 520)) for name in ("i1", "i2", "i1")]  # A4 between wide margins
    path = pictured(tmp_path, para("某市方案" + "字" * 40) + "".join(scans))
    document = read_docx(path, Limits())
    assert document.unreadable_pages == (1, 2, 3)
    assert [picture.page for picture in read_with_pictures(path, Limits()).pictures] == [1, 2, 3]
    assert document.remarks[0].count == 3


def test_pictures_begin_pages_where_only_some_breaks_are_told(tmp_path: Path) -> None:
    whole = [para(picture(name, 500, 700)) for name in ("i1", "i2", "i1")]
    path = pictured(tmp_path, para(run("封面") + RENDERED) + "".join(whole) + para("后"))
    reading = read_with_pictures(path, Limits())
    assert [picture.page for picture in reading.pictures] == [2, 3, 4]
    assert pages(reading.document) == [1, 4]
    told = para(picture("i1", 500, 700)) + para(RENDERED + picture("i2", 500, 700)) + para(RENDERED + run("后"))
    reading = read_with_pictures(pictured(tmp_path, told), Limits())
    assert [picture.page for picture in reading.pictures] == [1, 2]
    assert pages(reading.document) == [3]


def test_pictures_in_cells_and_groups_and_boxes_are_found_once(tmp_path: Path) -> None:
    cell = f"<w:tbl><w:tr><w:tc>{para(run('表') + picture('i1', 300, 300))}</w:tc></w:tr></w:tbl>"
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{para(picture('i2', 300, 300))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    reading = read_with_pictures(pictured(tmp_path, cell + para(box) + para("后")), Limits())
    assert [(picture.name[-6:], picture.before) for picture in reading.pictures] == [("i1.png", 1), ("i2.png", 1)]
    assert len(reading.document.blocks) == 2


def test_old_pictures_state_their_size_in_a_style(tmp_path: Path) -> None:
    shape = '<v:shape style="width:595pt;height:842pt"><v:imagedata r:id="i1"/></v:shape>'
    path = pictured(tmp_path, para(f"<w:r><w:pict>{shape}</w:pict></w:r>"))
    assert members(path) == ["word/media/i1.png"]
