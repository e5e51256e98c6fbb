"""Evenside: find and even out the difference between your left and your right side."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from core.exchanging import add_arguments, exchange, home
from gui.clock import Clock

VERSION = "0.1.0"


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    """Read the command line; unknown arguments end with a clear error and exit code 2."""
    parser = argparse.ArgumentParser(prog="evenside", description=__doc__, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"Evenside {VERSION}")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="write only to this folder")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--demo", action="store_true", help="open a made-up year, not your log")
    one.add_argument("--smoke", action="store_true", help="walk through the window and quit")
    one.add_argument("--screenshots", type=Path, metavar="DIR", help="write pictures of all pages")
    add_arguments(parser, one)
    asked = parser.parse_args(given)
    for folder in (asked.data_dir, asked.screenshots):
        try:
            if folder is not None:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            parser.error(f"{folder} can't be used as a folder: {error.strerror}")
    return asked


def main(given: list[str] | None = None) -> int:
    """Run on the person's own folder, or on one that is thrown away afterwards."""
    asked = arguments(given)
    if asked.bring or asked.export:
        return exchange(asked, Clock().today(), VERSION)
    if not (asked.smoke or asked.demo or asked.screenshots):
        return run(asked.data_dir, asked)
    try:
        with tempfile.TemporaryDirectory(prefix="evenside-", dir=asked.data_dir) as folder:
            return run(Path(folder), asked)
    except PermissionError as error:
        print(f"evenside: error: {error.filename} can't be written to", file=sys.stderr)
        return 2


def run(folder: Path | None, asked: argparse.Namespace) -> int:
    """Build the objects and run: the only place that knows every layer."""
    from core.catalog import load_catalog
    from core.opening import Opener
    from core.safety import Safety
    from gui.app import App, Parts, make_qt
    from gui.main_window import Facts
    from gui.tour import tour

    folder = folder or home()
    clock, catalog, safety = Clock(), load_catalog(), Safety.load()
    opener = Opener(folder, catalog, safety)
    made_up = asked.demo or asked.screenshots
    parts = Parts(
        open_coach=(lambda: opener.open_demo(clock.today())) if made_up else opener.open,
        close_log=opener.close,
        catalog=catalog,
        safety=safety,
        clock=clock,
        folder=folder,
        facts=Facts(VERSION, str(folder), "Made-up demo" if asked.demo else ""),
        rescue=opener.rescue,
    )
    app = App(make_qt(), parts)
    return tour(app, asked.screenshots) if asked.smoke or asked.screenshots else app.run()


if __name__ == "__main__":
    sys.exit(main())
