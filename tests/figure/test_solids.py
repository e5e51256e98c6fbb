"""Are the shapes of the equipment closed, facing outwards, and as large as asked?"""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.figure.camera import Camera
from gui.figure.raster import rasterise
from gui.figure.solids import (
    Solid,
    box,
    cylinder,
    disc,
    dumbbell,
    mirrored,
    normals_of,
    ribbon,
    rounded_box,
    sphere,
    tube,
)

TURNS = np.linspace(0, 2 * np.pi, 40, endpoint=False)
RING = np.stack([0.2 * np.cos(TURNS), 1 + 0 * TURNS, 0.1 * np.sin(TURNS)], 1)
SOLIDS = {
    "box": box((0.1, 0.2, 0.3), (0.4, 0.5, 0.6)),
    "rounded box": rounded_box((0, 0, 0), (0.4, 0.5, 0.6), bevel=0.05),
    "tube": tube([(0, 0, 0), (0, 0.4, 0), (0.3, 0.6, 0)], 0.05),
    "tapered tube": tube([(0, 0, 0), (0, 0.4, 0)], [0.05, 0.02]),
    "closed tube": tube(RING, 0.01, closed=True),
    "cylinder": cylinder((0, 0, 0), (0, 0.4, 0), 0.1),
    "bevelled cylinder": cylinder((0, 0, 0), (0.1, 0.4, 0), 0.1, bevel=0.01),
    "disc": disc((0, 0, 1), (1, 0, 1), 0.2, 0.03),
    "sphere": sphere((0, 0, 0), 0.3),
    "ribbon": ribbon(RING[:15], (0, 1, 0), 0.05),
    "closed ribbon": ribbon(RING, (0, 1, 0), 0.05, closed=True),
    **{f"dumbbell {n}": s for n, s in enumerate(dumbbell((0, 1, 0), (1, 0, 0.3)))},
    **{f"round {n}": s for n, s in enumerate(dumbbell((0, 1, 0), (1, 0, 0), heads="round"))},
}


def volume(solid: Solid) -> float:
    corners = solid.vertices[solid.faces]
    six = np.einsum("ni,ni->n", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])).sum()
    return float(six) / 6


@pytest.mark.parametrize("name", SOLIDS)
def test_it_is_closed_and_looks_outwards_also_mirrored(name: str) -> None:
    for solid in (SOLIDS[name], mirrored(SOLIDS[name])):
        _, joined = np.unique(np.round(solid.vertices, 7), axis=0, return_inverse=True)
        faces = joined.reshape(-1)[solid.faces]
        edges = Counter((int(face[k]), int(face[k - 2])) for face in faces for k in range(3))
        assert set(edges.values()) == {1}, "no edge is used twice the same way"
        assert all((two, one) in edges for one, two in edges), "every edge has two sides"
        assert volume(solid) > 0
        _, normals, _ = solid.corners()
        assert np.allclose(np.linalg.norm(normals, axis=1), 1)
    assert volume(mirrored(SOLIDS[name])) == pytest.approx(volume(SOLIDS[name]))


@pytest.mark.parametrize("name", SOLIDS)
def test_no_light_shines_through_its_seams(name: str) -> None:
    solid = SOLIDS[name]
    for azimuth, elevation in ((0, 0), (37, 21), (-120, -35), (90, 80)):
        camera = Camera.framing(solid.vertices, azimuth, elevation, 70, 60)
        front = rasterise(camera.view(solid.vertices), solid.faces, 70, 60).triangle >= 0
        back = rasterise(camera.view(solid.vertices), solid.faces[:, ::-1], 70, 60).triangle >= 0
        assert front.any()
        assert np.array_equal(front, back), "a closed thing has a front wherever it has a back"


@given(st.floats(0.01, 3), st.floats(0.01, 3), st.floats(0.01, 3), st.floats(0.001, 1))
def test_a_rounded_box_keeps_its_size(x: float, y: float, z: float, bevel: float) -> None:
    low, high = (f(rounded_box((1, 2, 3), (x, y, z), bevel=bevel).vertices, 0) for f in EXTREMES)
    assert np.allclose(high - low, (x, y, z))
    assert np.allclose((high + low) / 2, (1, 2, 3))


EXTREMES = (np.min, np.max)


def test_sizes_are_what_was_asked_for() -> None:
    assert volume(box((0, 0, 0), (0.2, 0.3, 0.4))) == pytest.approx(0.024)
    assert volume(sphere((5, 0, 0), 1, 96)) == pytest.approx(4 / 3 * np.pi, rel=0.01)
    assert volume(cylinder((0, 1, 0), (0, 3, 0), 0.5, 96)) == pytest.approx(np.pi / 2, rel=0.01)
    points = np.concatenate([solid.vertices for solid in dumbbell((0, 0, 0), (0, 0, 1))])
    assert np.ptp(points[:, 2]) == pytest.approx(0.26)
    band = SOLIDS["closed ribbon"].vertices
    assert np.ptp(band[:, 1]) == pytest.approx(0.05)


def test_a_band_is_smooth_all_the_way_round() -> None:
    solid = SOLIDS["closed ribbon"]
    used = np.unique(solid.faces)
    normals = normals_of(solid.vertices, solid.faces)[used]
    outward = solid.vertices[used] - (0, 1, 0)
    outer = normals[np.einsum("ni,ni->n", normals, outward) > 0.05]
    heading = np.sort(np.arctan2(outer[:, 2], outer[:, 0]))
    assert np.diff(heading).max() < 0.5, "no place where it turns at once"


def test_a_path_needs_different_points() -> None:
    for path in ([(0, 0, 0)], [(0, 0, 0), (0, 0, 0)]):
        with pytest.raises(ValueError):
            tube(path, 0.1)
        with pytest.raises(ValueError):
            ribbon(path, (0, 1, 0), 0.1)
    with pytest.raises(ValueError):
        cylinder((1, 1, 1), (1, 1, 1), 0.1)
