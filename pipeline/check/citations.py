"""Whether the plan cites one of the documents that it must be based on.

Parameters: `names`, what they are called, for the finding; `titles`, patterns of their titles and numbers. These are matched against text without white space, quotation
marks and brackets, so that 《…》, “…” and 〔2020〕 may be written in any way. A province's own plan is another one.
"""

import re
from collections.abc import Iterator

from pipeline.check.base import Review, finding, top_headings
from pipeline.findings import Finding
from pipeline.profile import Requirement

_MARKS = re.compile(r"[\s\u3000“”\"'‘’《》〈〉〔〕\[\]［］【】（）()﹝﹞「」]+")


def _plain(text: str) -> str:
    return _MARKS.sub("", text)


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding where none is cited anywhere, cover notice and attachments included."""
    titles = [re.compile(str(title)) for title in requirement.params["titles"]]
    texts = [_plain(block.text) for block in review.blocks]
    if any(title.search(text) for title in titles for text in [*texts, "".join(texts)]):
        return
    others = [t for block in review.blocks for t in re.findall(r"《([^《》]{6,60})》", block.text)]
    shown = f"；现引用的是：{'、'.join(f'《{title}》' for title in dict.fromkeys(others[:3]))}" if others else ""
    wanted = "或".join(f"《{name}》" for name in requirement.params.get("names", ()))
    message = f"全文没有引用{wanted or '应当依据的文件'}{shown}。"
    yield finding(requirement, message, [], verdict=review.absent, searched=top_headings(review))
