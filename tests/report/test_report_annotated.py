"""The submitted file returned: notes at the place of each finding, its text untouched."""

import hashlib
import re
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pypdfium2
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from pipeline.commands.filing import Filing
from pipeline.document import Block
from pipeline.errors import OutputError, UsageError
from pipeline.findings import Evidence, Report
from pipeline.read.detect import digest as read_digest
from pipeline.report import WRITERS, annotated, digest, pages
from pipeline.report.annotated import apart, spots
from pipeline.report.annotated.layout import SIGN, Margins
from pipeline.report.options import PLAIN, Options
from pipeline.report.sanitize import UNSAFE


def on(report: Report, source: Path) -> Report:
    """The report as it would be on this very file."""
    return replace(report, document=replace(report.document, sha256=read_digest(source)))


def write(report: Report, target: Path, *, source: Path | None, options: Options = PLAIN) -> None:
    """Write notes on the file as it is."""
    annotated.write(on(report, source) if source else report, target, source=source, options=options)


def texts(path: Path) -> list[str]:
    """Text of every paragraph of body, tables, headers and text boxes, in the order of the file."""
    document = docx.Document(str(path))
    parts = [document.element.body, document.sections[0].header._element]
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for part in parts for p in part.iter(qn("w:p"))]


def comments(path: Path) -> dict[str, tuple[str, str]]:
    """By first line: the whole comment and the words that it covers."""
    document = docx.Document(str(path))
    covered: dict[str, str] = {}
    active: set[str] = set()
    for element in document.element.body.iter():
        name = element.get(qn("w:id"))
        if element.tag == qn("w:commentRangeStart"):
            active.add(name)
        elif element.tag == qn("w:commentRangeEnd"):
            active.discard(name)
        elif element.tag == qn("w:t"):
            for open_ in active:
                covered[open_] = covered.get(open_, "") + (element.text or "")
    return {c.text.split("\n")[0] + f"#{c.comment_id}": (c.text, covered[str(c.comment_id)]) for c in document.comments}


def test_docx_text_is_untouched(report: Report, docx_file: Path, tmp_path: Path) -> None:
    write(report, tmp_path / "out.docx", source=docx_file)
    assert texts(tmp_path / "out.docx") == texts(docx_file)


def test_docx_comments_cover_exactly_the_quotes(report: Report, docx_file: Path, tmp_path: Path) -> None:
    write(report, tmp_path / "out.docx", source=docx_file)
    found = comments(tmp_path / "out.docx")
    for item in digest.numbered(report):
        own = [words for head, words in found.items() if head.startswith(f"问题 {item.number}（")]
        at = [
            spot.proof.quote if spot.proof else report.document.blocks[spot.block].text
            for spot in spots.placed(item, report).spots
        ]
        assert ["".join(words.split()) for _, words in own] == ["".join(words.split()) for words in at]
        assert all(item.finding.message in text for text, _ in own)


def test_every_place_says_what_to_do(report: Report, docx_file: Path, tmp_path: Path) -> None:
    write(report, tmp_path / "out.docx", source=docx_file)
    item = next(item for item in digest.numbered(report) if item.finding.rule == "goals.consistent")
    own = [
        text for head, (text, _) in comments(tmp_path / "out.docx").items() if head.startswith(f"问题 {item.number}（")
    ]
    assert len(own) == 2
    assert all(f"修改建议：{item.finding.advice}" in text for text in own)
    assert [("另一处" in text) for text in own] == [False, True]


def test_missing_element_says_what_is_asked_where_it_belongs(report: Report, docx_file: Path, tmp_path: Path) -> None:
    write(report, tmp_path / "out.docx", source=docx_file)
    text, words = next(v for k, v in comments(tmp_path / "out.docx").items() if "建设试点示范工程" in k)
    assert words == "试点内容"
    assert "依据：条款 三（三）" in text
    assert "修改建议：增加一节" in text


def test_a_doubt_is_put_to_the_author(report: Report, docx_file: Path, tmp_path: Path) -> None:
    doubted = next(finding for finding in report.findings if finding.rule == "duty.missing" and finding.evidence)
    sure = next(finding for finding in report.findings if finding.rule == "duty.missing" and not finding.evidence)
    findings = (replace(doubted, verdict="unsure"), replace(sure, verdict="unsure"))
    write(replace(report, findings=findings), tmp_path / "out.docx", source=docx_file)
    said = "\n".join(text for text, _ in comments(tmp_path / "out.docx").values())
    asked = digest.requirements(report)
    title, advice = asked[doubted.requirement].title, asked[doubted.requirement].advice
    assert f"程序拿不准这句写的是不是{title}。" in said
    assert f"如果是，请在原处补足以下内容；如果不是，请另写：{advice}" in said
    assert "无法识别的页面已经写明的，不必改" in said
    assert not re.search("人工复核|编号|查找范围", said)


def test_findings_without_a_place_go_into_the_summary(report: Report, docx_file: Path, tmp_path: Path) -> None:
    write(report, tmp_path / "out.docx", source=docx_file)
    text, _ = next(v for k, v in comments(tmp_path / "out.docx").items() if k.startswith("预审意见"))
    assert "须补正 4 条" in text
    assert "第6页无法读取" in text


def test_header_finding_goes_into_the_summary(report: Report, docx_file: Path, tmp_path: Path) -> None:
    blocks = list(report.document.blocks)
    finding = report.findings[4]
    index = finding.evidence[0].block
    blocks[index] = replace(blocks[index], text="页眉里才有的文字：苏州市")
    quote = replace(finding.evidence[0], start=9, stop=12)
    changed = replace(
        report,
        document=replace(report.document, blocks=tuple(blocks)),
        findings=(replace(finding, evidence=(quote,)),),
        outcomes=(),
        facts=(),
    )
    write(changed, tmp_path / "out.docx", source=docx_file)
    ((text, _),) = comments(tmp_path / "out.docx").values()
    assert finding.message in text
    assert "苏州市" in text


BOX = (
    '<w:r xmlns:w="{w}" xmlns:mc="{mc}" xmlns:wps="{wps}" xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
    '<mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>'
    "<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def with_box(report: Report, source: Path, words: str) -> Report:
    """The report, with a text box of these words at the end of it and of the file."""
    names = {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }
    content = f"<w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent>"
    word = docx.Document(str(source))
    holder = word.paragraphs[-1]._p
    holder.append(parse_xml(BOX.format(content=content, **names)))
    word.save(str(source))
    blocks = (*report.document.blocks, replace(report.document.blocks[-1], text=words, kind="paragraph", table=None))
    return replace(report, document=replace(report.document, blocks=blocks), outcomes=(), facts=())


def test_several_words_in_one_text_box_are_said_once(report: Report, docx_file: Path, tmp_path: Path) -> None:
    changed = with_box(report, docx_file, "文本框里写着：推广苏州市经验，学习南京市")
    finding, last = report.findings[4], len(changed.document.blocks) - 1
    boxed = [
        replace(finding.evidence[0], block=last, start=start, stop=start + 3, quote=quote)
        for start, quote in ((9, "苏州市"), (16, "南京市"))
    ]
    changed = replace(changed, findings=(replace(finding, evidence=(finding.evidence[0], *boxed)),))
    write(changed, tmp_path / "out.docx", source=docx_file)
    at_words, at_box = (
        text for head, (text, _) in comments(tmp_path / "out.docx").items() if head.startswith("问题 1")
    )
    assert "另一处" not in at_words and "原文" not in at_words
    assert "推广苏州市" in at_box and "学习南京市" in at_box and at_box.endswith("（同一问题的另一处）")


def test_a_place_in_a_header_is_told_in_the_summary_beside_those_in_the_body(
    report: Report, docx_file: Path, tmp_path: Path
) -> None:
    finding = report.findings[4]
    words = finding.evidence[0].quote  # stands in the body, too
    blocks = (*report.document.blocks, Block(words, "furniture", 1, reason="header"))
    above = Evidence(len(blocks) - 1, 0, len(words), words, 1, ())
    changed = replace(
        report,
        document=replace(report.document, blocks=blocks),
        findings=(replace(finding, evidence=(finding.evidence[0], above)),),
        outcomes=(),
        facts=(),
    )
    write(changed, tmp_path / "out.docx", source=docx_file)
    found = comments(tmp_path / "out.docx")
    assert [text for head, (text, _) in found.items() if head.startswith("问题") and "页眉" in text] == []
    assert len([head for head in found if head.startswith("问题")]) == 1
    (summary,) = (text for head, (text, _) in found.items() if head.startswith("预审意见"))
    assert "第1页 · 页眉\n此处不能加批注，其余各处已加批注。" in summary
    assert finding.message not in summary


def test_a_finding_in_a_text_box_is_said_at_the_box(report: Report, docx_file: Path, tmp_path: Path) -> None:
    changed = with_box(report, docx_file, "文本框里写着：推广苏州市经验")
    finding = report.findings[4]
    proof = replace(finding.evidence[0], block=len(changed.document.blocks) - 1, start=9, stop=12, quote="苏州市")
    changed = replace(changed, findings=(replace(finding, evidence=(proof,)),))
    write(changed, tmp_path / "out.docx", source=docx_file)
    found = docx.Document(str(tmp_path / "out.docx"))
    notes = {c.comment_id: c.text for c in found.comments if c.text.startswith("问题 1")}
    assert len(notes) == 1 and "原文：“…推广苏州市经验”" in next(iter(notes.values()))
    (start,) = (e for e in found.element.body.iter(qn("w:commentRangeStart")) if int(e.get(qn("w:id"))) in notes)
    assert start.getparent().xpath(".//w:txbxContent") and start.getnext().tag == qn("w:r")
    (summary,) = (c.text for c in found.comments if c.text.startswith("预审意见"))
    assert finding.message not in summary
    assert texts(tmp_path / "out.docx") == texts(docx_file)


def test_hostile_plan_gets_inert_comments(hostile: Report, docx_file: Path, tmp_path: Path) -> None:
    write(hostile, tmp_path / "out.docx", source=docx_file)
    document = docx.Document(str(tmp_path / "out.docx"))
    assert all(not UNSAFE.search(comment.text) for comment in document.comments)
    assert texts(tmp_path / "out.docx") == texts(docx_file)


def test_pdf_has_highlights_at_the_quotes(pdf_report: Report, pdf_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    write(pdf_report, target, source=pdf_file)
    with pdfplumber.open(target) as pdf:
        notes = [(page.page_number, note) for page in pdf.pages for note in page.annots]
    for item in digest.numbered(pdf_report):
        own = [(n, a) for n, a in notes if (a["contents"] or "").startswith(f"问题 {item.number}（")]
        marked = [spot.proof for spot in spots.placed(item, pdf_report).spots if spot.proof]
        areas = [area for proof in marked for area in pages.areas(pdf_report.document, proof)]
        for area in areas:
            left, top, right, bottom = area.box
            note = next(a for n, a in own if n == area.page)
            assert note["x0"] - 1 <= left and note["x1"] + 1 >= right
            assert note["top"] - 1 <= top and note["bottom"] + 1 >= bottom
        assert all(item.finding.message in note["contents"] for _, note in own)
        assert len(own) == (1 if spots.placed(item, pdf_report).spots else 0)
    assert [n for n, a in notes if a["contents"].startswith("预审意见")] == [1]


def test_pdf_text_is_untouched_in_a_second_engine(pdf_report: Report, pdf_file: Path, tmp_path: Path) -> None:
    write(pdf_report, tmp_path / "out.pdf", source=pdf_file)
    assert pdf_text(tmp_path / "out.pdf") == pdf_text(pdf_file)


def pdf_text(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def test_pdf_boxes_follow_a_rotated_page(pdf_report: Report, pdf_file: Path, tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(pdf_file)
    for page in document:
        page.set_rotation(90)
    document.save(tmp_path / "turned.pdf")
    document.close()
    write(pdf_report, tmp_path / "out.pdf", source=tmp_path / "turned.pdf")
    item = next(item for item in digest.numbered(pdf_report) if item.finding.rule == "residue.place")
    left, top, _, _ = pages.places(pdf_report.document, item.finding)[0].box
    with pdfplumber.open(tmp_path / "out.pdf") as pdf:
        note = next(a for a in pdf.pages[2].annots if a["contents"].startswith(f"问题 {item.number}（"))
    # In the page's own space, which has its origin in the lower left corner of the unturned page:
    # a point displayed at (x, y) after a quarter turn to the right lies at (y, x).
    x0, y0, _, _ = (float(value) for value in note["data"]["Rect"])
    assert (round(x0), round(y0)) == (round(top), round(left))


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_same_report_same_bytes(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    report = request.getfixturevalue("report" if kind == "docx" else "pdf_report")
    source = request.getfixturevalue(f"{kind}_file")
    digests = []
    for _ in range(2):
        write(report, tmp_path / "out", source=source)
        digests.append(hashlib.sha256((tmp_path / "out").read_bytes()).hexdigest())
    assert digests[0] == digests[1]


def test_refusals_say_what_to_do_and_write_nothing(report: Report, pdf_report: Report, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"nothing")
    target = tmp_path / "out"
    cases: list[tuple[Report, Path | None, Any]] = [
        (report, None, UsageError),
        (report, broken, OutputError),
        (pdf_report, broken, OutputError),
        (replace(report, document=replace(report.document, format="rtf")), broken, UsageError),
    ]
    for case, source, error in cases:
        with pytest.raises(error):
            write(case, target, source=source)
    assert not target.exists()


@pytest.mark.parametrize("isolate", [True, False])
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_notes_on_what_was_read_are_not_put_into_what_was_saved_since(
    kind: str, isolate: bool, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    source = request.getfixturevalue(f"{kind}_file")
    report = on(request.getfixturevalue("report" if kind == "docx" else "pdf_report"), source)
    with source.open("ab") as stream:
        stream.write(b"\n")
    for words in ("被改动.*再核对一次", "打不开原文件（没有这个文件"):
        with pytest.raises(OutputError, match=words):
            annotated.write(report, tmp_path / "out", source=source, options=Options(isolate=isolate))
        source.unlink(missing_ok=True)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_written_apart_or_here_the_file_is_the_same(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    report = request.getfixturevalue("report" if kind == "docx" else "pdf_report")
    source = request.getfixturevalue(f"{kind}_file")
    for name, isolate in (("apart", True), ("here", False)):
        write(report, tmp_path / name, source=source, options=Options(isolate=isolate))
    assert (tmp_path / "apart").read_bytes() == (tmp_path / "here").read_bytes()


@pytest.mark.parametrize("isolate", [True, False])
def test_what_nobody_has_read_is_not_taken_into_memory(
    report: Report, docx_file: Path, tmp_path: Path, isolate: bool
) -> None:
    bomb = tmp_path / "bomb.docx"
    bomb.write_bytes(docx_file.read_bytes())
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/media/a.png", "w") as member:
        for _ in range(300):
            member.write(bytes(1 << 20))
    with pytest.raises(OutputError, match="太大"):
        write(report, tmp_path / "out.docx", source=bomb, options=Options(isolate=isolate))


def test_a_file_that_takes_too_long_is_given_up(
    report: Report, docx_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.0)
    with pytest.raises(OutputError, match="已停止"):
        write(report, tmp_path / "out.docx", source=docx_file)


@pytest.mark.parametrize("said", ["E {", "E", "D null", "D [", "", "x" * 20_000])
def test_a_process_that_talks_nonsense_costs_the_notes_alone(
    said: str, report: Report, docx_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", f"print({said!r})"))
    with pytest.raises(OutputError, match="意外终止"):
        write(report, tmp_path / "out.docx", source=docx_file)


@pytest.mark.parametrize(
    ("raised", "words"), [("KeyError('w:ins')", "意外终止"), ("MemoryError()", "内存的限制，已停止")]
)
def test_a_fault_of_ours_is_not_taken_for_a_limit(
    raised: str, words: str, report: Report, docx_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = f"""
from pipeline.report.annotated import apart
def annotate(*given):
    raise {raised}
apart.annotate = annotate
apart.main()
"""
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", failing))
    said = Filing(tmp_path, ()).file(report, docx_file, "out", WRITERS["annotated"])
    assert words in said.splitlines()[0]
    assert ("KeyError: 'w:ins'" in said) == ("KeyError" in raised)
    assert not list(tmp_path.glob("out*"))


def test_notes_on_one_sentence_paint_it_once_and_stand_side_by_side(
    pdf_report: Report, pdf_file: Path, tmp_path: Path
) -> None:
    finding = next(finding for finding in pdf_report.findings if finding.rule == "residue.place")
    gone = next(finding for finding in pdf_report.findings if finding.rule == "task.missing")
    crowded = replace(pdf_report, findings=(*[finding] * 3, *[gone] * 4))
    write(crowded, tmp_path / "out.pdf", source=pdf_file)
    with pdfplumber.open(tmp_path / "out.pdf") as pdf:
        notes = [(page.page_number, a) for page in pdf.pages for a in page.annots if a["contents"].startswith("问题")]
    assert sorted(a["contents"].split("（")[0] for _, a in notes) == [f"问题 {number}" for number in range(1, 8)]
    kinds = [note["data"]["Subtype"].name for _, note in notes]
    assert kinds.count("Highlight") == 1
    boxes = [(page, a["x0"], a["top"], a["x1"], a["bottom"]) for page, a in notes]
    for at, one in enumerate(boxes):
        for other in boxes[:at]:
            apart = one[0] != other[0] or one[1] >= other[3] or other[1] >= one[3] or one[2] >= other[4]
            assert apart or other[2] >= one[4]
    left = min(run.bbox[0] for block in crowded.document.blocks for run in block.runs if run.bbox)
    assert all(a["x1"] <= left for _, a in notes if a["data"]["Subtype"].name == "Text")


@pytest.mark.parametrize(("text", "columns"), [((85, 510), 3), ((40, 560), 1), ((15, 560), 1), ((5, 590), 0)])
def test_signs_stand_in_a_margin_that_has_room(text: tuple[float, float], columns: int) -> None:
    found = Margins(*text, 595, 842).columns()
    assert len(found) == columns
    assert all(at + SIGN <= text[0] or at >= text[1] for at in found)
    assert all(0 <= at <= 595 - SIGN for at in found)
