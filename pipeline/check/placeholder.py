"""Placeholders of a template that nobody filled in: XX市, ××家, 待定, 【】, ____.

A form in an attachment is meant to have blanks: lines of it are left out, and so are sizes, type codes and grids.
Headers and footers are ruled and spaced: of them only signs and words that stand for a name count, and no page numbers.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from itertools import groupby

from pipeline.check.gaps import finding
from pipeline.check.quoting import around, evidence, pages_of
from pipeline.check.review import Review
from pipeline.findings import Evidence, Finding
from pipeline.profile import Requirement
from pipeline.text.shortening import enclosed, shortened
from pipeline.vocabulary import MARGINS

_UNIT = "市县区州省年月日家个项亿万座名人条栋套台处米元％%号路局委镇街某倍吨批亩户辆"
_LETTERS = re.compile(
    rf"(?<![A-Za-z0-9\-])[XxＸｘ]{{2,}}(?![A-Za-z0-9\-]|型|系列)|(?<=[\u4e00-\u9fff（(《“])[XＸ](?=[{_UNIT}])"
    rf"|(?<![A-Za-z])[×✕╳xX]{{2,}}(?=[\u4e00-\u9fff])(?!型|系列)|(?<![A-Za-z])[×✕╳]{{2,}}|(?<![\d.米m×层])[×✕](?=[{_UNIT}])"
    rf"|(?<![一二三四五六七八九○〇●])[○〇●]{{2,}}(?=[{_UNIT}\u4e00-\u9fff])|[＊*]{{2,}}(?=[{_UNIT}])|[□◇]{{2,}}(?=[{_UNIT}\u4e00-\u9fff\-—])|■{{2,}}(?=[{_UNIT}])|[□■◇]{{4,}}|(?<![△▲])[△▲]{{2,}}(?=[\u4e00-\u9fff])"
    rf"|(?<=[\u4e00-\u9fff])(?<!第)[NＮ](?=[{_UNIT}])|(?<![A-Za-z\d])[A-CＡ-Ｃ](?=公司)"
    r"|(?<=[\d０-９]年)[〇○●□◇](?=月)|(?<=月)[〇○●□◇](?=日)|(?<=〕)[〇○●□◇](?=号)"
    rf"|(?<![\u4e00-\u9fff])某某|(?<![海地部外内邻南北东西省])某某?(?=市|县|区|公司|单位|项目|局)"
)
_BLANK = re.compile(
    rf"[_＿﹍]{{2,}}|(?<=[\u4e00-\u9fff])[^\S\n]{{3,}}(?=[万亿]?[{_UNIT}])|\.{{4,}}(?=[{_UNIT}])"
    rf"|(?<!\d)20[^\S\n]{{2,}}(?=[年】〕）])|(?<=[约达到至共有资抽调派聘训地建])[^\S\n]{{2,}}(?=[万亿]?[{_UNIT}])"
    rf"|[（(][^\S\n]{{2,}}[）)]|〔[^\S\n]*〕(?=[^\S\n]*号)|【[^\S\n]*】|[\[［][^\S\n]+[\]］]|“[^\S\n]+”"
)
"""Blanks within a line: between the end of one and the beginning of the next nothing is left to fill in."""
_BRACKET = re.compile(
    "|".join(
        (
            r"【[^【】\n]{0,30}(?:此处|请|待|填写?|插入|补充|补全|替换|删除|示例|样例|XX|××)[^【】\n]{0,20}】?",
            r"【[^【】\n]{0,30}(?:名称|数量|金额|时间|日期|数据|数值|单位|姓名|城市|地点|比例|[Xx×])】",
            r"[\[［〔][^\[\]［］〔〕\n]{0,10}(?:名称|简称|数量|金额|日期|姓名)[\]］〕]",
            r"[\[［〔](?:牵头|责任|配合|实施|主管)(?:单位|部门)[\]］〕](?=[、，；】）)])",
            r"[\[［](?:此处|请|待|填|插入|补充)[^\]］]{1,20}[\]］]",
            r"[（(<＜](?:请|此处|待)(?:在此|根据|按|自行|各[市地])?(?:填写?|补充?|插入|替换|修改|确定|核实|定|完善|明确|核"
            r"|更新|提供)[^（）()<>＜＞]{0,20}[）)>＞]",
            r"[（(][^（）()]{0,12}此处[^（）()]{0,12}(?:补|填|提供|核)[^（）()]{0,10}[）)]",
            r"[（(][^（）()]{0,16}(?<![申邀聘商提报函])请(?![示求])[^（）()]{1,12}(?:补[充齐]?|填写?|提供|核[实定]|完善|更新)[^（）()]{0,4}[）)]",
            r"[（(][^（）()]{0,16}待[^（）()]{1,16}(?:补|(?:补[入充填齐]|填[入写补])[^（）()]{0,4})[）)]",
            r"[（(]填写?(?!说明|要求|须知|单位|人)[^（）()]{1,12}[）)]",
            r"\{\{?[^{}]{1,20}\}\}?",
        )
    )
)
_PENDING = re.compile(
    r"(?:数据|名单|金额|时间|地点|数量|名称|单位|比例|标准|人选|指标|选址|规模|额度|方案|日期)?(?:尚)?(?<![有亟])待(?:定|补充?"
    r"|填写?|核[实定对准]?|确认|确定|完善|测算|明确)(?=[）)，。；、】\]\s\t\n]|$)(?!、[^，。；、]{1,6}[两二三四五][类种档]|名单)|(?:暂|尚)(?:未定|未填"
    r"|缺)(?=[）)，。；、】\s\n]|$)"
    r"|TBD|TODO|(?:单击|点击|单击或点击)此处(?:以)?(?:输入|添加|键入)(?:文字|内容|日期)?|(?:此处|以下)(?:略|填写|插入|补充)|[？?]{2,}"
)
_SIGNS = {
    _BRACKET: re.compile(r"[【\[［〔（(<＜{]"),
    _LETTERS: re.compile("[XxＸｘ×✕╳○〇●＊*□■◇△▲NＮ某]|[A-CＡ-Ｃ]公司"),
    _BLANK: re.compile(r"[_＿﹍\s\u3000〔【［]|\.{4}"),
    _PENDING: re.compile("待|[暂尚][未缺]|T[BO]D|此处|以下|[？?]{2}"),
}
"""Patterns, and what a text must hold for each: told at once, for most texts hold none of it."""
_FOLIO = re.compile(r"[第共]\s*[XxＸｘ×]+\s*页|[XxＸｘ×]+\s*[/／]\s*[XxＸｘYyＹｙ×]+|^[\s—–-]*[XxＸｘ×]+[\s—–-]*$")
"""The number of a page, as a header or footer may have it: 第XX页 共XX页, XX/YY."""
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
    filled = before.table is not None and not _BLANK.search(before.text)  # what stands below such a table is no form
    if _FORM.search(above) and (block.table is not None or fields or (short and not filled)):
        return True
    # At the end of a paragraph a telephone number should have been filled in.
    alone = short and "。" not in block.text[:-1]
    return (fields >= 1 and alone) or (fields >= 2 and block.table is not None)  # 联系人 may head a column of tasks


def _hits(text: str, form: bool) -> Iterator[tuple[int, int]]:
    """Places of placeholders; in a form only letters and brackets that stand for a name count, and no blanks."""
    yield from _matches(text, (_BRACKET,) if form else _SIGNS)


def _in_margin(text: str) -> Iterator[tuple[int, int]]:
    """Places of placeholders in a header or footer."""
    numbers = [match.span() for match in _FOLIO.finditer(text)]
    for hit in _matches(text, (_BRACKET, _LETTERS, _PENDING)):
        if not any(start <= hit[0] < stop for start, stop in numbers):
            yield hit


def _matches(text: str, kinds: Collection[re.Pattern[str]]) -> Iterator[tuple[int, int]]:
    """Places of these patterns, none of which overlap."""
    taken = -1
    patterns = [pattern for pattern in kinds if _SIGNS[pattern].search(text)]
    for match in sorted((m for pattern in patterns for m in pattern.finditer(text)), key=lambda m: m.start()):
        near = text[max(0, match.start() - 2) : match.end() + 2]
        if match.start() >= taken and not _CODE.search(near):
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
