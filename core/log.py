"""What does the coach need of whatever keeps the log?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from core.journal import AfterNote, History, MorningNote, Removed, SetEntry
from core.selftests import TestResult


class Log(Protocol):
    """What the coach needs of the storage."""

    def add_set(self, entry: SetEntry) -> None: ...  # noqa: D102
    def add_sets(self, entries: Sequence[SetEntry]) -> None: ...  # noqa: D102
    def update_set(self, entry: SetEntry) -> None: ...  # noqa: D102
    def remove_set(self, entry_id: str) -> None: ...  # noqa: D102
    def restore_set(self, entry_id: str) -> None: ...  # noqa: D102
    def history(  # noqa: D102
        self, exercise_ids: Collection[str] | None = None, since: date | None = None
    ) -> History: ...
    def add_morning(self, note: MorningNote) -> None: ...  # noqa: D102
    def add_after(self, notes: Sequence[AfterNote]) -> None: ...  # noqa: D102
    def add_lighter_week(self, start: date) -> None: ...  # noqa: D102
    def remove_lighter_week(self, start: date) -> None: ...  # noqa: D102
    def save_plan(self, name: str, body: str) -> None: ...  # noqa: D102
    def plans(self) -> tuple[tuple[str, str], ...]: ...  # noqa: D102
    def delete_plan(self, name: str) -> None: ...  # noqa: D102
    def excluded(self) -> Collection[str]: ...  # noqa: D102
    def exclude(self, exercise_id: str, day: date) -> None: ...  # noqa: D102
    def include(self, exercise_id: str) -> None: ...  # noqa: D102
    def setting(self, key: str) -> str | None: ...  # noqa: D102
    def put_setting(self, key: str, value: str) -> None: ...  # noqa: D102
    def add_screening(self, day: date, answers: str) -> None: ...  # noqa: D102
    def last_screening(self) -> tuple[date, str] | None: ...  # noqa: D102

    # tests at home, and mending

    def results(self) -> tuple[TestResult, ...]: ...  # noqa: D102
    def add_result(self, result: TestResult) -> None: ...  # noqa: D102
    def remove_result(self, result_id: str) -> None: ...  # noqa: D102
    def restore_result(self, result_id: str) -> None: ...  # noqa: D102
    def removed_sets(self) -> tuple[Removed, ...]: ...  # noqa: D102
    def rewrite(  # noqa: D102
        self,
        sets: Sequence[SetEntry],
        notes: Sequence[tuple[MorningNote | AfterNote, MorningNote | AfterNote]],
        key: str,
        value: str,
    ) -> None: ...


class WholeLog(Log, Protocol):
    """A log that leaves sets out of `history` that don't fit the catalog, and has them all."""

    def whole(  # noqa: D102
        self, exercise_ids: Collection[str] | None = None, since: date | None = None
    ) -> History: ...
