"""How does a person look after their log: is it whole, where are its backups, what is in them?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from core.inventory import Everything, ImportBatch
from core.journal import SetEntry
from core.words import plural


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """A backup, as its name and its place tell."""

    name: str
    at: datetime
    """The instant it was made, aware."""
    why: str
    """"daily", "by hand", "before an import" ..."""
    sets: int
    size: int
    """Bytes."""
    second: bool = False
    """True when it is only in the second folder."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a log or a backup holds."""

    sets: int
    """Without removed ones."""
    workouts: int
    """Those with sets."""
    first_day: date | None
    last_day: date | None

    @property
    def words(self) -> str:
        """As in "1,234 sets in 87 workouts"."""
        if not self.sets:
            return "no sets yet"
        return f"{plural(self.sets, 'set')} in {plural(self.workouts, 'workout')}"


@dataclass(frozen=True, slots=True)
class Difference:
    """What restoring a backup would change."""

    only_here: int
    """Sets that are in the log now and would be gone."""
    only_there: int
    """Sets that would come back."""
    changed: int
    """Sets that are in both, but differ."""
    other: int = 0
    """Plans, notes, answers and settings that differ in any way."""

    @property
    def nothing(self) -> bool:
        """True when the backup holds what the log holds."""
        return not (self.only_here or self.only_there or self.changed or self.other)

    @property
    def words(self) -> tuple[str, ...]:
        """One plain sentence for each kind of change."""
        if self.nothing:
            return ("Nothing would change: the log holds exactly this.",)
        said = []
        if self.only_here:
            said.append(f"{plural(self.only_here, 'set')} logged since would leave the log.")
        if self.only_there:
            said.append(f"{plural(self.only_there, 'set')} would come back.")
        if self.changed:
            said.append(f"{plural(self.changed, 'set')} would be as before the last change.")
        if self.other:
            said.append(
                f"{plural(self.other, 'other entry', 'other entries')} (plans, notes, answers, "
                "settings) would change."
            )
        return tuple(said)


@dataclass(frozen=True, slots=True)
class Preview:
    """A look into a backup before anything is done with it."""

    backup: BackupInfo
    holds: Contents
    would: Difference | None
    """None where there is no log to compare with."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A restored log, and the way back."""

    from_backup: BackupInfo
    undo: BackupInfo | None
    """The state before; None when that was damaged and lies in `kept`."""
    kept: str = ""
    """The file's name under which a damaged log was kept."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was saved."""

    table: str
    """Empty when it is about the whole file."""
    rows: int = 0
    what: str = ""
    """For a report: codes and numbers, never content."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look through the whole log found."""

    at: datetime
    holds: Contents
    findings: tuple[Finding, ...] = ()

    @property
    def sound(self) -> bool:
        """True when every row is what was saved."""
        return not self.findings

    @property
    def words(self) -> str:
        """What happened, whether the data is safe, and what to do."""
        if self.sound:
            return f"Your log is whole: {self.holds.words}, each exactly as it was saved."
        rows = sum(finding.rows for finding in self.findings)
        sets = sum(f.rows for f in self.findings if f.table == "set_entry")
        if sets:
            what = f"{plural(sets, 'set')} can no longer be trusted"
        elif rows:
            what = f"{plural(rows, 'entry', 'entries')} can no longer be trusted"
        else:
            what = "parts of the file can't be read as they were saved"
        return (
            f"Your log is damaged: {what}. Nothing was changed, and older backups are kept from "
            "now on. Look at the newest backup below and restore it; the log as it is now is "
            "kept beside it."
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a check has come."""

    share: float
    """0 to 1."""
    result: Checked | None = None
    """Given at the end."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Where the log is and how it is doing."""

    file: str
    """The whole path, for the person's eyes only."""
    size: int
    """Bytes."""
    holds: Contents
    backups: tuple[BackupInfo, ...]
    """Newest first."""
    second_folder: str = ""
    second_trouble: str = ""
    """Why the second folder got no copy the last time; empty when all is well."""
    journal_trouble: str = ""


class Care(Protocol):
    """What the storage does for a person who looks after the log. Reached as `coach.care`."""

    def overview(self) -> Overview: ...  # noqa: D102
    def start_check(self, *, thorough: bool) -> None: ...  # noqa: D102
    def check_step(self) -> Progress: ...  # noqa: D102
    def chore(self) -> bool: ...  # noqa: D102
    def back_up(self) -> BackupInfo: ...  # noqa: D102
    def preview(self, backup: BackupInfo) -> Preview: ...  # noqa: D102
    def restore(self, backup: BackupInfo) -> Restored: ...  # noqa: D102
    def use_second_folder(self, folder: Path | None) -> None: ...  # noqa: D102
    def before_bulk_change(self, why: str) -> BackupInfo: ...  # noqa: D102
    def add_batch(self, batch: ImportBatch, entries: Sequence[SetEntry]) -> int: ...  # noqa: D102
    def remove_batch(self, batch_id: str) -> None: ...  # noqa: D102
    def restore_batch(self, batch_id: str) -> None: ...  # noqa: D102
    def batches(self) -> tuple[ImportBatch, ...]: ...  # noqa: D102
    def everything(self) -> Everything: ...  # noqa: D102


class Rescue(Protocol):
    """What can be done while the log can't be opened. Nothing that is there is ever deleted."""

    def backups(self) -> tuple[BackupInfo, ...]: ...  # noqa: D102
    def preview(self, backup: BackupInfo) -> Preview: ...  # noqa: D102
    def restore(self, backup: BackupInfo) -> Restored: ...  # noqa: D102
    def journal(self) -> Contents | None: ...  # noqa: D102
    def rebuild(self) -> Contents: ...  # noqa: D102
    def choose(self, file: Path) -> Contents: ...  # noqa: D102
    def start_new(self) -> str: ...  # noqa: D102
