"""Which failure of SQLite or of the disk is which Problem?"""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import StatementError

from core.errors import Problem
from core.storage.errors import (
    LogBusy,
    LogDamaged,
    LogForeign,
    LogFull,
    LogMissing,
    LogProblem,
    LogReadOnly,
    LogUnreadable,
)

_NO_ROOM = 256_000
"""Bytes; SQLite's side files start with some tens of thousands."""

_BY_CODE: dict[int, Callable[[Path], LogProblem]] = {
    sqlite3.SQLITE_FULL: LogFull,
    sqlite3.SQLITE_BUSY: LogBusy,
    sqlite3.SQLITE_LOCKED: LogBusy,
    sqlite3.SQLITE_READONLY: LogReadOnly,
    sqlite3.SQLITE_PERM: LogReadOnly,
    sqlite3.SQLITE_NOTADB: LogForeign,
    sqlite3.SQLITE_IOERR: LogUnreadable,
    sqlite3.SQLITE_CANTOPEN: LogUnreadable,
}

_BY_ERRNO: dict[int | None, Callable[[Path], LogProblem]] = {
    errno.ENOSPC: LogFull,
    errno.EDQUOT: LogFull,
    errno.EROFS: LogReadOnly,
    errno.EACCES: LogReadOnly,
    errno.EPERM: LogReadOnly,
    errno.ENOENT: LogMissing,
}


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn failures of the surroundings into Problems; bugs pass, without the person's words.

    The driver's error holds the values that were to be written, notes among them: they are taken
    out before it goes on, as a bug or as what stands behind a Problem.

    Raises:
        LogProblem: Full disk, lock, missing permission, damage, I/O error.
        Problem: A text holds characters that no file can hold.

    """
    try:
        yield
    except StatementError as error:
        error.params = None
        found = _of_sqlite(error.orig, path)
        if found is None:
            raise
        raise found from None
    except sqlite3.Error as error:
        found = _of_sqlite(error, path)
        if found is None:
            raise
        raise found from None
    except UnicodeEncodeError as error:
        error.object, error.args = "", ()
        raise Problem(
            "A text holds a character that can't be saved. Type it again without special signs.",
            field="note",
        ) from None
    except UnicodeDecodeError as error:
        error.object, error.args = b"", ()
        raise LogDamaged(path, ("text",)) from None
    except OSError as error:
        raise _BY_ERRNO.get(error.errno, LogUnreadable)(path) from None


def _of_sqlite(error: BaseException | None, path: Path) -> LogProblem | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # a text that is none: the driver's own error, and it quotes what it could not read
        is_text = isinstance(error, sqlite3.OperationalError) and "decode" in str(error)
        return LogDamaged(path, ("text",)) if is_text else None
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return LogMissing(path, "was moved or removed while Evenside was using it")
    if code & 0xFF == sqlite3.SQLITE_CORRUPT:
        return LogDamaged(path, (str(error),))
    make = _BY_CODE.get(code & 0xFF)
    if make is LogUnreadable and _is_full(path):
        make = LogFull  # SQLite calls it an I/O error when it finds no room for its side files
    return make(path) if make else None


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _NO_ROOM
    except OSError:
        return False
