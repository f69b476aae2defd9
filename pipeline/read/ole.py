"""The directory of an OLE compound file (MS-CFB), read just far enough to tell what the file is.

Nothing is believed: chains that run in circles or out of the file end, and what cannot be found is not there.
"""

import struct
from collections.abc import Iterator, Mapping

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTRY = 128
"""Bytes of a directory entry (MS-CFB 2.6.1)."""
MOST_SECTORS = 4096
"""Of a directory, where a Word file has a handful, and of the allocation table, which is enough for 256 MiB."""
NONE = 0xFFFFFFFA
"""From here up a sector or entry number is a mark."""
HEADER_FAT = 109
"""Sectors of the allocation table that the header itself lists (2.2), enough for some 7 MB."""


def root_streams(data: bytes) -> Mapping[str, bytes]:
    """Names of what lies directly below the root, each with the first bytes of its content.

    Names only, with no content, for storages and for streams too small to have a sector of their own; empty where the
    directory cannot be read.
    """
    try:
        shift = struct.unpack_from("<H", data, 30)[0]
        if shift not in (9, 12):
            return {}
        size = 1 << shift
        entries = _entries(data, size)
        found = {}
        for index in _children(entries):
            name, kind, start, length = _described(entries[index])
            offset = (start + 1) * size
            found[name] = data[offset : offset + 64] if kind == 2 and length >= 4096 else b""
        return found
    except (struct.error, IndexError):
        return {}


def _entries(data: bytes, size: int) -> list[bytes]:
    entries: list[bytes] = []
    for sector in _chain(data, struct.unpack_from("<I", data, 48)[0], size):
        start = (sector + 1) * size
        content = data[start : start + size]
        entries.extend(content[at : at + ENTRY] for at in range(0, len(content) - ENTRY + 1, ENTRY))
    return entries


def _chain(data: bytes, sector: int, size: int) -> Iterator[int]:
    """Sector numbers of a chain, as far as the allocation table knows them."""
    homes = _table(data, size)
    seen: set[int] = set()
    while sector < NONE and sector not in seen and len(seen) < MOST_SECTORS:
        seen.add(sector)
        yield sector
        table, place = divmod(sector, size // 4)
        if table >= len(homes) or homes[table] >= NONE:
            return
        sector = struct.unpack_from("<I", data, (homes[table] + 1) * size + 4 * place)[0]


def _table(data: bytes, size: int) -> list[int]:
    """Sectors of the allocation table: the header lists the first, a chain of sectors, each of which ends in the number
    of the next, the others (2.5)."""
    homes = list(struct.unpack_from(f"<{HEADER_FAT}I", data, 76))
    more = struct.unpack_from("<I", data, 68)[0]
    while more < NONE and len(homes) < MOST_SECTORS and (more + 2) * size <= len(data):
        *listed, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        homes += listed
    return homes


def _children(entries: list[bytes]) -> Iterator[int]:
    """Entries below the root: a tree of left and right siblings that begins at the root's child."""
    todo = [struct.unpack_from("<I", entries[0], 76)[0]] if entries else []
    seen: set[int] = set()
    while todo:
        index = todo.pop()
        if index >= len(entries) or index in seen:
            continue
        seen.add(index)
        yield index
        todo.extend(struct.unpack_from("<II", entries[index], 68))


def _described(entry: bytes) -> tuple[str, int, int, int]:
    """Name, kind (1 storage, 2 stream), first sector and length."""
    length = min(struct.unpack_from("<H", entry, 64)[0], 64)
    name = entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
    start, size = struct.unpack_from("<II", entry, 116)
    return name, entry[66], start, size
