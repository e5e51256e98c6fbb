"""How are copies of the log made, checked, found again and, in the end, thinned?

A backup's name says when and why it was made, how many sets it holds, which state of the log it is
(`core.storage.sums.state_mark`) and its SHA-256: "evenside.20261125-203900.daily.1234.0f3a9c2b71de.
<32 of 64 hex digits>.db". A name is given only to a file that has been looked through row by row.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.care import BackupInfo
from core.storage.copies import copied, empty_file, move_in
from core.storage.errors import BackupSpoilt, LogDamaged, NoBackup, SecondFolder
from core.storage.faults import told_plainly
from core.storage.files import STRAY, own_folder, sha256_of, write_whole
from core.storage.health import contents, look_through
from core.storage.rotation import served
from core.storage.sums import state_mark, state_of

FOLDER = "backups"
AT_MOST_EVERY = timedelta(minutes=30)
DAILY = "daily"
BY_HAND = "by hand"
_SETTINGS = "second-folder.json"
_SHA_DIGITS = 32
_NO_MARK = "0" * 12
"""Of logs from before there were checksums: no two of them are taken for the same."""
_NAME = re.compile(
    r"(?P<stem>.+)\.(?P<at>\d{8}-\d{6})\.(?P<why>[a-z-]+)\.(?P<sets>\d+)"
    r"\.(?P<mark>[0-9a-f]{12})\.(?P<sha>[0-9a-f]{32})\.db",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class _Named:
    """What a backup's name says."""

    info: BackupInfo
    mark: str
    sha: str
    path: Path


class Backups:
    """The backups of one log: beside it, and in a second folder if the person wants one."""

    def __init__(self, path: Path, *, clock: Callable[[], datetime]) -> None:
        self._path = path
        self._clock = clock
        self.folder = path.parent / FOLDER
        self.trouble = ""
        """Why the second folder got nothing the last time."""

    # -- which there are --------------------------------------------------------------------------

    def found(self) -> tuple[BackupInfo, ...]:
        """List the backups, newest first; one that is in both folders counts once."""
        return tuple(named.info for named in self._named())

    def _named(self) -> list[_Named]:
        by_name: dict[str, _Named] = {}
        for folder, second in ((self.second_folder(), True), (self.folder, False)):
            if folder is not None:
                for named in self._in(folder, second=second):
                    by_name[named.info.name] = named
        return sorted(by_name.values(), key=_when, reverse=True)

    def _in(self, folder: Path, *, second: bool) -> list[_Named]:
        found = []
        with suppress(OSError):  # a second disk that is not connected holds nothing now
            for path in folder.iterdir():
                said = _NAME.fullmatch(path.name)
                if said is None or said["stem"] != self._path.stem:
                    continue
                with suppress(ValueError, OSError):
                    at = datetime.strptime(said["at"], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
                    why = said["why"].replace("-", " ")
                    size = path.stat().st_size
                    info = BackupInfo(path.name, at, why, int(said["sets"]), size, second)
                    found.append(_Named(info, said["mark"], said["sha"], path))
        return found

    def path_of(self, backup: BackupInfo) -> Path:
        """Give a backup's file, after its bytes were found to be those that were named.

        Raises:
            NoBackup: It is gone.
            BackupSpoilt: Its bytes are not what was saved.

        """
        for named in self._named():
            if named.info.name == backup.name:
                try:
                    whole = sha256_of(named.path).startswith(named.sha)
                except OSError:
                    whole = False
                if not whole:
                    raise BackupSpoilt
                return named.path
        raise NoBackup

    def holds(self, mark: str) -> bool:
        """Tell whether a backup holds this state of the log."""
        return any(named.mark == mark for named in self._named())

    def is_due(self, mark: str) -> bool:
        """Tell whether the log changed since the last backup, and that was long enough ago."""
        now = self._clock()
        near = any(now - AT_MOST_EVERY < info.at <= now for info in self.found())
        return not near and not self.holds(mark)

    # -- making -----------------------------------------------------------------------------------

    def make(self, why: str) -> BackupInfo:
        """Copy the log, look through the copy, then name it; a state is not kept twice.

        Raises:
            LogDamaged: The log itself is damaged; no backup was made, and none thinned.
            LogProblem: The disk is full, the folder may not be written.

        """
        steps = self.make_in_steps(why)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                made: BackupInfo = end.value
                return made

    def make_in_steps(self, why: str) -> Generator[float, None, BackupInfo]:
        """Make a backup in short steps; the copy itself is one, so it holds one moment."""
        with told_plainly(self._path):
            own_folder(self.folder)
            with tempfile.TemporaryDirectory(prefix=STRAY, dir=self.folder) as folder:
                draft = empty_file(Path(folder))
                with closing(copied(self._path, draft)) as copy:
                    yield 0.2
                    found = yield from look_through(copy)
                    if found:
                        what = tuple(f"{f.table} {f.rows} {f.what}" for f in found)
                        raise LogDamaged(self._path, what)
                    mark = _mark_of(copy)
                    sets = contents(copy).sets
                same = self._same(mark) if mark != _NO_MARK else None
                made = same or self._name(draft, why, mark=mark, sets=sets)
        self._copy_to_second(made)
        self._thin(made)
        return made

    def _same(self, mark: str) -> BackupInfo | None:
        for named in self._in(self.folder, second=False):
            if named.mark == mark:
                with suppress(OSError):
                    if sha256_of(named.path).startswith(named.sha):
                        return named.info
        return None

    def _name(self, draft: Path, why: str, *, mark: str, sets: int) -> BackupInfo:
        at = self._clock().astimezone(UTC).replace(microsecond=0)
        words = why.replace(" ", "-")
        sha = sha256_of(draft)[:_SHA_DIGITS]
        name = f"{self._path.stem}.{at:%Y%m%d-%H%M%S}.{words}.{sets}.{mark}.{sha}.db"
        target = self.folder / name
        with suppress(FileExistsError):  # the same bytes at the same second
            move_in(draft, target)
        return BackupInfo(name, at, why, sets, target.stat().st_size)

    def keep_damaged(self) -> str:
        """Copy the log as it is, damage and all, beside it; give the copy's name."""
        with told_plainly(self._path):
            target = aside_name(self._path, "damaged", self._clock())
            with tempfile.TemporaryDirectory(prefix=STRAY, dir=self._path.parent) as folder:
                draft = empty_file(Path(folder))
                copied(self._path, draft).close()
                move_in(draft, target)
        return target.name

    # -- thinning ---------------------------------------------------------------------------------

    def _thin(self, made: BackupInfo) -> None:
        """Thin both folders; only ever called after a whole copy of the log was made."""
        for folder, second in ((self.folder, False), (self.second_folder(), True)):
            if folder is None:
                continue
            named = self._in(folder, second=second)
            gone = served([n.info.at for n in named], now=self._clock())
            for one in named:
                if one.info.at in gone and one.info.name != made.name:
                    with suppress(OSError):
                        one.path.unlink()

    # -- the second folder ------------------------------------------------------------------------

    def second_folder(self) -> Path | None:
        """Give the folder that gets a copy of every backup; None without one."""
        try:
            told = json.loads((self.folder / _SETTINGS).read_text(encoding="utf-8"))["folder"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return Path(told) if isinstance(told, str) and told else None

    def use_second_folder(self, folder: Path | None) -> None:
        """Copy every backup to this folder, too, from now on; None ends that.

        Raises:
            SecondFolder: It can't be written to, or is the first one.
            LogProblem: The choice itself can't be kept.

        """
        if folder is not None:
            folder = folder.absolute()
            try:
                if folder.resolve() in (self.folder.resolve(), self._path.parent.resolve()):
                    raise SecondFolder("is where the log lies already: choose another disk")
                with tempfile.TemporaryDirectory(prefix=STRAY, dir=folder):
                    pass
            except OSError:
                raise SecondFolder("can't be written to: choose another one") from None
        with told_plainly(self._path):
            own_folder(self.folder)
            told = json.dumps({"folder": "" if folder is None else str(folder)})
            write_whole(self.folder / _SETTINGS, told.encode())
        self.trouble = ""
        newest = max(self._in(self.folder, second=False), key=_when, default=None)
        if newest is not None:
            self._copy_to_second(newest.info)

    def _copy_to_second(self, made: BackupInfo) -> None:
        folder = self.second_folder()
        if folder is None:
            return
        source, target = self.folder / made.name, folder / made.name
        try:
            if target.exists() or not source.exists():
                self.trouble = ""
                return
            with tempfile.TemporaryDirectory(prefix=STRAY, dir=folder) as draft_folder:
                draft = empty_file(Path(draft_folder))
                shutil.copyfile(source, draft)
                if sha256_of(draft) != sha256_of(source):
                    raise OSError("the copy differs")
                move_in(draft, target)
            self.trouble = ""
        except OSError:
            self.trouble = (
                "The last backup could not be copied to the second folder. It lies beside your "
                "log all the same. Is that disk connected, and is there room on it?"
            )


def aside_name(path: Path, why: str, now: datetime) -> Path:
    """Name a log that is put aside: "evenside.damaged-20261125-203900.db", never one in use."""
    stem = f"{path.stem}.{why}-{now.astimezone(UTC):%Y%m%d-%H%M%S}"
    name, again = path.with_name(f"{stem}.db"), 1
    while name.exists() or name.is_symlink():
        again += 1
        name = path.with_name(f"{stem}-{again}.db")
    return name


def _mark_of(connection: sqlite3.Connection) -> str:
    found = state_of(connection)
    return state_mark(found) if found else _NO_MARK


def _when(named: _Named) -> tuple[datetime, str]:
    return named.info.at, named.info.name
