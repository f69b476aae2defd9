"""yushen 预审: reads pilot plans of Chinese cities and says, with evidence, what is missing from them.

from pipeline import load_profile, review

report = review("方案.docx", load_profile("smart-construction-2022"))
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.check import load_profile
    from pipeline.journey import review

__version__ = "0.2.0"
__all__ = ["__version__", "load_profile", "review"]

_HOMES = {"review": "pipeline.journey", "load_profile": "pipeline.check"}


def __getattr__(name: str) -> Any:
    # Looked up on first use: the reading process imports this package and must not load the models' libraries.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
