"""Paragraphs that are none: whole plans without a line break are read in parts of a bearable length."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Block, Run
from pipeline.structure.run_on import split_overlong
from pipeline.text.sentences import LONGEST

SENTENCE = "由市住房城乡建设局牵头，建成智能建造示范项目20个。"


def paragraph(text: str) -> Block:
    runs = tuple(Run(at, min(at + 700, len(text)), 1 + at // 1400) for at in range(0, len(text), 700))
    return Block(text, "paragraph", 1, number="一、", runs=runs)


def test_a_long_paragraph_is_cut_behind_sentences() -> None:
    parts = split_overlong([paragraph(SENTENCE * 400)])
    assert len(parts) == 4
    assert all(part.text.endswith("。") and len(part.text) <= LONGEST for part in parts)
    assert [part.number for part in parts] == ["一、", "", "", ""]
    assert [part.page for part in parts] == [1, 3, 5, 7]


@given(st.text(st.sampled_from("文，。 1\n"), min_size=1, max_size=40), st.integers(LONGEST, 3 * LONGEST))
def test_nothing_is_lost_and_runs_cover_the_parts(piece: str, length: int) -> None:
    text = (piece * length)[:length]
    parts = split_overlong([paragraph(text)])
    assert "".join("".join(part.text for part in parts).split()) == "".join(text.split())
    for part in parts:
        assert len(part.text) <= LONGEST
        assert (part.runs[0].start, part.runs[-1].stop) == (0, len(part.text))


def test_what_is_no_long_paragraph_stays() -> None:
    blocks = [paragraph(SENTENCE), Block(SENTENCE * 400, "heading", 1)]
    assert split_overlong(blocks) == blocks
