"""Shared ground: the table of writers, atomic files, harmless text, finding blocks again in a DOCX."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.commands.filing import Filing
from pipeline.document import Block, Document
from pipeline.findings import Report
from pipeline.read.detect import digest
from pipeline.report import WRITERS, quoting, sanitize, whereabouts, wording
from pipeline.report.annotated.placing import Places
from pipeline.report.equal import equal_words
from pipeline.report.files import replace_file, replacing
from pipeline.report.naming import stems
from pipeline.report.whereabouts import LONGEST_HEADING
from pipeline.text.fingerprint import SHINGLE


def test_every_writer_writes_its_file(report: Report, docx_file: Path, tmp_path: Path) -> None:
    report = replace(report, document=replace(report.document, sha256=digest(docx_file)))
    for writer in WRITERS.values():
        assert writer.fits(report)
        writer(report, tmp_path / "out" / writer.file_name(report), source=docx_file)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        "徐州市智能建造试点实施方案" + ending
        for ending in (".预审.txt", ".预审.json", ".预审.html", ".意见表.docx", ".批注.docx", ".核对表.xlsx")
    )


def test_writers_load_only_when_used() -> None:
    heavy = ("docx", "openpyxl", "jinja2", "pypdfium2")
    code = f"import sys, pipeline.report; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_hostile_file_name_names_a_file_in_the_folder(hostile: Report) -> None:
    for writer in WRITERS.values():
        name = writer.file_name(hostile)
        assert Path(name).name == name
        assert not set(name) & set('<>:"/\\|?*\n\t')
        assert not name.startswith(".")


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("方案.docx", "方案"),
        ("a.b.pdf", "a.b"),
        (".docx", "docx"),
        ("CON.pdf", "_CON"),
        ("", "方案"),
        ("无后缀", "无后缀"),
    ],
)
def test_file_stem(name: str, stem: str) -> None:
    assert sanitize.file_stem(name) == stem


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["x/方案.docx"], ["方案"]),
        (["x/甲.docx", "x/乙.docx"], ["甲", "乙"]),
        (["x/方案.docx", "x/方案.pdf"], ["方案.docx", "方案.pdf"]),
        (["x/方案.pdf", "x/方案.docx"], ["方案.pdf", "方案.docx"]),
        (["a/方案.docx", "b/方案.docx"], ["a_方案", "b_方案"]),
        (["a/方案.docx", "b/方案.docx", "b/方案.pdf"], ["a_方案", "b_方案", "方案.pdf"]),
        (["a/甲/方案.docx", "b/甲/方案.docx"], ["a_甲_方案", "b_甲_方案"]),
        (["x/方案.docx", "x/../x/方案.docx"], ["方案", "方案"]),
        (["x/方案.docx", "x/方案.pdf", "x/方案.docx.pdf"], ["x_方案", "方案.pdf", "方案.docx.pdf"]),
        (["x/A.docx", "x/a.docx"], None),
        (["x/" + "长" * 60 + "一.docx", "x/" + "长" * 60 + "二.docx"], None),
    ],
)
def test_reports_of_one_run_have_distinct_names(files: list[str], names: list[str] | None) -> None:
    found = stems([Path(file) for file in files])
    assert names in (None, found)
    assert len({name.casefold() for name in found}) == len({Path(file).resolve() for file in files})


def test_a_file_is_whole_or_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.txt"
    replace_file(target, b"old")

    def fail(*_: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        replace_file(target, b"new", durable=True)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_stream_that_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "台账.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(RuntimeError), replacing(target) as stream:
        stream.write(b"half")
        raise RuntimeError
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    with replacing(target, durable=True) as stream:
        stream.write(b"new")
    assert target.read_bytes() == b"new"


@given(st.text())
def test_clean_text_is_harmless_and_stays_so(text: str) -> None:
    cleaned = sanitize.clean(text)
    assert not sanitize.UNSAFE.search(cleaned)
    assert "\r" not in cleaned
    assert sanitize.clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("\x1b[31m红\x1b[0m", "红"),
        ("\x9b2J清屏", "清屏"),
        ("\x1b]8;;http://x\x07链接\x1b]8;;\x07", "链接"),
        ("未结束\x1b]0;正文还在", "未结束0;正文还在"),
        ("\u202e反\u2066转\u2069", "反转"),
        ("零\u200b宽\ufeff", "零宽"),
        ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
        ("表\t格", "表\t格"),
    ],
)
def test_clean(raw: str, clean: str) -> None:
    assert sanitize.clean(raw) == clean


def test_wording() -> None:
    assert wording.ranges((2, 4, 5, 6, 2, 9)) == "2、4–6、9"
    assert wording.amount(0.5) == "0.5"
    assert wording.amount(0.00004) == "0"
    assert wording.amount(12000) == "12,000"
    assert wording.amount(50.0) == "50"


@given(*[st.text(alphabet="甲乙丙，\x1b1", max_size=40)] * 2)
def test_equal_words_are_the_texts_and_equal(left: str, right: str) -> None:
    for pieces, own, other in zip(equal_words(left, right), (left, right), (right, left), strict=True):
        assert "".join(text for text, _ in pieces) == sanitize.clean(own)
        kept = "".join(char for char in sanitize.clean(other) if char.isalnum())
        for text, equal in pieces:
            run = "".join(char for char in text if char.isalnum())
            assert not equal or all(run[at : at + SHINGLE] in kept for at in range(len(run) - SHINGLE + 1))
            assert not equal or len(run) >= SHINGLE


def document(*texts: str) -> Document:
    return Document("a.docx", "0" * 64, "docx", tuple(Block(text, "paragraph", 1) for text in texts), 1, ())


def test_blocks_are_found_in_joined_split_and_repeated_paragraphs() -> None:
    paragraphs = ["目标", "（一）完善政策。出台文件", "硬换行的前半", "句和后半句。", "目标", "目标再说一次"]
    places = Places(document("目标", "完善政策。", "出台文件", "硬换行的前半句和后半句。", "目标"), paragraphs)
    assert [(s.paragraph, s.start, s.stop) for s in places.find(0, 0, 2)] == [(0, 0, 2)]
    assert [(s.paragraph, s.start, s.stop) for s in places.find(1, 0, 4)] == [(1, 3, 7)]
    assert [(s.paragraph, s.start, s.stop) for s in places.find(2, 2, 4)] == [(1, 10, 12)]
    assert [(s.paragraph, s.start, s.stop) for s in places.find(3, 3, 10)] == [(2, 3, 6), (3, 0, 4)]
    assert [(s.paragraph, s.start, s.stop) for s in places.find(4, 0, -1)] == [(4, 0, 2)]


def test_a_block_that_is_not_there_is_not_placed() -> None:
    places = Places(document("有的段落", "页眉里的话", "也有的段落"), ["有的段落", "也有的段落"])
    assert places.find(1, 0, 3) == ()
    assert places.find(2, 0, 1)[0].paragraph == 1


@given(st.lists(st.text(alphabet="一二三四 五", min_size=1, max_size=12), min_size=1, max_size=8))
def test_found_words_are_the_words(paragraphs: list[str]) -> None:
    texts = [text for text in paragraphs if text.strip()]
    places = Places(document(*texts), paragraphs)
    for index, text in enumerate(texts):
        found = places.find(index, 0, -1)
        words = "".join(paragraphs[s.paragraph][s.start : s.stop] for s in found)
        assert "".join(words.split()) == "".join(text.split())


@pytest.mark.parametrize("stored", ["第二章 总体要求", "2.1 建设目标", "三、试点任务", "（一）培育产业", "第一部分"])
def test_a_heading_is_shown_as_its_path_has_it(stored: str) -> None:
    assert whereabouts.heading(stored) == stored


SENTENCE = "6.每年岁末编印一册《洛阳智造案例》，两册合计收录做法不少于24条，写清门槛、步骤"


def test_a_sentence_that_was_run_into_a_heading_is_left_out() -> None:
    path = ("三、任务", "（一）加强政策引导。" + "出台支持智能建造发展的政策措施" * 4)
    assert whereabouts.path(path) == "三、任务 › （一）加强政策引导"
    long = whereabouts.heading("（一）" + "出台支持智能建造发展的政策措施" * 4)
    assert len(long) <= LONGEST_HEADING and long.endswith("…")


def test_numbered_sentences_name_no_section() -> None:
    assert whereabouts.path(("三、任务", "（一）立规矩", SENTENCE)) == "三、任务 › （一）立规矩"
    two_clauses = "（二）坚持创新驱动，培育壮大智能建造产业集群和骨干企业"
    assert whereabouts.path(("三、任务", two_clauses)) == f"三、任务 › {two_clauses}"
    assert whereabouts.path((SENTENCE,)).startswith("6.每年岁末编印一册《洛阳智造案例》")  # better than nothing


def test_a_path_does_not_repeat_the_quote() -> None:
    path = ("三、任务", "（一）立规矩", "2.出台“1+N”政策包并公布清单")
    assert whereabouts.path(path, "出台“1+N”政策包并公布清单。") == "三、任务 › （一）立规矩"
    assert whereabouts.path(path, "按季度公布清单。") == " › ".join(path)


def test_cells_of_a_row_are_told_apart() -> None:
    assert quoting.quoted("新产业\t\t数字 设计\n3\t家") == "新产业 | 数字 设计 | 3 | 家"
    assert quoting.quoted("两行\n文字") == "两行 文字"
    assert quoting.quoted("甲\t乙丙丁戊", 6) == "甲 | 乙…"


def test_a_file_that_cannot_carry_notes_says_what_to_do(report: Report, tmp_path: Path) -> None:
    old = replace(report, document=replace(report.document, format="doc", source="方案.doc"))
    filing = Filing(tmp_path / "out", (WRITERS["annotated"], WRITERS["json"]))
    skipped, _ = (filing.file(old, tmp_path / "方案.doc", "方案", writer) for writer in filing.writers)
    assert "请另存为 DOCX 后再试" in skipped
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["方案.预审.json"]


def test_a_report_on_another_file_of_the_same_name_is_kept(report: Report, tmp_path: Path) -> None:
    filing = Filing(tmp_path / "out", tuple(WRITERS[kind] for kind in ("text", "json", "html")))

    def filed(source: str) -> list[str]:
        on = replace(report, document=replace(report.document, source=source))
        return [filing.file(on, tmp_path / source, "方案 & 附件", writer) for writer in filing.writers]

    def kept() -> list[str]:
        return sorted(path.name for path in (tmp_path / "out").glob("*.旧*"))

    word, pdf = (f"方案 & 附件{'（征求意见稿）' * 12}.{ending}" for ending in ("docx", "pdf"))
    filed(word)
    assert not any("已改名" in said for said in filed(word)) and not kept()
    assert all("已改名为 方案 & 附件.预审.旧1." in said for said in filed(pdf))
    assert kept() == [f"方案 & 附件.预审.旧1.{ending}" for ending in ("html", "json", "txt")]
