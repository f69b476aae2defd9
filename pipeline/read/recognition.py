"""Whom to tell that a page or picture is about to be recognised, which takes far more time and memory than text.

Who watches the process must know it beforehand; it is said from deep inside readers, which know nothing of watching.
"""

from collections.abc import Callable

_listeners: list[Callable[[], object]] = []


def listen(listener: Callable[[], object]) -> None:
    """Have `listener` called, from now on, each time that recognition begins, before it is even loaded."""
    _listeners.append(listener)


def announce() -> None:
    """Tell all listeners of this process that recognition begins, here or in a process that serves it."""
    for listener in _listeners:
        listener()
