"""Placeholders of a template that nobody filled in: XX市, ××家, 待定, 【】, ____.

A form in an attachment is meant to have blanks: lines of it are left out, and so are sizes, type codes and grids.
Headers and footers are ruled and spaced: of them only signs and words that stand for a name count, and no page numbers.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from itertools import groupby

from pipeline.check.blanks import BLANK, BRACKET, LETTER, SIGNS, WAITING
from pipeline.check.gaps import finding
from pipeline.check.quoting import around, evidence, pages_of
from pipeline.check.review import Review
from pipeline.findings import Evidence, Finding
from pipeline.profile import Requirement
from pipeline.text.shortening import enclosed, shortened
from pipeline.vocabulary import MARGINS

_FOLIO = re.compile(r"[第共]\s*[XxＸｘ×]+\s*页|[XxＸｘ×]+\s*[/／]\s*[XxＸｘYyＹｙ×]+|^[\s—–-]*[XxＸｘ×]+[\s—–-]*$")
"""The number of a page, as a header or footer may have it: 第XX页 共XX页, XX/YY."""
_EQUALS, _EXPLAINED = re.compile("[=＝]|式中|编码|代码|编号"), re.compile(r"([A-Za-zＸｘ]{2,4})(?:为|是|指|表示)")
"""A formula, and a letter in it that the text explains: 节约率＝（XX－YY）÷XX，式中XX为传统项目工日数."""
_FORM = re.compile(
    r"(?:申报|申请|登记|推荐|汇总|备案|考核|评分|承诺|统计|信息|反馈|报名|回执"
    r"|记录)[\u4e00-\u9fff]{0,4}[表书单函](?:格)?|式样|样式|样表|模板|格式|范本|填表"
)
_FIELD = re.compile(
    r"盖章|签字|签章|填报|填表|联系人|联系电话|负责人|经办|审核人|^[\s\u3000]*年[\s\u3000]*月[\s\u3000]*日|编号"
    r"|申报单位|申报日期"
)
_READ = ("title", "cover", *MARGINS)
"""Of what is no text of the plan, that in which the plan names itself."""
_CODE = re.compile(r"XX[A-WYZ0-9\-]|[×xX]\s*\d|\d\s*[×xX]|[A-WYZa-wyz]\-?X{2,}|X\-X|[A-Z×]\-×{2,}")
"""A size, or how a code is made up: ZJ-××××-×××."""


def _form(review: Review, index: int) -> bool:
    """Whether a block belongs to a form to be filled in: under such a heading, or with fields for a seal."""
    block = review.blocks[index]
    if block.kind == "heading" or block.reason in ("title", "cover"):
        return False
    above = " ".join(
        [
            *review.path(index)[-2:],
            *(review.blocks[i].text for i in range(max(0, index - 2), index) if len(review.blocks[i].text) <= 30),
        ]
    )
    fields, short = len(set(_FIELD.findall(block.text))), len(block.text) < 60
    before = review.blocks[index - 1] if index else block
    filled = before.table is not None and not BLANK.search(before.text)  # what stands below such a table is no form
    if _FORM.search(above) and (block.table is not None or fields or (short and not filled)):
        return True
    # At the end of a paragraph a telephone number should have been filled in.
    alone = short and "。" not in block.text[:-1]
    return (fields >= 1 and alone) or (fields >= 2 and block.table is not None)  # 联系人 may head a column of tasks


def _hits(text: str, form: bool) -> Iterator[tuple[int, int]]:
    """Places of placeholders; in a form only letters and brackets that stand for a name count, and no blanks."""
    yield from _matches(text, (BRACKET,) if form else SIGNS)


def _in_margin(text: str) -> Iterator[tuple[int, int]]:
    """Places of placeholders in a header or footer."""
    numbers = [match.span() for match in _FOLIO.finditer(text)]
    for hit in _matches(text, (BRACKET, LETTER, WAITING)):
        if not any(start <= hit[0] < stop for start, stop in numbers):
            yield hit


def _matches(text: str, kinds: Collection[re.Pattern[str]]) -> Iterator[tuple[int, int]]:
    """Places of these patterns, none of which overlap."""
    taken = -1
    explained = {match[1] for match in _EXPLAINED.finditer(text)} if _EQUALS.search(text) else ()
    patterns = [pattern for pattern in kinds if SIGNS[pattern].search(text)]
    for match in sorted((m for pattern in patterns for m in pattern.finditer(text)), key=lambda m: m.start()):
        near = text[max(0, match.start() - 2) : match.end() + 2]
        if match.start() >= taken and not _CODE.search(near) and match.group() not in explained:
            yield match.span()
            taken = match.end()


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """One finding with every placeholder (the first six places quoted, those of one row or clause together)."""
    found: list[Evidence] = []
    marks: list[str] = []
    for index, block in enumerate(review.blocks):
        if (block.kind == "furniture" and block.reason not in _READ) or index in review.repeated:
            continue
        text = block.text.replace("\t", "\n") if block.table else block.text  # a cell is a line of its own
        hits = list(_in_margin(text) if review.margin(index) else _hits(text, _form(review, index)))
        if not hits:
            continue
        marks += [block.text[start:stop].strip() or "空格" for start, stop in hits]
        found += _quoted(review, index, hits)
    if found:
        shown = "、".join(f"“{enclosed(shortened(mark, 16))}”" for mark in dict.fromkeys(marks[:6]))
        message = f"有 {len(marks)} 处占位符没有改成实际内容：{shown}（{pages_of(review, found)}）。"
        yield finding(requirement, message, found, everywhere=True)


def _quoted(review: Review, index: int, hits: list[tuple[int, int]]) -> Iterator[Evidence]:
    """The clauses or cells of placeholders; several in one row or clause are one place: the whole row, or the clause."""
    text, table = review.blocks[index].text, review.blocks[index].table is not None
    ends = [end.start() for end in re.finditer("\n", text)]
    for _, several in groupby(hits, key=lambda hit: bisect_left(ends, hit[0])):
        row = list(several)
        if table and len(row) > 1:
            stop = text.find("\n", row[-1][1])
            start = text.rfind("\n", 0, row[0][0]) + 1
            yield evidence(review, index, start, stop if stop >= 0 else len(text))
            continue
        told = -1
        for start, stop in row:
            if start >= told:
                quote = around(review, index, start, stop, 12)
                told = quote.stop
                yield quote
