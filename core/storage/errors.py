"""What can be in the way of the log, and what does the person read about it?

Every message says what happened, that the file was left as it is, and what to do next. Only the
file's name is told, never its folder: messages end up in reports.
"""

from __future__ import annotations

from pathlib import Path

from core.errors import Problem


class LogProblem(Problem):
    """Something about the log that the person can do something about; `path` is the file."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path = path


class LogMissing(LogProblem):
    """There is no file where a log is expected."""

    replaceable = True

    def __init__(self, path: Path, what: str = "is not where it is expected") -> None:
        super().__init__(
            path,
            f"The log “{path.name}” {what}. Nothing was put in its place. If it lies on another "
            "disk or in another folder, connect that disk or move the log back; otherwise restore "
            "a backup or start a new log.",
        )


class LogNewer(LogProblem):
    """A newer Evenside wrote the log."""

    replaceable = True

    def __init__(self, path: Path, *, found: str, known: str) -> None:
        super().__init__(
            path,
            f"The log “{path.name}” was written by a newer Evenside: it has version {found}, and "
            f"this Evenside knows versions up to {known}. The file was left as it is. Install the "
            "newest Evenside, or restore a backup from before the update.",
        )
        self.found = found
        self.known = known


class LogForeign(LogProblem):
    """The file is something else than a log of Evenside."""

    replaceable = True

    def __init__(self, path: Path, what: str = "is not a log of Evenside") -> None:
        super().__init__(
            path,
            f"“{path.name}” {what}. It was left as it is. Choose another file, restore a backup, "
            "or start a new log in another place.",
        )


class LogEmpty(LogProblem):
    """The file is there, but holds nothing or next to nothing."""

    replaceable = True

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"The log “{path.name}” is empty: its content was lost outside Evenside, perhaps "
            "while it was copied or synced. The file was left as it is. Restore a backup, or move "
            "the empty file away to start a new log.",
        )


class LogDamaged(LogProblem):
    """The file is a log of Evenside, but parts of it can't be read."""

    replaceable = True

    def __init__(self, path: Path, findings: tuple[str, ...] = ()) -> None:
        super().__init__(
            path,
            f"The log “{path.name}” is damaged: parts of it can't be read. The file was left as "
            "it is. Restore the newest backup; keep the damaged file until you have looked at "
            "what is back.",
        )
        self.findings = findings
        """What SQLite says, for a report: table and page numbers, never content."""


class LogBusy(LogProblem):
    """Another program holds the log."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"Another program is using the log “{path.name}” right now, so this was not done. "
            "The log was left as it is. Close other Evenside windows and programs that back up "
            "or sync it, then try again.",
        )


class LogFull(LogProblem):
    """The disk is full."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            "The disk is full, so this was not saved. Everything saved before is safe in "
            f"“{path.name}”. Free some space by removing other files (removing sets does not "
            "help), then try again.",
        )


class LogReadOnly(LogProblem):
    """The file or its folder may not be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"Evenside may not write to the log “{path.name}” or to its folder, so this was not "
            "done. The log was left as it is. Allow writing to the file and the folder, or move "
            "the log to a folder of your own, then try again.",
        )


class LogUnreadable(LogProblem):
    """The disk or the system refuses to read or write the file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"The log “{path.name}” can't be read or written: the disk or the system reports an "
            "error, so this was not done. The file was left as it is. Check that the disk is "
            "connected and healthy and that you may open the file, then try again.",
        )


class LogNotUpdated(LogProblem):
    """Bringing an older log to this version failed and was undone."""

    replaceable = True

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            path,
            f"The log “{path.name}” could not be brought to this version of Evenside ({reason}). "
            "Everything was undone and the log was left as it is. Go on with the Evenside you "
            "used before, and please report this.",
        )


class NotInLog(Problem):
    """Something was to be changed that is not in the log (any more)."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"This {what} is not in the log any more, so nothing was changed. It may have been "
            "removed in another place; look at the list again."
        )


class SetIsAside(Problem):
    """A set can't come back alone: the import it came with was taken back."""

    def __init__(self) -> None:
        super().__init__(
            "This set came with a file whose import you took back. Bring that import back first: "
            "Settings, “Your data”. Nothing was changed."
        )


class NoBackup(Problem):
    """A backup that was listed is gone."""

    def __init__(self) -> None:
        super().__init__(
            "This backup is not there any more: it was moved or removed outside Evenside. Your "
            "log was left as it is. Choose another backup."
        )


class BackupSpoilt(Problem):
    """A backup's bytes are not those that were saved."""

    def __init__(self) -> None:
        super().__init__(
            "This backup was damaged after it was made, so it was not used. Your log was left as "
            "it is. Choose another backup; older ones are not affected."
        )


class SecondFolder(Problem):
    """The folder can't take a second copy of the backups."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"This folder {what}. Your log and its backups are as they were.", field="second"
        )


class RestoreFailed(Problem):
    """After restoring, the log is not what the backup is."""

    def __init__(self) -> None:
        super().__init__(
            "The backup was read, but the log does not hold the same afterwards. Nothing was "
            "lost: the state before was kept as a backup. Restore it, and please report this."
        )
