"""Which triangle does each pixel of a picture show, and where inside it?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Places = npt.NDArray[np.intp]

BATCH = 1 << 20
"""Pixels filled in one go: bounds the memory when a scene is full of large triangles."""

FAR = np.float32(1e9)
"""Depth of a pixel that shows nothing; finite, so that differences of depths stay numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Raster:
    """What a picture of triangles shows.

    `depth` (H,W) is `FAR` and `triangle` (H,W) is -1 where there is nothing. The K covered pixels
    are listed in `pixels` (flat indices, ascending) and `shown` (their triangles); `weights` (K,3)
    are their barycentric coordinates: not negative, each row sums to 1.
    """

    depth: Floats
    triangle: Ints
    pixels: Ints
    shown: Ints
    weights: Floats


def spread(values: Floats, corners: Ints, weights: Floats) -> Floats:
    """Interpolate values of vertices, (N,) or (N,C), by weights (K,3) of their corners (K,3)."""
    parts = weights if values.ndim == 1 else weights[:, :, None]
    mixed = np.take(values, corners[:, 0], axis=0)
    mixed *= parts[:, 0]
    mixed += np.take(values, corners[:, 1], axis=0) * parts[:, 1]
    mixed += np.take(values, corners[:, 2], axis=0) * parts[:, 2]
    return mixed


def rasterise(
    points: npt.NDArray[np.floating], faces: npt.NDArray[np.integer], width: int, height: int
) -> Raster:
    """Draw triangles into a z-buffer; the nearest wins, backs are not drawn.

    `points` (N,3) are pixels right, pixels down and depth growing away, as `Camera.view` gives
    them; `faces` (M,3) run counter-clockwise as seen from outside. A pixel belongs to the triangle
    that holds its centre. Raises ValueError for a picture without pixels.
    """
    if width < 1 or height < 1:
        raise ValueError(f"a picture needs pixels, not {width} x {height}")
    depth = np.full(height * width, FAR, np.float32)
    triangle = np.full(height * width, -1, np.int32)
    corners, kept = _facing(points, faces, width, height)
    rows = _rows(corners, width, height)
    owner = _nearest(rows, depth, width)
    pixels = np.nonzero(owner >= 0)[0].astype(np.int32)
    mine = np.take(rows.triangle, np.take(owner, pixels))
    shown = np.take(kept, mine).astype(np.int32)
    triangle[pixels] = shown
    return Raster(
        depth=depth.reshape(height, width),
        triangle=triangle.reshape(height, width),
        pixels=pixels,
        shown=shown,
        weights=_weights(corners, mine, pixels, width),
    )


def _facing(
    points: npt.NDArray[np.floating], faces: npt.NDArray[np.integer], width: int, height: int
) -> tuple[Floats, Places]:
    """Keep the triangles that face the viewer and hold a pixel's row and column.

    Gives their corners (9,n): x, y, z of the first, second and third; and which they were.
    """
    x, y, z = np.ascontiguousarray(points.T, np.float32)
    one, two, three = np.ascontiguousarray(faces.T)
    x1, x2, x3, y1, y2, y3 = x[one], x[two], x[three], y[one], y[two], y[three]
    front = (x2 - x1) * (y3 - y1) - (y2 - y1) * (x3 - x1) < 0
    half = np.float32(0.5)
    for low, high, most in (
        (np.minimum(np.minimum(x1, x2), x3), np.maximum(np.maximum(x1, x2), x3), width),
        (np.minimum(np.minimum(y1, y2), y3), np.maximum(np.maximum(y1, y2), y3), height),
    ):
        front &= np.ceil(np.maximum(low - half, 0)) < np.ceil(np.minimum(high - half, most))
    kept = np.nonzero(front)[0]
    parts = [x1, y1, z[one], x2, y2, z[two], x3, y3, z[three]]
    return np.stack([part[kept] for part in parts]), kept


@dataclass(frozen=True, slots=True)
class _Rows:
    """Runs of pixels: where each starts (flat), how long, its depth there and per pixel."""

    start: Ints
    count: Ints
    depth: Floats
    slope: Floats
    triangle: Ints


def _rows(corners: Floats, width: int, height: int) -> _Rows:
    """Cut triangles into rows of pixels.

    Two triangles that share an edge find where it crosses a row by the very same arithmetic,
    always from its upper end, and a row ends where its neighbour's begins: there are no holes
    and no pixel is drawn twice, whatever the rounding.
    """
    first, second, third = corners[0:3], corners[3:6], corners[6:9]
    first, second = _by_height(first, second)
    second, third = _by_height(second, third)
    first, second = _by_height(first, second)
    (xt, yt, zt), (xm, ym, zm), (xb, yb, zb) = first, second, third
    half = np.float32(0.5)
    top = np.clip(np.ceil(yt - half), 0, height).astype(np.int32)
    end = np.clip(np.ceil(yb - half), 0, height).astype(np.int32)
    tall = end - top
    # A level edge crosses no row, so what its division would give is never used.
    tiny = np.float32(1e-12)
    whole, upper, lower = (np.maximum(d, tiny) for d in (yb - yt, ym - yt, yb - ym))
    long = (xt, yt, zt, (xb - xt) / whole, (zb - zt) / whole)
    short = (
        np.concatenate([xt, xm]),
        np.concatenate([yt, ym]),
        np.concatenate([zt, zm]),
        np.concatenate([(xm - xt) / upper, (xb - xm) / lower]),
        np.concatenate([(zm - zt) / upper, (zb - zm) / lower]),
    )
    many = len(tall)
    which = np.repeat(np.arange(many, dtype=np.int32), tall)
    # Row numbers run on within a triangle: how far the running count is ahead of them is constant.
    row = np.arange(len(which), dtype=np.int32)
    row -= np.repeat((np.cumsum(tall) - tall - top).astype(np.int32), tall)
    middle = row.astype(np.float32) + half
    xa, za = _crossing(long, which, middle)
    second_half = which + (middle >= np.take(ym, which)) * np.int32(many)
    xc, zc = _crossing(short, second_half, middle)
    left, right = np.minimum(xa, xc), np.maximum(xa, xc)
    begin = np.ceil(np.clip(left - half, 0, width)).astype(np.int32)
    stop = np.ceil(np.clip(right - half, 0, width)).astype(np.int32)
    full = np.nonzero(stop > begin)[0]
    xa, xc, za, zc = (np.take(part, full) for part in (xa, xc, za, zc))
    begin = np.take(begin, full)
    # Divided by the smallest of lengths, a sliver's slope may be steep, but its run is as short.
    run = xc - xa
    steep = (zc - za) / np.where(np.abs(run) < 1e-6, np.float32(1e-6), run)
    slope: Floats = steep.astype(np.float32)
    return _Rows(
        start=np.take(row, full) * np.int32(width) + begin,
        count=np.take(stop, full) - begin,
        depth=(za + (begin.astype(np.float32) + half - xa) * slope).astype(np.float32),
        slope=slope,
        triangle=np.take(which, full),
    )


def _crossing(edges: tuple[Floats, ...], which: Ints, middle: Floats) -> tuple[Floats, Floats]:
    """Where edges (x, y, z of the upper end, x and z per row down) meet the middles of rows."""
    x, y, z, dx, dz = (np.take(edge, which) for edge in edges)
    down = np.subtract(middle, y, out=y)
    dx *= down
    dx += x
    dz *= down
    dz += z
    return dx, dz


def _by_height(one: Floats, two: Floats) -> tuple[Floats, Floats]:
    """Order two lists of corners so that the first is never the lower one."""
    swap = one[1] > two[1]
    return np.where(swap, two, one), np.where(swap, one, two)


def _nearest(rows: _Rows, depth: Floats, width: int) -> Ints:
    """Fill the depths; give the row that each pixel shows, or -1."""
    owner = np.full(len(depth), -1, np.int32)
    ends = np.cumsum(rows.count, dtype=np.int64)
    first = 0
    while first < len(ends):
        done = int(ends[first - 1]) if first else 0
        # A row is never longer than the picture is wide, so a batch always holds at least one.
        last = max(int(np.searchsorted(ends, done + max(BATCH, width), side="right")), first + 1)
        count = rows.count[first:last]
        which = np.repeat(np.arange(first, last, dtype=np.int32), count)
        begins = (ends[first:last] - count - done).astype(np.int32)
        along = np.arange(len(which), dtype=np.int32)
        place = along + np.repeat(rows.start[first:last] - begins, count)
        along -= np.repeat(begins, count)
        far = rows.depth[which] + along.astype(np.float32) * rows.slope[which]
        np.minimum.at(depth, place, far)
        win = np.nonzero(far == depth[place])[0]
        owner[place[win]] = which[win]
        first = last
    return owner


def _weights(corners: Floats, mine: Ints, pixels: Ints, width: int) -> Floats:
    """Barycentric coordinates of pixel centres in their triangles (K,3).

    Counted from each triangle's first corner: far from the picture's origin, absolute pixels
    would cancel badly in 32 bits.
    """
    x1, y1, _, x2, y2, _, x3, y3, _ = corners
    ux, uy, vx, vy = x2 - x1, y2 - y1, x3 - x1, y3 - y1
    scale = 1 / np.minimum(ux * vy - uy * vx, np.float32(-1e-20))
    half = np.float32(0.5)
    row = pixels // np.int32(width)
    right = (pixels - row * np.int32(width)).astype(np.float32)
    right -= np.take(x1 - half, mine)
    down = row.astype(np.float32)
    down -= np.take(y1 - half, mine)
    # One line of memory for each corner: every later step walks along one of them.
    weights = np.empty((3, len(pixels)), np.float32)
    for line, across, along in ((1, vy * scale, -vx * scale), (2, -uy * scale, ux * scale)):
        np.multiply(right, np.take(across, mine), out=weights[line])
        weights[line] += down * np.take(along, mine)
    # Rounding in needle-thin triangles may leave them by a hair.
    np.clip(weights[1:], 0, 1, out=weights[1:])
    np.subtract(1, weights[1], out=weights[0])
    weights[0] -= weights[2]
    over = np.nonzero(weights[0] < 0)[0]
    if len(over):
        weights[0, over] = 0
        weights[:, over] /= weights[:, over].sum(0)
    return weights.T
