"""Where a sentence or a paragraph ends, and what opens the next one."""

from pipeline.text.numbers import is_annex, is_numbered

TERMINAL = "。！？；：!?;:…"
_BRACKETS = "）)】〕]"
_CLOSING = "”’』」》）)"


def ends_sentence(text: str) -> bool:
    """Whether the text ends in a mark that closes a sentence or clause of its own; a full stop typed as in English is one."""
    text = text.rstrip(_CLOSING + " \u3000")
    return text[-1:] in TERMINAL or (text.endswith(".") and "\u4e00" <= text[-2:-1] <= "\u9fff")


def ends_paragraph(text: str) -> bool:
    """Whether the text closes a sentence, or a bracket that says who answers for it: （责任单位：市住建局）."""
    return ends_sentence(text) or text.rstrip()[-1:] in _BRACKETS


def starts_anew(last: str, following: str) -> bool:
    """Whether a number or 附件1 at the head of the next line opens a paragraph."""
    return (is_numbered(following) or is_annex(following)) and ends_paragraph(last)
