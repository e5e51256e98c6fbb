"""Is this file a log of Evenside, and of which version, asked without touching it?

The bytes are read before SQLite sees the file: even a read-only connection changes the files
beside a log. A crash may leave a newer version in the "-wal", so its page 1 is looked at as well.
Never call this while the file is open in this process: closing it would drop SQLite's locks.
"""

from __future__ import annotations

import stat
import struct
from pathlib import Path

from core.storage.errors import LogDamaged, LogEmpty, LogForeign, LogMissing, LogNewer
from core.storage.files import opened_patiently

APPLICATION_ID = int.from_bytes(b"EVSD", "big")
"""Marks a SQLite file as a log of Evenside (header bytes 68 to 71)."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_WAL_HEADER = 32
_FRAME_HEADER = 24
_WAL_MAGIC = (0x377F0682, 0x377F0683)
SIDE_FILES = ("-wal", "-journal", "-shm")


def version_words(version: int) -> str:
    """Write a `user_version` (major * 1000 + minor) as people read it: 2003 is "2.3"."""
    return f"{version // 1000}.{version % 1000}"


def side_file(path: Path, ending: str) -> Path:
    """Give the file that SQLite keeps beside a log, as in "evenside.db-wal"."""
    return path.with_name(path.name + ending)


def is_nothing_there(path: Path) -> bool:
    """Tell whether a new log may be made here.

    Raises:
        LogMissing: A link leads nowhere, or parts of a log lie there without the log.

    """
    if path.exists():
        return False
    if path.is_symlink():
        raise LogMissing(path, "is a link to a file that is not there")
    if any(side_file(path, ending).exists() for ending in ("-wal", "-journal")):
        raise LogMissing(path, "is gone, but a part of it still lies beside its place")
    return True


def check_version(path: Path, *, application_id: int, version: int, known: int) -> None:
    """Refuse other programs' files and versions from the future.

    A newer minor version only adds things that an older Evenside leaves alone, so it is accepted.

    Raises:
        LogForeign: Another program's mark, or none.
        LogNewer: A newer major version.
        LogDamaged: Evenside's mark with a version that never was.

    """
    if application_id != APPLICATION_ID:
        raise LogForeign(path, "belongs to another program, not to Evenside")
    if version // 1000 > known // 1000:
        raise LogNewer(path, found=version_words(version), known=version_words(known))
    if version < 1000:
        raise LogDamaged(path, ("version",))


def check_header(path: Path, *, known: int) -> None:
    """Read the first 100 bytes and refuse everything that is not a log of ours.

    Raises:
        LogForeign: A folder, a device, a text, a picture, another program's database.
        LogEmpty: Fewer bytes than a database has at least.
        LogNewer: A newer major version, in the file or still in its "-wal".
        LogDamaged: The end of the file is missing.
        OSError: The file can't be read.

    """
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise LogForeign(path, "is a folder, not a log of Evenside")
    if not stat.S_ISREG(status.st_mode):
        raise LogForeign(path, "is not a file, so it can't be a log of Evenside")
    with opened_patiently(path) as file:
        header = file.read(_HEADER)
    if not header.startswith(_MAGIC[: len(header)]):
        raise LogForeign(path)
    if len(header) < _HEADER:
        raise LogEmpty(path)
    (application_id,) = struct.unpack_from(">I", header, 68)
    (version,) = struct.unpack_from(">I", header, 60)
    check_version(path, application_id=application_id, version=version, known=known)
    wal = side_file(path, "-wal")
    if wal.exists():
        for late_id, late_version in _marks_in_wal(wal):
            if late_id == APPLICATION_ID:
                check_version(path, application_id=late_id, version=late_version, known=known)
    elif not side_file(path, "-journal").exists():
        _check_length(path, header, status.st_size)


def _check_length(path: Path, header: bytes, size: int) -> None:
    page = struct.unpack_from(">H", header, 16)[0]
    page = 65536 if page == 1 else page
    changes, pages = struct.unpack_from(">II", header, 24)
    (valid_for,) = struct.unpack_from(">I", header, 92)
    if changes == valid_for and pages * page > size:
        raise LogDamaged(path, ("length",))


def _marks_in_wal(wal: Path) -> list[tuple[int, int]]:
    """Give application id and version of every committed page 1 in a "-wal" file.

    Checksums are left to SQLite: a wrong answer here could only refuse a log, never change it.
    """
    with opened_patiently(wal) as file:
        header = file.read(_WAL_HEADER)
        if len(header) < _WAL_HEADER:
            return []
        magic, _, page, _, *salt = struct.unpack_from(">6I", header)
        if magic not in _WAL_MAGIC or not 512 <= page <= 65536:
            return []
        committed: list[tuple[int, int]] = []
        pending: list[tuple[int, int]] = []
        while len(frame := file.read(_FRAME_HEADER)) == _FRAME_HEADER:
            number, pages_after, *frame_salt = struct.unpack_from(">4I", frame)
            if frame_salt != salt:
                break
            start = file.read(_HEADER)
            if number == 1 and len(start) == _HEADER:
                pending.append(
                    (struct.unpack_from(">I", start, 68)[0], struct.unpack_from(">I", start, 60)[0])
                )
            if pages_after:
                committed += pending
                pending.clear()
            file.seek(page - _HEADER, 1)
    return committed[-1:]


def quoted(name: str) -> str:
    """Write a table's or column's name so that SQL takes it as a name."""
    return '"' + name.replace('"', '""') + '"'
