"""RapidOCR with the models in its wheel. Nothing here runs, or is even imported, until a page needs it."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.apart.process import cores

Picture = NDArray[np.uint8]
"""Rows × columns × (blue, green, red), or rows × columns of grey."""
Pixels = tuple[int, int, int, int]
"""x0, top, x1, bottom of a box in a picture."""

MODELS = {"Det.model_path": "*_det_*.onnx", "Rec.model_path": "*_rec_*.onnx", "Cls.model_path": "*_cls_*.onnx"}
"""Models that the wheel brings along; their names carry a version."""


@lru_cache(maxsize=1)
def _engine() -> Any:
    """Paths are given outright, so that a release with other defaults cannot reach for the network."""
    import rapidocr

    folder = Path(rapidocr.__file__).parent / "models"
    params: dict[str, Any] = {key: str(max(folder.glob(name))) for key, name in MODELS.items()}
    params |= {
        "Global.log_level": "critical",
        "Global.text_score": 0.0,
        "Global.max_side_len": 1700,  # of the detector's copy of the page; recognition works on the page itself
        "EngineConfig.onnxruntime.intra_op_num_threads": cores(),
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    return rapidocr.RapidOCR(params=params)


def detect(picture: Picture) -> list[Pixels]:
    """Boxes around pieces of text, in no particular order."""
    found = _engine()(picture, use_det=True, use_cls=False, use_rec=False)
    if getattr(found, "boxes", None) is None:
        return []
    height, width = picture.shape[:2]
    boxes = []
    for corners in found.boxes:
        x0, top = np.floor(corners.min(axis=0)).astype(int)
        x1, bottom = np.ceil(corners.max(axis=0)).astype(int)
        box = (max(0, int(x0)), max(0, int(top)), min(width, int(x1)), min(height, int(bottom)))
        if box[2] - box[0] >= 4 and box[3] - box[1] >= 4:
            boxes.append(box)
    return boxes


def recognise(picture: Picture, boxes: Sequence[Pixels]) -> list[tuple[str, float]]:
    """Text and confidence (0 to 1) of each box."""
    if not boxes:
        return []
    crops = [np.ascontiguousarray(picture[top:bottom, x0:x1]) for x0, top, x1, bottom in boxes]
    result = _engine().recognize_txt(crops)
    return [(text, float(score)) for text, score in zip(result.txts, result.scores, strict=True)]
