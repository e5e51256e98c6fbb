"""How is a file written so that there is always a whole one: the old or the new?"""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Iterable
from pathlib import Path

from core.errors import Problem
from core.exchange.values import Watch

TRIES = 5
_HELD_BY_OTHERS = frozenset({5, 32})
"""Windows' errors while a virus scanner or a syncing program has the file open."""
_EVERY = 64
"""Parts between two looks at the watch."""


def write_file(path: Path, parts: Iterable[bytes], watch: Watch | None = None) -> None:
    """Write a file beside its place, bring it to the disk, then put it there in one step.

    The file can be read by its owner alone. When anything goes wrong, or the person stops it, what
    was there before is still there, and nothing else.

    Raises:
        Problem: The folder is missing or closed, the disk is full, or the file is held by others.
        Cancelled: The person stopped it.

    """
    watch = watch or Watch()
    if path.is_dir():
        raise Problem(f"“{path.name}” is a folder: choose a name for a file.", field="file")
    beside = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        with os.fdopen(handle, "wb") as file:
            for at, part in enumerate(parts):
                if at % _EVERY == 0:
                    watch.at(min(0.99, at / (at + 1000)))
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        _put(beside, path)
        _sync_folder(path.parent)
        watch.at(1.0)
    except OSError as error:
        raise Problem(_words(path, error), field="file") from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


_BINARY: int = getattr(os, "O_BINARY", 0)


def _put(beside: Path, path: Path) -> None:
    for left in range(TRIES - 1, -1, -1):
        try:
            beside.replace(path)
        except PermissionError as error:
            if not left or getattr(error, "winerror", None) not in _HELD_BY_OTHERS:
                raise
            time.sleep(0.01 * 2 ** (TRIES - left))
        else:
            return


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # some network drives can't; the file itself is on the disk
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _words(path: Path, error: OSError) -> str:
    import errno

    kept = "What was there before is unchanged."
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return f"The disk is full, so “{path.name}” was not written. {kept} Free some space first."
    if error.errno == errno.ENOENT:
        return f"The folder for “{path.name}” is not there. Choose another one."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"“{path.name}” may not be written there. {kept} Choose another folder."
    reason = error.strerror or "the disk failed"
    return f"“{path.name}” could not be written ({reason}). {kept}"
