"""Who holds the coach in the log's thread? Something that knows nothing of Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from core.errors import Problem

if TYPE_CHECKING:
    from core.coach import Coach


class OpenLog:
    """The coach on the open log; touched by the log's thread only, once it is made."""

    def __init__(self, open_coach: Callable[[], Coach]) -> None:
        self._open_coach = open_coach
        self._coach: Coach | None = None

    def open(self) -> None:
        """Open the log, or raise why it can't be opened.

        Raises:
            Problem: In words for the person.

        """
        self._coach = self._open_coach()

    def ask(self, work: Callable[[Coach], Any]) -> Any:  # noqa: ANN401 - whatever the coach answers
        """Answer by the coach.

        Raises:
            Problem: The log was never opened, or what the work itself says.

        """
        if self._coach is None:
            raise Problem("The log is not open.")
        return work(self._coach)
