"""Figures for the tests: reading a body is slow, so it is read once."""

from __future__ import annotations

from functools import cache

from core.body import Side
from gui.figure.mesh import load_mesh
from gui.figure.move import load_move
from gui.figure.person import Figure
from gui.figure.scene import Scene, Stage, scene_of
from gui.figure.skeleton import Skeleton
from tests.factories import catalog


@cache
def stage(figure: Figure) -> Stage:
    """A figure, ready to be posed."""
    return Stage(figure, load_mesh(figure))


def skeleton(figure: Figure) -> Skeleton:
    """The bones of a figure."""
    return stage(figure).skeleton


def scene(exercise_id: str, side: Side = Side.LEFT, figure: Figure = Figure.FEMALE) -> Scene:
    """An exercise as one figure does it on one side."""
    return scene_of(stage(figure), load_move(exercise_id), catalog().get(exercise_id), side)
