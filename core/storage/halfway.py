"""Was a log being put aside when the program ended, and how is it whole again?

A log and what SQLite keeps beside it are separate files, and no system renames two of them in one
step. Apart they are worth less: the last sets lie in the "-wal". So a note is written before the
first rename and removed after the last. Whoever opens the log next finds the note, and puts
everything back where it was, or finds that the other log is in its place already.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from core.storage.files import patiently, sync_folder, write_whole
from core.storage.identity import SIDE_FILES, side_file

NOTE = ".moving"
_MOST_BYTES = 1000


def put_aside(path: Path, aside: Path) -> bool:
    """Give whatever lies under a log's name, and its side files, another name beside it.

    A note about it stays until `done`.

    Returns:
        False when nothing lay there.

    Raises:
        OSError: The system refuses; `put_back` makes it as it was.

    """
    there = [ending for ending in ("", *SIDE_FILES) if os.path.lexists(side_file(path, ending))]
    if not there:
        return False
    write_whole(side_file(path, NOTE), aside.name.encode())
    # the log first: without it, what is left beside its place is opened by nobody
    for ending in there:
        patiently(side_file(path, ending).rename, side_file(aside, ending))
    sync_folder(path.parent)
    return True


def put_back(path: Path) -> None:
    """Finish or undo what a note tells of; without one nothing happens.

    Raises:
        OSError: The system refuses; the note stays for the next time.

    """
    note = side_file(path, NOTE)
    if not note.is_file():
        return
    with note.open("rb") as file:
        name = file.read(_MOST_BYTES).decode("utf-8", errors="replace")
    aside = path.with_name(name) if _is_ours(name, path) else None
    if aside is not None and not os.path.lexists(path):
        # the log last: once it is there, all of it is
        for ending in (*SIDE_FILES, ""):
            if os.path.lexists(side_file(aside, ending)):
                patiently(side_file(aside, ending).rename, side_file(path, ending))
        sync_folder(path.parent)
    done(path)


def done(path: Path) -> None:
    """Remove the note: what was to be moved is moved."""
    with suppress(FileNotFoundError):
        side_file(path, NOTE).unlink()


def _is_ours(name: str, path: Path) -> bool:
    """Tell whether this is the name of a log that was put aside, in this very folder."""
    plain = name == Path(name).name and "\\" not in name and name.isprintable()
    return plain and name.startswith(f"{path.stem}.") and name != path.name
