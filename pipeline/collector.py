"""Work that makes millions of small objects and no cycles, which the garbage collector would look through in vain."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collector() -> Iterator[None]:
    """Leave the collector off meanwhile; what is no longer used goes all the same, but for cycles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
