"""What the end of a line stands for once two lines are one text."""

import re

_LATIN = "0-9A-Za-zÀ-ÖØ-öø-ԯ"
_BEFORE = re.compile(rf"[{_LATIN}.,:;%)]\Z")
_AFTER = re.compile(rf"[{_LATIN}(]")


def joiner(before: str, after: str) -> str:
    """A space between words and numbers in Latin letters; nothing beside Han characters, nor before a sign that ends a word.

    Nothing beside any other sign either, for addresses, ranges and hyphenated words are written without spaces.

    >>> joiner("应用BIM", "技术"), joiner("采用BIM,", "CIM技术"), joiner("达到35", "%"), joiner("low-", "carbon")
    ('', ' ', '', '')
    """
    return " " if _BEFORE.search(before[-1:]) and _AFTER.match(after) else ""
