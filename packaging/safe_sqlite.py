"""Does the bundle's SQLite have the WAL-reset bug, and where does a mended one come from?

Every SQLite before 3.51.3 can damage a log whose journal is being reset while another connection
writes; 3.50.7 and 3.44.6 have the repair too. Evenside has one writer, which avoids it; a mended
library rules it out.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from project import BUILD, inside

SOURCE_PACKAGE = "better-sqlite3@12.11.1"
"""Carries SQLite 3.53.2 (public domain) as one C file; nothing else of it is used."""
SOURCE_SHA256 = "60d2f39a3726cd6b9021da6f4e868608d66fbb6528a9f513dc8ffcc640493422"
_BACK = (((3, 50), 7), ((3, 44), 6))
"""Older lines that were given the repair, with the first patch that has it."""
_ASK = """
import ctypes, sys
ask = ctypes.CDLL(sys.argv[1]).sqlite3_libversion
ask.restype = ctypes.c_char_p
print(ask().decode())
"""
_OPTIONS = ("COLUMN_METADATA", "FTS5", "MATH_FUNCTIONS")


def is_mended(version: tuple[int, ...]) -> bool:
    """Say whether a version of SQLite, such as (3, 51, 3), is without the WAL-reset bug."""
    if version >= (3, 51, 3):
        return True
    return any(version[:2] == line and version >= (*line, patch) for line, patch in _BACK)


def bundled_version(bundle: Path) -> tuple[int, ...]:
    """Ask the bundle's own library; where it is part of Python, ask the Python that builds."""
    for name in ("libsqlite3.so.0", "sqlite3.dll", "libsqlite3.dylib"):
        path = inside(bundle) / name
        if path.exists():
            # in a process of its own: a library that is loaded here can't be replaced afterwards
            asked = [sys.executable, "-c", _ASK, str(path.resolve())]
            done = subprocess.run(asked, capture_output=True, text=True, check=True)
            return tuple(map(int, done.stdout.split(".")))
    return sqlite3.sqlite_version_info


def mend(bundle: Path) -> None:
    """Put a mended library into a Linux bundle whose own has the bug.

    Raises:
        RuntimeError: There is none to be had: npm or a C compiler is missing, or the source is not
            the one we know.

    """
    place = inside(bundle) / "libsqlite3.so.0"
    if is_mended(bundled_version(bundle)):
        return
    made = BUILD / "sqlite" / place.name
    if not made.exists():
        _compile(made)
    place.unlink()
    shutil.copyfile(made, place)
    place.chmod(0o755)


def _compile(made: Path) -> None:
    npm, compiler = shutil.which("npm"), shutil.which("cc")
    if npm is None or compiler is None or made.suffix != ".0":
        raise RuntimeError(
            "this Python's SQLite has the WAL-reset bug: build with a Python whose SQLite is 3.51.3"
            " or newer, or on Linux install npm and a C compiler to make one"
        )
    folder = made.parent
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [npm, "pack", "--silent", SOURCE_PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL
    )
    archive = next(folder.glob("better-sqlite3-*.tgz"))
    shutil.unpack_archive(archive, folder)
    source = folder / "package" / "deps" / "sqlite3" / "sqlite3.c"
    if hashlib.sha256(source.read_bytes()).hexdigest() != SOURCE_SHA256:
        raise RuntimeError("the source of SQLite is not the one we know")
    options = [f"-DSQLITE_ENABLE_{option}" for option in _OPTIONS]
    words = [compiler, "-O2", "-fPIC", "-shared", "-s", "-DSQLITE_SECURE_DELETE", *options]
    linked = ["-Wl,-soname,libsqlite3.so.0", "-Wl,--build-id=none", "-lpthread", "-lm", "-ldl"]
    # relative names: the place it was built in must not be part of the library
    command = [*words, "-o", made.name, str(source.relative_to(folder)), *linked]
    subprocess.run(command, cwd=folder, check=True)
