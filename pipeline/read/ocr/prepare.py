"""A scanned page made ready for recognition: red seals faded, turned upright, straightened."""

import cv2
import numpy as np

from pipeline.read.ocr.engine import Picture

MAX_SKEW = 3.0
"""Degrees; more is no scanner's skew."""
DARK = 0.65
"""Of the paper's brightness; what is darker is ink whatever surrounds it."""
PROBE = 900
"""Height in pixels of the small copy on which skew is measured."""


def fade_seal(picture: Picture) -> tuple[Picture, Picture | None]:
    """Red ink made white where nothing dark lies below, and 255 where it was; black text under a seal stays dark.

    The red channel alone sees a red seal as paper and black text as black.
    """
    blue, green, red = cv2.split(picture)
    other = cv2.max(blue, green)
    reddish = cv2.subtract(red, other) > 35
    if np.count_nonzero(reddish) < 0.0005 * reddish.size:
        return picture, None
    grown = cv2.dilate(reddish.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    light = cv2.convertScaleAbs(red, alpha=1.6, beta=-60)  # what the seal leaves of the red channel becomes paper
    faded = picture.copy()
    for channel in range(3):
        faded[..., channel][grown] = light[grown]
    return np.asarray(faded, dtype=np.uint8), np.asarray(grown * 255, dtype=np.uint8)


def ink_of(picture: Picture) -> Picture:
    """255 where there is ink, by comparison with the surroundings, so that grey paper and shadows do not matter.

    Between dense lines the surroundings are dark themselves, and a hairline is no darker: it is told by the paper.
    """
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) if picture.ndim == 3 else picture
    smooth = cv2.GaussianBlur(grey, (3, 3), 0.8)  # a median would wipe out hairlines
    size = max(31, (picture.shape[0] // 50) | 1)
    ink = cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, size, 20)
    paper = cv2.blur(cv2.dilate(smooth, np.ones((size, size), np.uint8)), (size, size))
    dark = cv2.compare(smooth, cv2.convertScaleAbs(paper, alpha=DARK), cv2.CMP_LT)
    return np.asarray(cv2.bitwise_or(ink, dark), dtype=np.uint8)


def turn(picture: Picture, quarters: int) -> Picture:
    """Clockwise by so many quarters."""
    return np.ascontiguousarray(np.rot90(picture, -quarters))


def skew_of(ink: Picture) -> float:
    """Degrees by which the picture must be turned counter-clockwise to make its lines level."""
    scale = min(1.0, PROBE / max(ink.shape))
    small = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small = np.asarray(small, dtype=np.uint8)
    coarse = [(_sharpness(small, angle), angle) for angle in np.arange(-MAX_SKEW, MAX_SKEW + 0.1, 0.5)]
    _, best = max(coarse)
    fine = [(_sharpness(small, angle), angle) for angle in np.arange(best - 0.4, best + 0.41, 0.1)]
    score, best = max(fine)
    level = _sharpness(small, 0.0)
    return float(best) if abs(best) <= MAX_SKEW and score > 1.03 * level else 0.0


def _sharpness(small: Picture, angle: float) -> float:
    """How sharply rows of text stand out from the gaps between them when the picture is turned by `angle`."""
    if angle:
        height, width = small.shape
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        small = np.asarray(cv2.warpAffine(small, matrix, (width, height)), dtype=np.uint8)
    profile = small.sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(profile)).sum())


def straighten(picture: Picture, degrees: float) -> Picture:
    """Turned about its centre, paper filled in at the corners."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    paper = [int(value) for value in np.median(picture.reshape(-1, picture.shape[-1])[::97], axis=0)]
    turned = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper)
    return np.asarray(turned, dtype=np.uint8)


def lies_sideways(text_ink: Picture) -> bool:
    """Whether lines of text run up or down the page: then columns stand out more sharply than rows."""
    scale = min(1.0, PROBE / max(text_ink.shape))
    small = np.asarray(cv2.resize(text_ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    rows = _sharpness(small, 0.0) / small.shape[1]
    columns = _sharpness(np.ascontiguousarray(small.T), 0.0) / small.shape[0]
    return bool(columns > 1.5 * rows)
