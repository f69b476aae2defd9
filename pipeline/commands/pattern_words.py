"""Patterns of a profile told as words: 先租.{0,6}(转让|后让) is 先租…转让, 先租…后让.

Only what a reader of Chinese would say so is told; an alternative with more in it than letters, gaps and plain choices
(look-arounds, classes of characters) is left out. What the patterns match is not changed by it.
"""

import re
from collections.abc import Iterator

MOST = 24
"""Words that are listed; more would not be read."""
_FORMS = 10
"""Words that one alternative may stand for."""
_REPEATED = r"(?:[*+?]|\{\d*,?\d*\})*"
_GAP = re.compile(rf"(?:\.|\[\^[^\]]*\]){_REPEATED}")
_FIGURE = re.compile(rf"\\d{_REPEATED}")
_GROUP = re.compile(r"\((?:\?:)?([^()]*)\)(\??)")
_OPTIONAL = re.compile(r"([\u4e00-\u9fffA-Za-z])\?")
_CLASS = re.compile(r"\[([\u4e00-\u9fff]{1,6})\]")
_PLAIN = re.compile(r"[\w×《》、，”“（）…·\s\-—+]+")


def told(pattern: str) -> str:
    """A pattern of `about` in words: “土地、用地……”; of one with several parts, that they stand in one sentence."""
    parts = [said for part in pattern.split(" + ") if (said := _listed(part.strip()))]
    if len(parts) == 1:
        return parts[0]
    return "同一句中既有" + "，又有".join(f"（{part}）" for part in parts) if parts else ""


def words_of(pattern: str) -> list[str]:
    """The words that the alternatives of a regular expression stand for, each once, as far as they can be told."""
    found = (form for choice in _choices(pattern) for form in _forms(choice))
    return list(dict.fromkeys(form for form in found if form))


def _listed(pattern: str) -> str:
    words = words_of(pattern)
    return "、".join(words[:MOST]) + ("等" if len(words) > MOST else "")


def _choices(pattern: str) -> Iterator[str]:
    """The alternatives of the uppermost level."""
    depth, begin = 0, 0
    for token in re.finditer(r"\[[^\]]*\]|\\.|[()|]", pattern):
        depth += {"(": 1, ")": -1}.get(token.group(), 0)
        if token.group() == "|" and not depth:
            yield pattern[begin : token.start()]
            begin = token.end()
    yield pattern[begin:]


def _forms(choice: str) -> list[str]:
    """What one alternative stands for; nothing where that cannot be told, or would be a list of its own."""
    forms = [_FIGURE.sub("×", _GAP.sub("…", choice))]
    for _ in range(4):
        wider = [form for one in forms for form in _once(one)]
        if len(wider) > _FORMS:
            return []
        if wider == forms:
            break
        forms = wider
    return [re.sub("…+", "…", form).strip("…") for form in forms if _PLAIN.fullmatch(form)]


def _once(form: str) -> list[str]:
    """The forms that follow from the first optional character, group or class of a form; itself where it has none."""
    if group := _GROUP.search(form):
        inner = [*_choices(group[1]), *([""] if group[2] else [])]
        return [form[: group.start()] + one + form[group.end() :] for one in inner]
    if chars := _CLASS.search(form):
        return [form[: chars.start()] + one + form[chars.end() :] for one in chars[1]]
    if optional := _OPTIONAL.search(form):
        return [
            form[: optional.start()] + form[optional.end() :],
            form[: optional.start()] + optional[1] + form[optional.end() :],
        ]
    return [form]
