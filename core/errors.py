"""Which errors are for the person, and which are bugs?"""

from __future__ import annotations


class Problem(Exception):
    """Something the person can do something about, said in one plain sentence.

    Anything else that is raised is a bug. `field` names the input it is about, when there is one.
    """

    replaceable = False
    """True when it is about a log in whose place another one may be put."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class DataError(Problem):
    """A data file of Evenside is wrong: names file, entry and field."""

    def __init__(self, *, file: str, entry: str, field: str, reason: str) -> None:
        super().__init__(f"{file}, entry “{entry}”, field “{field}”: {reason}", field=field)
        self.file = file
        self.entry = entry
