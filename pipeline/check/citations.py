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

_BASIS = re.compile(r"(?:根据|依据|按照|遵照|落实|贯彻|执行|响应)[^。；]*?《[^。；]+")
"""A clause that names what the plan stands on, not what it will issue."""
_TITLE = re.compile(r"《([^《》]{6,60})》")
_MARKS = re.compile(r"[\s\u3000“”\"'‘’《》〈〉〔〕\[\]［］【】（）()﹝﹞「」]+")


def _plain(text: str) -> str:
    return _MARKS.sub("", text)


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding where none is cited anywhere, cover notice and attachments included."""
    titles = [re.compile(str(title)) for title in requirement.params["titles"]]
    texts = [_plain(block.text) for block in review.blocks]
    if any(title.search(text) for title in titles for text in [*texts, "".join(texts)]):
        return
    bases = [found.group() for block in review.blocks for found in _BASIS.finditer(block.text)]
    others = dict.fromkeys(title for basis in bases for title in _TITLE.findall(basis))
    shown = f"；现引用的是：{'、'.join(f'《{title}》' for title in list(others)[:3])}" if others else ""
    wanted = "或".join(f"《{name}》" for name in requirement.params.get("names", ()))
    message = f"全文没有引用{wanted or '应当依据的文件'}{shown}。"
    yield finding(requirement, message, [], verdict=review.absent, searched=top_headings(review))
