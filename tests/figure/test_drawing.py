"""Is the drawing whole, in the right order, mirrored where it must be, and calm at its edges?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.body import Side
from gui.figure.camera import Camera
from gui.figure.outline import outlines, thinned
from gui.figure.palette import DARK, LIGHT
from gui.figure.person import Figure
from gui.figure.shading import draw, ids, masks
from gui.figure.solids import Solid, box, cylinder, mirrored, normals_of, rounded_box, sphere, tube
from tests.figure.making import scene

Picture = NDArray[np.uint8]


def holes(alpha: NDArray[np.uint8]) -> int:
    """How many empty pixels have something on both sides in their row and in their column."""
    there = alpha > 0
    before = np.logical_or.accumulate
    left, right = before(there, 1), before(there[:, ::-1], 1)[:, ::-1]
    up, down = before(there, 0), before(there[::-1], 0)[::-1]
    return int((~there & left & right & up & down).sum())


@settings(deadline=None, max_examples=25)
@given(st.floats(-180, 180), st.floats(-80, 80), st.integers(24, 140))
def test_a_ball_has_no_holes(azimuth: float, elevation: float, size: int) -> None:
    camera = Camera(azimuth, elevation, (0, 0, 0), 1.2, size, size)
    picture = draw(None, [sphere((0, 0, 0), 0.5)], camera, LIGHT, floor=None, ink=0)
    assert holes(picture[..., 3]) == 0
    assert picture[..., 3].mean() / 255 == pytest.approx(np.pi / 4 / 1.44, abs=0.03)


@settings(deadline=None, max_examples=15)
@given(st.floats(-180, 180), st.floats(-60, 60))
def test_a_box_has_no_holes_and_fills_its_outline(azimuth: float, elevation: float) -> None:
    camera = Camera(azimuth, elevation, (0, 0, 0), 1.6, 90, 90)
    picture = draw(None, [box((0, 0, 0), (0.6, 0.5, 0.7))], camera, LIGHT, floor=None, ink=0)
    assert holes(picture[..., 3]) == 0


def test_what_is_nearer_hides_what_is_behind() -> None:
    camera = Camera(0, 0, (0, 0, 0), 1.0, 40, 40)
    near = box((0, 0, 0.5), (0.4, 0.4, 0.1), material="band")
    far = box((0, 0, -0.5), (0.8, 0.8, 0.1), material="wood")
    one = draw(None, [near, far], camera, LIGHT, floor=None, ink=0)
    other = draw(None, [far, near], camera, LIGHT, floor=None, ink=0)
    assert np.array_equal(one, other)
    green, red = one[20, 20, 1], one[20, 20, 0]
    assert green > red, "the band is in front"
    assert one[20, 6, 0] > one[20, 6, 1], "the wood is seen beside it"


def test_a_surface_that_fills_the_picture_is_drawn_without_much_memory() -> None:
    camera = Camera(0, 0, (0, 0, 0), 1.0, 300, 200)
    wall = box((0, 0, 0), (40, 40, 0.1), material="wall")
    picture = draw(None, [wall], camera, LIGHT, floor=None)
    assert (picture[..., 3] == 255).all()


@pytest.mark.parametrize(
    "solid",
    [
        box((0.1, 0.2, 0.3), (0.4, 0.5, 0.6)),
        rounded_box((0, 0, 0), (0.4, 0.5, 0.6)),
        sphere((0, 0, 0), 0.3),
        tube([(0, 0, 0), (0, 0.4, 0), (0.3, 0.6, 0)], 0.05),
        cylinder((0, 0, 0), (0, 0.4, 0), 0.1),
    ],
)
def test_solids_look_outwards_also_when_mirrored(solid: Solid) -> None:
    for each in (solid, mirrored(solid)):
        corners = each.vertices[each.faces]
        volume = np.einsum("ni,ni->n", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])).sum()
        assert volume > 0
    assert np.allclose(mirrored(solid).vertices, solid.vertices * [-1, 1, 1])
    lengths = np.linalg.norm(normals_of(solid.vertices, solid.faces), axis=1)
    assert np.allclose(lengths, 1, atol=1e-6)


@pytest.mark.parametrize("exercise_id", ["bird_dog", "single_leg_deadlift"])
@pytest.mark.parametrize("figure", list(Figure))
def test_a_body_is_whole_and_its_right_set_mirrors_the_left(
    exercise_id: str, figure: Figure
) -> None:
    pictures = []
    for side in Side:
        here = scene(exercise_id, side, figure)
        camera = here.camera(here.look(), 220, 200)
        body, _ = here.posed(1.0)
        fields = [field for field, material in body.fields if material == "primary"]
        pictures.append(ids(body, fields, camera))
        silhouette = draw(body, (), camera, LIGHT, floor=None, ink=0)[..., 3]
        assert (silhouette == 255).sum() > 1500
    left, right = pictures
    assert ((left >= 0) == (right[:, ::-1] >= 0)).mean() > 0.995


@pytest.mark.parametrize("exercise_id", ["single_arm_row", "glute_bridge"])
def test_the_muscle_that_is_counted_is_the_muscle_that_is_seen(exercise_id: str) -> None:
    here = scene(exercise_id)
    camera = here.camera(here.look(), 260, 220)
    body, _ = here.posed(0.0)
    fields = [field for field, material in body.fields if material == "primary"]
    counted = ids(body, fields, camera) >= 0
    covered = masks(body, fields, camera).max(0) > 127
    assert (counted == covered).mean() > 0.99
    picture = draw(body, (), camera, LIGHT, floor=None)
    red, green = picture[..., 0].astype(int), picture[..., 1].astype(int)
    warm = (red - green > 60) & (picture[..., 3] == 255)
    assert warm[counted].mean() > 0.7, "what the buffer calls the muscle is painted as it"


def test_edges_are_smooth_and_the_shadow_ends_before_the_picture_does() -> None:
    here = scene("bird_dog")
    for palette in (LIGHT, DARK):
        picture = here.picture(1.0, here.camera(here.look(), 240, 200), palette)
        alpha = picture[..., 3]
        assert ((alpha > 0) & (alpha < 255)).any()
        border = np.concatenate([alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]])
        assert border.max() <= 3


@pytest.mark.parametrize("size", [60, 200, 700])
def test_it_is_drawn_at_every_size(size: int) -> None:
    here = scene("lateral_raises")
    picture = here.picture(0.5, here.camera(here.look(), size, size), LIGHT)
    assert picture.shape == (size, size, 4)
    assert 0.02 < (picture[..., 3] > 0).mean() < 0.6


# -- outlines ------------------------------------------------------------------------------------


def area(line: NDArray[np.float64]) -> float:
    x, y = line.T
    return abs(float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))) / 2


@given(st.floats(6, 25), st.floats(28, 36), st.floats(28, 36))
def test_an_outline_lies_between_the_pixels(radius: float, x: float, y: float) -> None:
    row, column = np.mgrid[0:64, 0:64] + 0.5
    far = np.hypot(column - x, row - y)
    mask = (np.clip(radius - far + 0.5, 0, 1) * 255).astype(np.uint8)
    (line,) = outlines(mask)
    assert np.hypot(line[:, 0] - x, line[:, 1] - y) == pytest.approx(radius, abs=0.3)
    thin = thinned(line, 0.2)
    assert len(thin) < len(line)
    assert area(thin) == pytest.approx(area(line), rel=0.06)


def test_a_ring_has_two_outlines_and_dust_has_none() -> None:
    mask = np.zeros((40, 40), np.uint8)
    mask[8:32, 8:32] = 255
    mask[15:25, 15:25] = 0
    mask[2, 2] = 255
    assert len(outlines(mask)) == 2
