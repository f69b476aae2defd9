"""What a cell of the ledger holds, told as a hash: the same before and after an office program has saved it."""

from datetime import date, datetime, time
from zlib import crc32


def plain(value: object) -> str:
    """A cell's value without white space; numbers and dates as one way of writing them."""
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return f"{value:.9g}"
    return "".join(str(getattr(value, "text", value) or "").split())


def mark(value: object) -> str:
    """Eight hexadecimal digits."""
    return f"{crc32(plain(value).encode('utf-8', 'replace')):08x}"
