"""LibreOffice, which prints our plans and exports their texts: for the samples, and for measuring."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

SECONDS = 600


def soffice() -> str | None:
    """Where LibreOffice is, if it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(files: Sequence[Path], to: str, folder: Path) -> None:
    """Convert files to a format as LibreOffice calls it (pdf) into `folder`, undisturbed by other runs of it.

    Raises CalledProcessError where that fails.
    """
    with tempfile.TemporaryDirectory() as home:
        command = [soffice() or "soffice", f"-env:UserInstallation={Path(home).as_uri()}", "--headless"]
        command += ["--convert-to", to, "--outdir", str(folder), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
