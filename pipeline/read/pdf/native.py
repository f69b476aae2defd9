"""pdfium's C functions at less cost than pypdfium2's own prototypes, for what is asked of every object on a page."""

import ctypes
from typing import Any


def prototype(function: Any, result: Any, *arguments: Any) -> Any:
    """The same C function with cheaper argument types; the original prototypes build a pointer object per call."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


class Store:
    """A row of numbers that pdfium fills, made once for each page and not for each object."""

    def __init__(self, kind: Any, size: int) -> None:
        self.values = (kind * size)()
        start, unit = ctypes.addressof(self.values), ctypes.sizeof(kind)
        self.at = tuple(range(start, start + size * unit, unit))
