"""DOC, WPS, RTF and ODT through LibreOffice, where it is installed: converted to DOCX, then read like any DOCX.

LibreOffice runs with a profile of its own (macros off, no links followed, a proxy that leads nowhere), so that
neither the user's settings nor a window that is open matter, and is ended with all its helpers when time is up.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.apart.watchdog import kill_tree, leads_session, spawn_options
from pipeline.errors import CorruptError, LimitError, MissingProgramError, ReaderCrashedError
from pipeline.limits import Limits

SHARE_OF_TIME = 0.75
"""Of the wall time for a file: the DOCX that comes out has to be read as well."""
DEEPEST = 10_000
"""RTF groups inside each other; real files have some tens, and pictures stored as they are may look like a thousand."""
_BRACE = re.compile(rb"\\.|[{}]", re.DOTALL)
"""A brace, or a sign that a backslash makes no brace."""
OWN_HOME = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
"""Where the desktop's libraries that LibreOffice loads keep what they want to keep; HOME itself is left, a snap needs it."""
NAMES = ("soffice.com", "soffice.exe") if sys.platform == "win32" else ("soffice",)
"""On Windows only soffice.com waits until the work is done."""
SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


@contextmanager
def converted(path: Path, kind: str, limits: Limits) -> Iterator[Path]:
    """A DOCX made from `path`, which is gone afterwards, with everything that LibreOffice wrote.

    `kind` is the format by content: LibreOffice believes names, and would take an RTF called .txt for plain text.

    Raises MissingProgramError without LibreOffice, CorruptError if it cannot open the file, LimitError for an RTF that
    would exhaust it, ReaderCrashedError if it takes too long.
    """
    office = find_office()
    if office is None:
        raise MissingProgramError(
            f"{path.name} 是旧格式文件，读取它需要安装 LibreOffice。请用 Word 或 WPS 打开后另存为 DOCX 再试。"
        )
    _check_nesting(path)
    with tempfile.TemporaryDirectory(prefix="yushen-office-", ignore_cleanup_errors=True) as folder:
        yield _convert(office, path, kind, Path(folder), limits)


def _check_nesting(path: Path) -> None:
    """Raises LimitError for RTF with so many groups inside each other that LibreOffice would take all memory for them."""
    data = path.read_bytes()
    if not data[:64].lstrip().startswith(b"{\\rtf") or data.count(b"{") <= DEEPEST:
        return
    depth = 0
    for brace in _BRACE.finditer(data):
        depth += (brace[0] == b"{") - (brace[0] == b"}")
        if depth > DEEPEST:
            raise LimitError(f"{path.name} 的内容嵌套过深，未读取。请用 Word 或 WPS 打开后另存为 DOCX 再试。")


def find_office() -> Path | None:
    """Where LibreOffice is: on PATH, or where its installers put it."""
    for name in (*NAMES, "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    for folder, pattern in _homes():
        for program in sorted(folder.glob(pattern), key=_release, reverse=True):
            for name in NAMES:
                if (program / name).is_file():
                    return program / name
    return None


def _release(program: Path) -> tuple[list[int], str]:
    """What sorts 25.8 behind 7.6: the numbers in the names of folders."""
    return [int(number) for number in re.findall(r"\d{1,9}", str(program))], str(program)


def _homes() -> Iterator[tuple[Path, str]]:
    """Folders, and in them the pattern of the folders that hold the program, one a release."""
    for variable in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"):
        if home := os.environ.get(variable):
            yield Path(home), "LibreOffice*/program"
    yield Path("/opt"), "libreoffice*/program"
    yield Path("/usr/lib"), "libreoffice*/program"
    yield Path("/usr/lib64"), "libreoffice*/program"
    yield Path("/snap"), "bin"
    yield Path("/Applications"), "LibreOffice*.app/Contents/MacOS"


def _convert(office: Path, path: Path, kind: str, folder: Path, limits: Limits) -> Path:
    source = folder / "input" / f"plan.{kind}"
    source.parent.mkdir()
    shutil.copyfile(path, source)
    _write_profile(folder / "profile")
    with subprocess.Popen(
        _command(office, source, folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=os.environ | {name: str(folder / "home") for name in OWN_HOME},
        **({} if leads_session() else spawn_options()),
    ) as process:
        try:
            process.wait(timeout=max(1.0, SHARE_OF_TIME * limits.seconds))
        except subprocess.TimeoutExpired as error:
            raise ReaderCrashedError(
                f"LibreOffice 转换 {path.name} 超时，已停止。请用 Word 或 WPS 打开后另存为 DOCX 再试。"
            ) from error
        finally:
            kill_tree(process)
    results = sorted((folder / "output").glob("*.docx"))
    if not results or not results[0].stat().st_size:
        message = f"LibreOffice 无法打开 {path.name}，文件可能已损坏。请用 Word 或 WPS 打开后另存为 DOCX 再试。"
        raise CorruptError(message)
    return results[0]


def _command(office: Path, source: Path, folder: Path) -> list[str]:
    options = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    target = ("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "output"))
    return [str(office), *options, profile, *target, str(source)]


def _write_profile(profile: Path) -> None:
    """The settings of a fresh LibreOffice profile (registrymodifications.xcu)."""
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in SETTINGS
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )
