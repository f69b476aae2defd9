"""Sentences around a stretch of text."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Block
from pipeline.text.sentences import LONGEST, sentence_around, sentences


@given(st.text("文，。；\n", max_size=300), st.data())
def test_the_sentence_goes_from_mark_to_mark(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    left, right = sentence_around(text, start, stop)
    assert left == max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    assert right == min(at if (at := text.find(mark, stop)) >= 0 else len(text) for mark in "。；\n")


def test_both_ways_to_find_sentences_end_them_alike() -> None:
    text = "示范项目达到200个.智能工厂达到5.5家.装配率达到50.8%"
    found = [(sentence.start, sentence.stop) for sentence in sentences(Block(text, "paragraph", 1))]
    for start, stop in found:
        for at in range(start, stop - 1):
            left, right = sentence_around(text, at, at + 1)
            assert (left, right + text.startswith(".", right)) == (start, stop)
    assert len(found) == 3


def test_what_has_no_marks_is_looked_at_for_a_while() -> None:
    text = "文" * (3 * LONGEST)
    assert sentence_around(text, LONGEST + 5, LONGEST + 9) == (5, 2 * LONGEST + 9)
