"""What of Qt's does a piece of work hold on to? Work for another thread must hold nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from types import BuiltinMethodType, CellType, FunctionType, MethodType

from shiboken6 import Shiboken

_DEEP = 6


def held_of_qt(work: object, depth: int = _DEEP) -> Iterator[str]:
    """Name what of Qt's a callable reaches: its owner, what it closes over, what it is bound to.

    An object's own fields are followed too, through a few hands.
    """
    if isinstance(work, Shiboken.Object):
        yield type(work).__name__
    elif depth:
        for one in _reached(work):
            yield from held_of_qt(one, depth - 1)


def _reached(held: object) -> Iterator[object]:
    if isinstance(held, partial):
        yield held.func
        yield from held.args
        yield from held.keywords.values()
    elif isinstance(held, MethodType | BuiltinMethodType):
        yield held.__self__
    elif isinstance(held, FunctionType):
        yield from held.__closure__ or ()
        yield from held.__defaults__ or ()
    elif isinstance(held, CellType):
        yield held.cell_contents
    elif isinstance(held, tuple | list | set | frozenset):
        yield from held
    elif type(held).__module__.partition(".")[0] in ("core", "gui"):
        yield from vars(held).values() if hasattr(held, "__dict__") else ()
        for name in getattr(type(held), "__slots__", ()):
            yield getattr(held, name, None)
