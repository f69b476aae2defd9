"""Chinese words and names, built once per process: a private jieba tokenizer and spaCy's phrase matcher.

Words are for the classifier, names (places, agencies, indicators) for the extraction of facts. The two never mix:
jieba splits agencies (由区|人力资源), so spaCy works on single characters here and finds names of any length.
"""

import functools
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.places.gazetteer import by_any_name
from pipeline.resources import resource

NameKind = Literal["place", "agency", "indicator"]


@dataclass(frozen=True, slots=True)
class Name:
    """`text[start:stop]` of the text at `index` is a name of this kind."""

    index: int
    start: int
    stop: int
    kind: NameKind


@functools.cache
def _tokenizer() -> Any:
    import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    # By itself jieba would leave a cache in the folder of temporary files, and trust one that another user put there.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for term in lexicon("terms"):
        tokenizer.add_word(term)
    return tokenizer


_BETWEEN = re.compile(r"([\u3002\uff0c\uff1b\uff1a\u3001\uff01\uff1f\n]+)")
"""Marks at which jieba parts a text, too: what stands between two of them is cut into words by itself."""


def parted(text: str) -> list[str]:
    """The clauses of a text and the marks between them: each has the words that it has by itself."""
    return _BETWEEN.split(text)


def words(text: str) -> list[str]:
    """The words of a text, white space left out."""
    return [word for word in _tokenizer().cut(text) if word.strip()]


def lexicon(name: str) -> list[str]:
    """Entries of `corpora/lexicons/<name>.txt`, comments left out."""
    lines = resource(f"corpora/lexicons/{name}.txt").read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


@functools.cache
def _matcher() -> tuple[Any, Any]:
    """The vocabulary and the matcher. Patterns are split by hand: the tokenizer of a pipeline is ten times slower."""
    from spacy.matcher import PhraseMatcher
    from spacy.vocab import Vocab

    vocab = Vocab()
    matcher = PhraseMatcher(vocab)
    for kind, names in (
        ("place", list(by_any_name())),
        ("agency", lexicon("agencies")),
        ("indicator", lexicon("indicators")),
    ):
        matcher.add(kind, [_characters(vocab, name) for name in dict.fromkeys(names)])
    return vocab, matcher


def _characters(vocab: Any, text: str) -> Any:
    from spacy.tokens import Doc

    return Doc(vocab, words=list(text), spaces=[False] * len(text))


def names(texts: Sequence[str]) -> list[Name]:
    """Names in the texts, in reading order; of names of one kind that overlap the longest.

    All texts are matched as one, which costs a tenth of matching them one by one.
    """
    starts, joined = [], []
    size = 0
    for text in texts:
        starts.append(size)
        joined.append(text + "\x1f")
        size += len(text) + 1
    if not size:
        return []
    vocab, matcher = _matcher()
    hits = [(vocab.strings[key], start, stop) for key, start, stop in matcher(_characters(vocab, "".join(joined)))]
    return list(_placed(_longest(hits), starts))


def _longest(hits: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    kept: list[tuple[str, int, int]] = []
    taken: dict[str, int] = {}
    for kind, start, stop in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
        if start >= taken.get(kind, 0):
            kept.append((kind, start, stop))
            taken[kind] = stop
    return kept


def _placed(hits: list[tuple[str, int, int]], starts: list[int]) -> Iterator[Name]:
    index = 0
    for kind, start, stop in hits:
        while index + 1 < len(starts) and starts[index + 1] <= start:
            index += 1
        offset = starts[index]
        yield Name(index, start - offset, stop - offset, kind)  # type: ignore[arg-type]
