"""How is a log copied as of one moment, and how does a finished file get its name?"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from core.storage.files import patiently, sync_folder


def sqlite_address(path: Path, *, mode: str) -> str:
    """Give the URI that makes SQLite open this file in this mode and never a new one."""
    posix = path.absolute().as_posix()
    return f"file://{'' if posix.startswith('/') else '/'}{quote(posix, safe='/:')}?mode={mode}"


def copied(source: Path, draft: Path) -> sqlite3.Connection:
    """Copy a log, open or not, into an empty file with SQLite's backup; give the copy, open.

    One step takes it all (`pages=-1`): in small steps every write starts it anew.

    Raises:
        sqlite3.Error, OSError: The disk is full, the file locked or unreadable.

    """
    copy = sqlite3.connect(sqlite_address(draft, mode="rw"), uri=True, isolation_level=None)
    try:
        with closing(sqlite3.connect(sqlite_address(source, mode="ro"), uri=True)) as reader:
            reader.backup(copy, pages=-1)
        # the copy is one file at rest, and stays one when somebody looks into it
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
    except BaseException:
        copy.close()
        raise
    return copy


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Count the rows of every table of ours."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'alembic_version' ORDER BY name"
    ).fetchall()
    counted: dict[str, int] = {}
    for (name,) in names:
        quoted = name.replace('"', '""')
        (counted[name],) = connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()
    return counted


def empty_file(folder: Path, name: str = "log.db") -> Path:
    """Make a file that only its owner may read; SQLite gives its side files the same rights."""
    path = folder / name
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    return path


def move_in(draft: Path, target: Path) -> None:
    """Put a finished file in its place, whole after a power cut, never over another file.

    Raises:
        FileExistsError: Something is at `target` already; it is left alone.
        OSError: The disk or the system refuses.

    """
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    if os.name == "nt":
        patiently(draft.rename, target)
    else:
        try:
            target.hardlink_to(draft)
        except FileExistsError:
            raise
        except OSError:  # FAT and some network disks know no hard links
            if os.path.lexists(target):
                raise
            draft.rename(target)
        sync_folder(target.parent)
