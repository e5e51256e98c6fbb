"""What does `--import FILE` or `--export FILE` do? Everything without a window."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from core.options import Options


def exchange(asked: Options, folder: Path, today: date, version: str) -> int:
    """Import into the log of a folder or export it, and print what came of it.

    Returns:
        0 when everything was read or written, 1 when something of the file was not read or waits
        for an answer, 2 when nothing was done.

    """
    from core.catalog import load_catalog
    from core.errors import Problem
    from core.exchange.console import REFUSED, HereZone, export_file, import_file, read_answers
    from core.opening import Opener
    from core.safety import Safety

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console may know fewer signs than a file
    catalog = load_catalog()
    opener = Opener(folder, catalog, Safety.load())
    try:
        answers = read_answers(asked.answer)
        keeper = opener.open_keeper()
        if asked.export:
            by = f"Evenside {version}"
            return export_file(asked.export, keeper, catalog, today=today, written_by=by, say=print)
        if asked.bring:
            zone = HereZone()
            return import_file(
                asked.bring, keeper, catalog, answers=answers, today=today, zone=zone, say=print
            )
        return REFUSED
    except Problem as problem:
        print(f"evenside: {problem.message}", file=sys.stderr)  # noqa: T201 - the command line
        return REFUSED
    finally:
        opener.close()
