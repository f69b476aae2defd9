"""Keeping a process within its limits and ending it with all that it has started.

The watchdog in the parent is the first line and works everywhere; resource limits of POSIX are the second. Time is
kept by whoever waits. On Windows, what a process has started is found only through it, and stays where the process has
crashed before.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, NoReturn

from pipeline.limits import MIB, Limits

HEADROOM = 2
"""Times the memory limit that POSIX lets a process map: libraries map much that they never touch."""
WHOLE_TREE_EVERY = 10
"""Looks; to find what a process has started means to go through all processes of the machine."""
LARGEST_FILE = 512 * MIB
"""Bytes that the reading process, and LibreOffice below it, may write to one file."""


def spawn_options() -> dict[str, Any]:
    """Arguments of Popen that make a process the head of a group of its own, without a window."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def tree_memory(pid: int, look: int) -> int:
    """Bytes in use by a process and, at every tenth `look`, by everything below it; 0 once it has ended."""
    import psutil

    whole = look % WHOLE_TREE_EVERY == 0
    total = 0
    try:
        process = psutil.Process(pid)
        for member in [process, *(process.children(recursive=True) if whole else [])]:
            with contextlib.suppress(psutil.Error):
                total += member.memory_info().rss
    except psutil.Error:
        return total
    return total


def kill_tree(process: subprocess.Popen[Any]) -> None:
    """End a process, everything below it and everything in its group, and wait until it is gone.

    The group goes before the wait: until then the number of its head cannot belong to anybody else. Windows knows no
    such group: of a process that has ended by itself, what it had started is not found there.
    """
    if process.returncode is not None:
        return
    import psutil

    below: list[psutil.Process] = []
    with contextlib.suppress(psutil.Error):
        below = psutil.Process(process.pid).children(recursive=True)
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if os.getpgid(process.pid) == process.pid:
                os.killpg(process.pid, signal.SIGKILL)
    for member in below:
        with contextlib.suppress(psutil.Error):
            member.kill()
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    process.wait()
    psutil.wait_procs(below, timeout=5)


def close_pipes(process: subprocess.Popen[Any]) -> None:
    """Close our ends of the pipes of a process that has ended."""
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):  # closing flushes, and the process may have gone before it heard us
            if stream:
                stream.close()


def leads_session() -> bool:
    """Whether this process is the head of its session, as a reading process is: what it starts dies with it."""
    return sys.platform != "win32" and os.getsid(0) == os.getpid()


def contain(limits: Limits) -> None:
    """Set resource limits for this process and all that it starts, where the system knows them."""
    if sys.platform == "win32":
        return
    import resource

    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_DATA: HEADROOM * (limits.memory + limits.memory_for_ocr),
        resource.RLIMIT_FSIZE: LARGEST_FILE,
    }
    for kind, value in wanted.items():
        with contextlib.suppress(ValueError, OSError):
            _, hard = resource.getrlimit(kind)
            value = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(kind, (value, value))


def die_with_parent(scratch: Path) -> None:
    """End this process and its group as soon as standard input closes, that is, when the parent is gone."""

    def wait() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 1024):
                pass
        end_all(scratch)

    threading.Thread(target=wait, daemon=True).start()


def end_all(scratch: Path) -> NoReturn:
    """End this process and all that it has started, and remove the folder `scratch` that it works in."""
    if sys.platform == "win32":
        import psutil

        for member in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.Error):
                member.kill()
        os.chdir(scratch.parent)  # nobody can remove the folder that a process works in
    shutil.rmtree(scratch, ignore_errors=True)
    if sys.platform != "win32" and leads_session():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
