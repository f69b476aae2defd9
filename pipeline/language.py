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

from pipeline.resources import resource

NameKind = Literal["place", "agency", "indicator"]

AMBIGUOUS = frozenset(
    [
        "朝阳", "白银", "中山", "大同", "长治", "日照", "来宾", "安康", "普洱", "黄山", "海北",
        "海西", "黄南", "红河", "怒江", "阿里", "兴安", "北海",
    ]
)  # fmt: skip
"""Short names of prefectures that are common words or rivers: places only beside another place (东莞、中山)."""
_NO_PLACE = frozenset(
    [
        "城区", "郊区", "矿区", "东区", "西区", "老城区", "新城区", "新市区", "港口区", "工农区", "前进区",
        "向阳区", "城中区", "城东区", "城西区", "城北区",
    ]
)  # fmt: skip
_NATIONS = [
        "蒙古", "朝鲜", "土家", "苗", "藏", "羌", "彝", "布依", "侗", "哈尼", "壮", "傣", "白", "景颇",
        "傈僳", "回", "哈萨克", "柯尔克孜",
]  # fmt: skip
_PREFECTURE = re.compile(rf"(?:(?:{'|'.join(_NATIONS)})族?)*自治州$|[省市盟]$|地区$|(?:(?:壮|回)族|维吾尔)?自治区$")


@dataclass(frozen=True, slots=True)
class Name:
    """`text[start:stop]` of the text at `index` is a name of this kind."""

    index: int
    start: int
    stop: int
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Division:
    """A row of the gazetteer: an administrative division, its province and, below a prefecture, that prefecture."""

    name: str
    level: str
    province: str
    prefecture: str


@functools.cache
def divisions() -> tuple[Division, ...]:
    """All rows of corpora/gazetteer.tsv but those of 中山市 and the like once more, as their own only part."""
    lines = resource("corpora/gazetteer.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (Division(*line.split("\t")) for line in lines)
    return tuple(row for row in rows if row.name != row.prefecture)


@functools.cache
def _tokenizer() -> Any:
    import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    for term in resource("corpora/lexicons/terms.txt").read_text(encoding="utf-8").split():
        tokenizer.add_word(term)
    return tokenizer


_BETWEEN = re.compile(r"([\u3002\uff0c\uff1b\uff1a\u3001\uff01\uff1f\n]+)")
"""Marks at which jieba parts a text, too: what stands between two of them is cut into words by itself."""


@functools.lru_cache(maxsize=1 << 15)  # the same clauses are asked for as sentences, paragraphs and sections
def _cut(clause: str) -> tuple[str, ...]:
    return tuple(word for word in _tokenizer().lcut(clause) if word.strip())


def words(text: str) -> list[str]:
    """The words of a text, white space left out."""
    return [word for clause in _BETWEEN.split(text) for word in _cut(clause)]


def _short(entry: Division) -> str:
    """The name without 省, 市, 自治州; "" where that would be a common word or is not said of such places."""
    if entry.level not in ("province", "municipality", "prefecture", "sub-provincial"):
        return ""
    short = _PREFECTURE.sub("", entry.name)
    shared = entry.level != "province" and short in ("吉林", "海南")  # a province bears the name, too
    return "" if short == entry.name or len(short) < 2 or shared else short


@functools.cache
def gazetteer() -> dict[str, tuple[Division, ...]]:
    """Full and safe short names of China's divisions; several entries where the name is borne by several."""
    found: dict[str, list[Division]] = {}
    for entry in divisions():
        for form in {entry.name, _short(entry)} - {""} - _NO_PLACE:
            found.setdefault(form, []).append(entry)
    return {form: tuple(entries) for form, entries in found.items()}


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
        ("place", list(gazetteer())),
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
