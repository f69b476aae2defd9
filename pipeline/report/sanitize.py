"""Document text made harmless: what a plan contains is shown, never obeyed.

A submitted file is untrusted. Control characters can drive a terminal, bidi overrides can make a sentence read
otherwise than it is stored, zero-width characters hide differences, and XML formats refuse most of them outright.
Every writer passes each piece of document text through here; JSON alone keeps the characters, escaped.
"""

import re

_ANSI = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor, erase
    r"|(?:\x1b\]|\x9d)[^\x07\x1b\x90\x98\x9b-\x9f]*(?:\x07|\x1b\\|\x9c)"  # OSC: titles, hyperlinks; only when terminated
    r"|\x1b[PX^_][^\x1b\x90\x98\x9b-\x9f]*(?:\x1b\\|\x9c)"  # DCS, SOS, PM, APC
    r"|\x1b[ -/]*[0-~]"
)
"""A string ends before the next one begins: whoever writes nothing but beginnings must not make us look on to the end."""

_UNSAFE_CLASS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 without tab, line feed and carriage return; DEL; C1
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # zero-width, bidi, joiners, annotation
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f"  # lone surrogates, non-characters, tags
)
UNSAFE = re.compile(f"[{_UNSAFE_CLASS}]")
"""One character that must not reach an output raw."""

_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_SUSPECT = re.compile(f"[{_UNSAFE_CLASS}\r\u2028\u2029]")
"""What any of the others begins with; hardly a text has one."""

_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
"""Device names of Windows, which are no file names there whatever their ending."""


def clean(text: str) -> str:
    """Text without escape sequences and without invisible or direction-changing characters.

    Line feeds and tabs stay, every other kind of line break becomes a line feed.
    """
    if not _SUSPECT.search(text):
        return text
    return UNSAFE.sub("", _BREAKS.sub("\n", _ANSI.sub("", text)))


def line(text: str) -> str:
    """`clean`, on one line: any white space, full-width included, is one space."""
    return " ".join(clean(text).split())


def within(text: str, limit: int) -> str:
    """`line`, cut to `limit` characters with an ellipsis as the last one."""
    text = line(text)
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def escape_json(serialised: str) -> str:
    r"""Serialised JSON with every unsafe character written as \uXXXX.

    JSON keeps quotes exactly, so that they can be found again in the document; escaping loses nothing and yet leaves
    nothing live for a terminal. Such characters occur only inside strings, so the result is the same JSON value.
    """
    return re.sub(f"[{_UNSAFE_CLASS}\u2028\u2029]", _escape, serialised)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def file_stem(name: str, *, ending: bool = False) -> str:
    """The name of a submitted file, without its `ending`, fit to name a file of ours on Windows and Linux."""
    stem = re.sub(r'[<>:"/\\|?*\n\t]', "_", clean(name))
    stem = stem.rpartition(".")[0] if "." in stem.lstrip(".") and not ending else stem
    while len(stem.encode()) > 150:
        stem = stem[:-1]
    stem = stem.strip(" .") or "方案"
    return f"_{stem}" if stem.partition(".")[0].lower() in _RESERVED else stem
