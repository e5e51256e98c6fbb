"""What does `--import FILE` or `--export FILE` do? Everything without a window."""

from __future__ import annotations

import argparse
import io
import sys
from datetime import date
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser, one: argparse._MutuallyExclusiveGroup) -> None:
    """Add the words for bringing sets in and writing the log out."""
    bring = "read sets from another app's or an Evenside file into the log"
    write = "write the log to a .json (everything) or .csv file (a table)"
    answer = "answer one of the questions that --import prints"
    one.add_argument("--import", dest="bring", type=Path, metavar="FILE", help=bring)
    one.add_argument("--export", type=Path, metavar="FILE", help=write)
    parser.add_argument("--answer", action="append", default=[], metavar="ID=CHOICE", help=answer)


def home() -> Path:
    """Give the folder of the person's own log on this system."""
    from platformdirs import user_data_path

    return user_data_path("Evenside", appauthor=False)


def exchange(asked: argparse.Namespace, today: date, version: str) -> int:
    """Import or export, and print what came of it.

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
    folder = asked.data_dir or home()
    catalog = load_catalog()
    opener = Opener(folder, catalog, Safety.load())
    try:
        answers = read_answers(asked.answer)
        keeper = opener.open_keeper()
        if asked.export:
            by = f"Evenside {version}"
            return export_file(asked.export, keeper, catalog, today=today, written_by=by, say=print)
        return import_file(
            asked.bring, keeper, catalog, answers=answers, today=today, zone=HereZone(), say=print
        )
    except Problem as problem:
        print(f"evenside: {problem.message}", file=sys.stderr)  # noqa: T201 - the command line
        return REFUSED
    finally:
        opener.close()
