"""Does every pixel show the right triangle, once, wherever triangles meet?"""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from gui.figure.raster import FAR, rasterise


def patchwork(seed: int, many: int, size: float) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    """A square cut into triangles of all shapes, facing the viewer, that share their edges."""
    chance = np.random.default_rng(seed)
    lines = np.linspace(0, size, many)
    x, y = np.meshgrid(lines, lines)
    shift = chance.uniform(-0.45, 0.45, (2, many, many)) * size / (many - 1)
    shift[:, [0, -1]] = shift[:, :, [0, -1]] = 0
    points = np.stack([x + shift[0], y + shift[1], chance.uniform(0, 9, x.shape)], 2)
    at = (np.arange(many - 1)[:, None] * many + np.arange(many - 1)).reshape(-1)
    one = np.stack([at, at + many, at + many + 1], 1)
    two = np.stack([at, at + many + 1, at + 1], 1)
    return points.reshape(-1, 3), np.concatenate([one, two]).astype(np.int32)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6), st.integers(2, 30), st.floats(20, 90), st.floats(0, 900))
def test_triangles_that_share_edges_leave_no_hole(
    seed: int, many: int, size: float, away: float
) -> None:
    points, faces = patchwork(seed, many, size)
    points[:, :2] += away
    wide = int(away + size) + 3
    seen = rasterise(points, faces, wide, wide)
    middle = np.arange(wide) + 0.5
    inside = (middle > away + 0.01) & (middle < away + size - 0.01)
    assert (seen.triangle[np.ix_(inside, inside)] >= 0).all()
    outside = (middle < away - 0.01) | (middle > away + size + 0.01)
    assert (seen.triangle[outside] < 0).all()
    assert (seen.triangle[:, outside] < 0).all()


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10**6))
def test_weights_give_back_where_a_pixel_is(seed: int) -> None:
    points, faces = patchwork(seed, 9, 60)
    seen = rasterise(points, faces, 64, 64)
    assert (seen.weights >= 0).all()
    assert np.allclose(seen.weights.sum(1), 1, atol=1e-5)
    corners = points[faces[seen.shown]]
    found = (corners * seen.weights[:, :, None]).sum(1)
    row, column = np.divmod(seen.pixels, 64)
    assert np.allclose(found[:, 0], column + 0.5, atol=0.02)
    assert np.allclose(found[:, 1], row + 0.5, atol=0.02)
    assert np.allclose(found[:, 2], seen.depth.reshape(-1)[seen.pixels], atol=0.05)


def test_the_nearer_wins_in_any_order_and_backs_are_not_drawn() -> None:
    square = np.array([[2, 2, 0], [2, 18, 0], [18, 18, 0], [18, 2, 0]], float)
    faces = np.array([[0, 1, 2], [0, 2, 3]], np.int32)
    both = np.concatenate([square, np.add(square, (4, 4, 5))])
    one = rasterise(both, np.concatenate([faces, faces + 4]), 30, 30)
    other = rasterise(both, np.concatenate([faces + 4, faces]), 30, 30)
    assert np.array_equal(one.depth, other.depth)
    assert one.depth[10, 10] == 0
    assert one.depth[20, 20] == 5
    assert one.depth[0, 0] == FAR
    assert len(rasterise(square, faces[:, ::-1], 30, 30).pixels) == 0


def test_what_lies_outside_the_picture_is_cut_off_at_its_edges() -> None:
    points = np.array([[-5000, -5000, 1], [-5000, 9000, 1], [9000, -5000, 1]], float)
    seen = rasterise(points, np.array([[0, 1, 2]], np.int32), 50, 40)
    assert (seen.triangle == 0).all()
    assert len(rasterise(np.add(points, (0, 90000, 0)), np.array([[0, 1, 2]]), 50, 40).pixels) == 0


def test_many_large_triangles_do_not_need_much_memory() -> None:
    one = np.array([[0, 0, 0], [0, 900, 0], [900, 0, 0]], float)
    points = np.concatenate([np.add(one, (0, 0, far)) for far in range(40)])
    faces = np.arange(120, dtype=np.int32).reshape(-1, 3)
    tracemalloc.start()
    seen = rasterise(points, faces, 450, 450)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (seen.triangle == 0).all()
    # All at once, eight million pixels would take three times as much.
    assert peak < 64e6


def test_nothing_in_nothing_out() -> None:
    seen = rasterise(np.empty((0, 3)), np.empty((0, 3), np.int32), 4, 3)
    assert seen.triangle.shape == (3, 4)
    assert len(seen.pixels) == 0
    with pytest.raises(ValueError):
        rasterise(np.empty((0, 3)), np.empty((0, 3), np.int32), 0, 3)
