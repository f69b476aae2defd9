"""The trained models from their file, in skops' format, which holds nothing but dicts, lists, strings, numbers and arrays.

Importing skops imports all of scikit-learn to draw up its lists of trusted classes, half of what a whole check may
take; and a file that may hold only plain values needs no such list. `models/train.py` writes it with skops, and a test
compares what both read. A node of any other kind is refused.
"""

import functools
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any, cast

import numpy as np

from pipeline.classify.models import Models, from_plain
from pipeline.resources import resource

MODEL = "models/trained.skops"


@functools.cache
def load_model() -> Models:
    """The trained models."""
    return cast(Models, from_plain(Models, load_plain(resource(MODEL))))


@functools.cache
def model_digest() -> str:
    """First 12 hexadecimal digits of the model file's SHA-256."""
    return hashlib.sha256(resource(MODEL).read_bytes()).hexdigest()[:12]


def load_plain(path: Path) -> Any:
    """The value in the file. Raises ValueError for a file that holds anything but plain values."""
    with zipfile.ZipFile(path) as archive:
        return _value(json.loads(archive.read("schema.json")), archive)


def _value(node: dict[str, Any], archive: zipfile.ZipFile) -> Any:
    match node["__loader__"]:
        case "DictNode":
            return {key: _value(child, archive) for key, child in node["content"].items()}
        case "ListNode":
            return [_value(child, archive) for child in node["content"]]
        case "JsonNode":
            return json.loads(node["content"])
        case "NdArrayNode" if node["type"] == "numpy":
            return np.load(io.BytesIO(archive.read(node["file"])), allow_pickle=False)
        case other:
            raise ValueError(f"{other} in a model file")
