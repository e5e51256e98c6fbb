"""How is what an exercise's log comes to worked out only once, until that log changes?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from core.catalog import Exercise
from core.journal import History

T = TypeVar("T")


class Memo(Generic[T]):
    """Keeps the last answer for each exercise together with the log it was made of.

    The logs are compared, not trusted: with sets that were kept in memory that is only looking
    whether they are the same.
    """

    def __init__(self, work: Callable[[Exercise, History, float | None], T]) -> None:
        """Begin without answers.

        Args:
            work: Works out the answer from exercise, its log and the body's weight.

        """
        self._work = work
        self._kept: dict[str, tuple[History, float | None, T]] = {}

    def of(self, exercise: Exercise, history: History, bodyweight: float | None) -> T:
        """Give the answer for an exercise; `history` holds its log and nothing else."""
        kept = self._kept.get(exercise.id)
        if kept is not None and kept[0] == history and kept[1] == bodyweight:
            return kept[2]
        answer = self._work(exercise, history, bodyweight)
        self._kept[exercise.id] = (history, bodyweight, answer)
        return answer
