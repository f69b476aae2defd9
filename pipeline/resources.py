"""Where the files that yushen needs at run time are: inside the installed package, or at the checkout's root."""

from pathlib import Path

_PACKAGED = Path(__file__).parent / "_data"
_CHECKOUT = Path(__file__).parent.parent


def resource(name: str) -> Path:
    """Path of a shipped file or folder, named as in the repository: `corpora/gazetteer.tsv`."""
    packaged = _PACKAGED / name
    return packaged if packaged.exists() else _CHECKOUT / name
