"""How does whoever changes the log behind the memory's back make it forget?"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any, TypeVar, cast

T = TypeVar("T")


class _Forgetting:
    """Passes everything on; after some calls, also failed ones, the memory is emptied."""

    def __init__(self, target: object, names: frozenset[str], forget: Callable[[], None]) -> None:
        self._target, self._names, self._forget = target, names, forget

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the target has
        found = getattr(self._target, name)
        return partial(self._call, found) if name in self._names else found

    def _call(self, work: Callable[..., Any], *given: Any, **named: Any) -> Any:  # noqa: ANN401
        try:
            return work(*given, **named)
        finally:
            self._forget()


def forgetting(target: T, names: Collection[str], forget: Callable[[], None]) -> T:
    """Give the same thing, but with `forget` called after each of these methods.

    Args:
        target: What changes the log without going through its memory.
        names: Its methods that do.
        forget: Empties the memory.

    """
    return cast(T, _Forgetting(target, frozenset(names), forget))
