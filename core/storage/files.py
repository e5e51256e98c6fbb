"""How is a small file written so that a power cut leaves the old one or the new one?"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2) if os.name == "nt" else ()
"""Seconds between tries, where other programs may hold a file for a moment."""
STRAY = ".evenside-"
"""How the names of drafts begin; what a kill leaves of them is cleared away at a later start."""


def sync_folder(folder: Path) -> None:
    """Make the names in a folder outlast a power cut, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file at once; only its owner may read it.

    Raises:
        OSError: The disk or the system refuses; the old file is as it was.

    """
    handle, name = tempfile.mkstemp(prefix=STRAY, dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        patiently(draft.replace, path)
        sync_folder(path.parent)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def patiently(rename: Callable[[Path], object], target: Path) -> None:
    """Rename; on Windows a virus scanner may hold a new file for a moment, so try a few times.

    Raises:
        OSError: It was held for long, or the system refuses.

    """
    for pause in _PAUSES:
        try:
            rename(target)
        except FileExistsError:
            raise
        except PermissionError:
            time.sleep(pause)
        else:
            return
    rename(target)


def opened_patiently(path: Path) -> BinaryIO:
    """Open a file for reading; on Windows it may be held for a moment, so try a few times.

    Raises:
        OSError: It was held for long, or the system refuses.

    """
    for pause in _PAUSES:
        try:
            return path.open("rb")
        except PermissionError:
            time.sleep(pause)
    return path.open("rb")


def sha256_of(path: Path) -> str:
    """Reckon a file's SHA-256 in hex; never of a log that is open."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def own_folder(folder: Path) -> Path:
    """Make a folder that only its owner may look into; one that is there stays as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def clear_strays(folder: Path, *, before: float) -> None:
    """Remove drafts that a kill left behind, if they are older than `before` (epoch seconds)."""
    for stray in folder.glob(f"{STRAY}*"):
        try:
            if stray.lstat().st_mtime < before:
                if stray.is_dir() and not stray.is_symlink():
                    shutil.rmtree(stray)
                else:
                    stray.unlink()
        except OSError:
            continue  # it can wait for the next time
