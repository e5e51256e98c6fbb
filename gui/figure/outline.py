"""Where does a shape end? Closed lines round what a mask covers, between the pixels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
HALF = 127.5

# Corners of a cell: 1 upper left, 2 upper right, 4 lower right, 8 lower left. Edges: 0 top,
# 1 right, 2 bottom, 3 left. A line goes from edge to edge with the covered side on its right.
# The two saddles (5 and 10) keep their covered corners apart (Lorensen & Cline, 1987).
_LINES: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((3, 0),),
    2: ((0, 1),),
    3: ((3, 1),),
    4: ((1, 2),),
    5: ((3, 0), (1, 2)),
    6: ((0, 2),),
    7: ((3, 2),),
    8: ((2, 3),),
    9: ((2, 0),),
    10: ((0, 1), (2, 3)),
    11: ((2, 1),),
    12: ((1, 3),),
    13: ((1, 0),),
    14: ((0, 3),),
}


def outlines(mask: NDArray[np.uint8], least_area: float = 12.0) -> list[Floats]:
    """Trace a mask (height, width) of coverage 0 to 255: closed lines (n, 2) in pixels, x and y.

    Whole pixels have their centres at halves. Lines round less than `least_area` square pixels are
    left out.
    """
    padded = np.zeros((mask.shape[0] + 2, mask.shape[1] + 2))
    padded[1:-1, 1:-1] = mask
    over = padded > HALF
    kind = (over[:-1, :-1] * 1 + over[:-1, 1:] * 2 + over[1:, 1:] * 4 + over[1:, :-1] * 8).astype(
        np.int8
    )
    follows: dict[tuple[int, int, int], tuple[int, int, int]] = {}
    for code, lines in _LINES.items():
        rows, columns = np.nonzero(kind == code)
        for start, end in lines:
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
                follows[_edge(row, column, start)] = _edge(row, column, end)
    found = []
    while follows:
        first = next(iter(follows))
        line, here = [], first
        while here in follows:
            line.append(here)
            here = follows.pop(here)
        points = _points(padded, np.array(line))
        if len(points) > 2 and abs(_area(points)) >= least_area:
            found.append(points)
    return found


def _edge(row: int, column: int, side: int) -> tuple[int, int, int]:
    """Name an edge of a cell by its upper or left corner and whether it goes down."""
    if side == 0:
        return row, column, 0
    if side == 1:
        return row, column + 1, 1
    if side == 2:
        return row + 1, column, 0
    return row, column, 1


def _points(padded: Floats, edges: NDArray[np.int64]) -> Floats:
    """Place each edge's crossing where the coverage passes one half."""
    row, column, down = edges.T
    here = padded[row, column]
    there = padded[row + down, column + (1 - down)]
    part = np.clip((HALF - here) / (there - here), 0.0, 1.0)
    # One pixel of padding, and pixels have their centres at halves.
    x = column + part * (1 - down) - 0.5
    y = row + part * down - 0.5
    return np.stack([x, y], axis=1)


def _area(points: Floats) -> float:
    """Give the signed area inside a closed line (the shoelace formula)."""
    x, y = points.T
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) / 2.0)


def thinned(points: Floats, tolerance: float) -> Floats:
    """Leave out points within `tolerance` of the line without them (Douglas & Peucker, 1973)."""
    if len(points) < 4:
        return points
    half = int(np.argmax(np.linalg.norm(points - points[0], axis=1)))
    one = _kept(points[: half + 1], tolerance)
    other = _kept(np.concatenate([points[half:], points[:1]]), tolerance)
    return np.concatenate([one[:-1], other[:-1]])


def _kept(points: Floats, tolerance: float) -> Floats:
    keep = np.zeros(len(points), bool)
    keep[[0, -1]] = True
    parts = [(0, len(points) - 1)]
    while parts:
        low, high = parts.pop()
        if high - low < 2:
            continue
        way = points[high] - points[low]
        inside = points[low + 1 : high] - points[low]
        length = float(np.hypot(*way))
        if length < 1e-9:
            far = np.hypot(*inside.T)
        else:
            far = np.abs(inside[:, 0] * way[1] - inside[:, 1] * way[0]) / length
        most = int(np.argmax(far))
        if far[most] > tolerance:
            at = low + 1 + most
            keep[at] = True
            parts += [(low, at), (at, high)]
    return points[keep]
