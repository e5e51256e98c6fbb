"""What does `--import FILE` or `--export FILE` do? Everything without a window."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from core.options import Options

OPEN = (
    "Evenside is open on this folder, so nothing was imported. Close its window and run this "
    "again, or bring the file in there: Settings, “Your data”, “Import …”."
)
"""Two who write would not know of each other: the window would go on showing the log before."""


def exchange(asked: Options, folder: Path, today: date, version: str) -> int:
    """Import into the log of a folder or export it, and print what came of it.

    Returns:
        0 when everything was read or written, 1 when something of the file was not read or waits
        for an answer, 2 when nothing was done. An import beside an open window is refused; an
        export reads one moment of the log, whoever writes to it.

    """
    from core.alone import Lock
    from core.catalog import load_catalog
    from core.errors import Problem
    from core.exchange.console import REFUSED, HereZone, export_file, import_file, read_answers
    from core.exchange.doors import format_of
    from core.opening import Opener
    from core.safety import Safety

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console may know fewer signs than a file
    catalog = load_catalog()
    opener = Opener(folder, catalog, Safety.load())
    lock = Lock(folder)
    alone = lock.take()
    try:
        answers = read_answers(asked.answer)
        if asked.export:
            by = f"Evenside {version}"
            format_of(asked.export)  # a name that can't be written is refused before all reading
            held = opener.open_keeper().contents() if alone else opener.contents_beside()
            return export_file(asked.export, held, catalog, today=today, written_by=by, say=print)
        if asked.bring:
            if not alone:
                raise Problem(OPEN)
            zone, keeper = HereZone(), opener.open_keeper()
            return import_file(
                asked.bring, keeper, catalog, answers=answers, today=today, zone=zone, say=print
            )
        return REFUSED
    except Problem as problem:
        print(f"evenside: {problem.message}", file=sys.stderr)  # noqa: T201 - the command line
        return REFUSED
    finally:
        opener.close()
        lock.release()
