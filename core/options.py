"""What can be said when Evenside is started from a terminal?"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

ABOUT = "Evenside: find and even out the difference between your left and your right side."


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """What was said; nothing, as a rule."""

    data_dir: Path | None = None
    version: bool = False
    demo: bool = False
    smoke: bool = False
    screenshots: Path | None = None
    bring: Path | None = None
    export: Path | None = None
    answer: Sequence[str] = ()

    @property
    def exchanges(self) -> bool:
        """True for an import or an export, which need no window."""
        return bool(self.bring or self.export)

    @property
    def throws_away(self) -> bool:
        """True when the log is one that is thrown away afterwards."""
        return bool(self.demo or self.smoke or self.screenshots)


def read_options(given: list[str] | None = None) -> Options:
    """Read the command line; unknown arguments end with a clear error and exit code 2."""
    said = sys.argv[1:] if given is None else given
    if not said:  # the usual start is a quick one
        return Options()
    parser = _parser()
    asked = Options(**vars(parser.parse_args(said)))
    for folder in filter(None, (asked.data_dir, asked.screenshots)):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            parser.error(f"{folder} can't be used as a folder: {error.strerror}")
    return asked


def _parser() -> ArgumentParser:
    from argparse import ArgumentParser

    parser = ArgumentParser(prog="evenside", description=ABOUT, allow_abbrev=False)
    parser.add_argument("--version", action="store_true", help="show what this is made of")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="write only to this folder")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--demo", action="store_true", help="open a made-up year, not your log")
    one.add_argument("--smoke", action="store_true", help="walk through the window and quit")
    one.add_argument("--screenshots", type=Path, metavar="DIR", help="write pictures of all pages")
    bring = "read sets from another app's or an Evenside file into the log"
    write = "write the log to a .json (everything) or .csv file (a table)"
    answer = "answer one of the questions that --import prints"
    one.add_argument("--import", dest="bring", type=Path, metavar="FILE", help=bring)
    one.add_argument("--export", type=Path, metavar="FILE", help=write)
    parser.add_argument("--answer", action="append", default=[], metavar="ID=CHOICE", help=answer)
    return parser
