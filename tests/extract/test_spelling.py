"""How figures are spelled changes no fact: spaces around them, full-width digits."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, replace

import pytest

from corpora.build import raw_document
from corpora.build_samples import SAMPLES
from corpora.reading import read_plan
from pipeline.document import Block, Document
from pipeline.extract import extract
from pipeline.findings import Fact
from pipeline.segment import segment
from pipeline.structure import structure

WIDE = str.maketrans({str(digit): chr(0xFF10 + digit) for digit in range(10)})


def spaced(text: str) -> str:
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=[\d%])(?=[\u4e00-\u9fff])", " ", text)


def wide(text: str) -> str:
    return text.translate(WIDE)


def changed(document: Document, spell: Callable[[str], str]) -> Document:
    def of(block: Block) -> Block:
        if block.table is None:
            return replace(block, text=spell(block.text), runs=())
        table = replace(block.table, rows=tuple(tuple(map(spell, row)) for row in block.table.rows))
        return replace(block, text=table.text, table=table, runs=())

    return replace(document, blocks=tuple(of(block) for block in document.blocks))


def facts(document: Document) -> list[Fact]:
    found = structure(document)
    return list(extract(found, segment(found)))


def values(found: list[Fact]) -> Counter[str]:
    def value(fact: Fact) -> str:
        of = ((field.name, getattr(fact.value, field.name)) for field in fields(fact.value))
        return f"{type(fact.value).__name__} {[(name, plain(what)) for name, what in of]}"

    def plain(what: object) -> object:
        return (
            "".join(what.split()).translate({wide: digit for digit, wide in WIDE.items()})
            if isinstance(what, str)
            else what
        )

    return Counter(map(value, found))


@pytest.mark.parametrize("spell", [spaced, wide])
@pytest.mark.parametrize("sample", ["wuxi", "zhuzhou", "xianyang"])
def test_spelling_changes_no_fact(sample: str, spell: Callable[[str], str]) -> None:
    document = raw_document(read_plan(SAMPLES / f"{sample}.md"))
    other = changed(document, spell)
    assert values(facts(other)) == values(facts(document))
    blocks = structure(other).blocks
    for fact in facts(other):
        proof = fact.evidence
        assert blocks[proof.block].text[proof.start : proof.stop] == proof.quote
