"""Characters of symbol fonts, which Word stores at U+F000–U+F0FF, as the Unicode characters that they look like."""

import re

WINGDINGS = {
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥",
    0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xB2: "✧", 0xD8: "➢",
    0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑", 0x46: "☞", 0x4A: "☺", 0x2A: "✉", 0x28: "☎",
    **{0x81 + step: chr(0x2460 + step) for step in range(10)},
    **{0x8C + step: chr(0x2776 + step) for step in range(10)},
}  # fmt: skip
WINGDINGS_2 = {
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0xA3: "□",
    0x97: "●",
    0x98: "●",
    0xA2: "■",
    0x2A: "☐",
}
WINGDINGS_3 = {
    0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x70: "▲", 0x71: "▼", 0x74: "◀", 0x75: "▶", 0x7D: "▶",
}  # fmt: skip
WEBDINGS = {
    0x33: "◀", 0x34: "▶", 0x35: "▲", 0x36: "▼", 0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗",
}  # fmt: skip
SYMBOL = {
    0xB7: "•", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞",
    0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xDE: "⇒", 0xE5: "∑", 0xD6: "√", 0xA8: "♦", 0xB2: "″", 0xA2: "′",
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
}  # fmt: skip
FONTS = {
    "wingdings": WINGDINGS, "wingdings 2": WINGDINGS_2, "wingdings 3": WINGDINGS_3, "webdings": WEBDINGS,
    "symbol": SYMBOL,
}  # fmt: skip
SYMBOLIC = re.compile(r"dings|dingbat|symbol|marlett|mt extra|icon|awesome", re.IGNORECASE)
"""In the names of fonts whose letters are no letters."""
PRIVATE = re.compile("[\uf000-\uf0ff]")
UNKNOWN = "\ufffd"


def symbol(code: int, font: str) -> str:
    """The character at `code` of `font`: as it looks in a symbol font, itself in others, U+FFFD if unknown."""
    table = FONTS.get(font.strip().lower())
    private = 0xF000 <= code <= 0xF0FF
    if table is not None and (private or code <= 0xFF):
        return table.get(code & 0xFF, UNKNOWN)
    if SYMBOLIC.search(font) and (private or code <= 0xFF):
        return UNKNOWN
    if private and font.strip() and 0x20 <= code & 0xFF < 0x7F:
        return chr(code & 0xFF)
    readable = 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xF8FF
    return chr(code) if readable else UNKNOWN


def typed(text: str, font: str) -> str:
    """Text as it looks in the font that it is typed in: letters, and private characters, of a symbol font are signs."""
    if SYMBOLIC.search(font):
        return "".join(
            symbol(ord(sign), font) if " " < sign <= "\xff" or PRIVATE.match(sign) else sign for sign in text
        )
    return PRIVATE.sub(UNKNOWN, text)


def bullet(text: str, font: str) -> str:
    """The sign of a bullet level; one that no table knows is shown as “•”, which is what it stands for."""
    signs = "".join(symbol(ord(sign), font) if font or ord(sign) >= 0xE000 else sign for sign in text)
    return signs.replace(UNKNOWN, "•").strip()
