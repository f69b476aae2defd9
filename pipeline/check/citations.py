"""Whether the plan cites one of the documents that it must be based on.

Parameters: `names`, what they are called, for the finding; `titles`, patterns of their titles and numbers. These are
matched against text without white space, quotation marks and brackets, so that 《…》, “…” and 〔2020〕 may be written in
any way. A province's own plan is another one.
"""

import re
from collections.abc import Iterator

from pipeline.check.gaps import finding
from pipeline.check.review import Review
from pipeline.check.searching import top_headings
from pipeline.findings import Finding
from pipeline.profile import Requirement

_BASIS = re.compile("根据|依据|按照|遵照|落实|贯彻|执行|响应")
"""Before what the plan stands on, in its clause; of other documents it says that it will issue them."""
_END = re.compile(r"[。；\n\t]")
"""Of a clause; a table's cells are parted by tabs and line ends."""
_TITLE = re.compile(r"《([^《》]{6,60})》")
_MARKS = re.compile(r"[\s\u3000“”\"'‘’《》〈〉〔〕\[\]［］【】（）()﹝﹞「」]+")


def _plain(text: str) -> str:
    return _MARKS.sub("", text)


def _bases(text: str) -> Iterator[str]:
    """Titles of the documents that the plan stands on, by what it says."""
    for clause in _END.split(text):
        if said := _BASIS.search(clause):
            yield from _TITLE.findall(clause, said.end())


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding where none is cited anywhere, cover notice and attachments included."""
    titles = [re.compile(str(title)) for title in requirement.params["titles"]]
    texts = [_plain(block.text) for block in review.blocks]
    if any(title.search(text) for title in titles for text in [*texts, "".join(texts)]):
        return
    others = dict.fromkeys(title for block in review.blocks for title in _bases(block.text))
    shown = f"；现引用的是：{'、'.join(f'《{title}》' for title in list(others)[:3])}" if others else ""
    wanted = "或".join(f"《{name}》" for name in requirement.params.get("names", ()))
    message = f"全文没有引用{wanted or '应当依据的文件'}{shown}。"
    yield finding(requirement, message, [], verdict=review.absent, searched=top_headings(review))
