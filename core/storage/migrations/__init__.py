"""Which forms has the log had, oldest first, and which one does this Evenside know?

To change a table: add a file to `versions`, raise HEAD and VERSION here, change `core.storage.rows`
to match. Raise the minor number when an older Evenside can go on using the log (a new table, a new
column with a default); raise the major number when it can't.

A migration that adds or removes rows of a table that was there before says how many, or it is
undone: `op.get_context().config.attributes["row_changes"]["set_entry"] = -3`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the log: Alembic's newest revision, our number for it, where the steps lie."""

    head: str
    version: int
    """major * 1000 + minor, kept as the file's `user_version`."""
    folders: tuple[Path, ...] = (FOLDER / "versions",)


KNOWN = Form(head="0003", version=3000)
