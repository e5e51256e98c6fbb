"""Do the pictures look as they did when somebody last looked at them?

Renew after looking: EVENSIDE_RENEW=1 python -m pytest tests/figure/test_golden.py
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from core.body import Side
from gui.figure.desk import pixels_of
from gui.figure.made import image_of
from gui.figure.palette import DARK, LIGHT
from gui.figure.person import Figure
from tests.figure.making import scene

GOLDEN = Path(__file__).parent / "golden"
SIZE = 200, 170
PICTURES = {
    "bird_dog-left-woman-light": ("bird_dog", Side.LEFT, Figure.FEMALE, False, 1.0),
    "single_leg_deadlift-right-man-dark": (
        "single_leg_deadlift",
        Side.RIGHT,
        Figure.MALE,
        True,
        1.0,
    ),
    "banded_row-left-man-light": ("banded_row", Side.LEFT, Figure.MALE, False, 0.5),
    "childs_pose-both-woman-dark": ("childs_pose", Side.LEFT, Figure.FEMALE, True, 1.0),
}


def pixels(image: QImage) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Give premultiplied colours as numbers: what is not there has none."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888_Premultiplied)
    flat = np.frombuffer(bytes(image.constBits()), np.uint8)
    return flat.reshape(image.height(), image.width(), 4).astype(np.float32)


@pytest.mark.parametrize("name", PICTURES)
def test_it_looks_as_it_did(name: str, tmp_path: Path) -> None:
    exercise_id, side, figure, dark, share = PICTURES[name]
    here = scene(exercise_id, side, figure)
    camera = here.camera(here.look(), *SIZE)
    image = image_of(pixels_of(here.picture(share, camera, DARK if dark else LIGHT)))
    path = GOLDEN / f"{name}.png"
    if os.environ.get("EVENSIDE_RENEW"):
        image.save(str(path))
    expected = QImage(str(path))
    assert not expected.isNull(), f"{path.name} is missing: look at the picture, then renew"
    gap = np.abs(pixels(image) - pixels(expected))
    if gap.mean() > 0.5 or (gap.max(axis=2) > 48).mean() > 0.004:
        image.save(str(tmp_path / f"{name}.png"))
        pytest.fail(f"it looks different; the new picture is {tmp_path / name}.png")
