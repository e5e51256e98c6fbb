"""How is something read only when somebody needs it, and then once?"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Late(Generic[T]):
    """A value that is made at its first use, in whichever thread that is; others wait for it."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = Lock()
        self._made: tuple[T] | None = None

    def get(self) -> T:
        """Give the value; raises whatever making it raises, each time anew."""
        if self._made is None:
            with self._lock:
                if self._made is None:
                    self._made = (self._make(),)
        return self._made[0]


def now(value: T | Late[T]) -> T:
    """Give a value, whether it comes at once or late."""
    return value.get() if isinstance(value, Late) else value
