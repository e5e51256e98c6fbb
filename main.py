"""Evenside: find and even out the difference between your left and your right side."""

from __future__ import annotations

import gc

gc.disable()  # nothing is garbage yet; gui/garbage.py collects once the window is up
import argparse  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

VERSION = "0.1.0"
USUAL = {"version": False, "data_dir": None, "demo": False, "smoke": False, "screenshots": None}


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    """Read the command line; unknown arguments end with a clear error and exit code 2."""
    if not (sys.argv[1:] if given is None else given):  # the usual start is a quick one
        return argparse.Namespace(**USUAL)
    parser = argparse.ArgumentParser(prog="evenside", description=__doc__, allow_abbrev=False)
    parser.add_argument("--version", action="store_true", help="show what this is made of")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="write only to this folder")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--demo", action="store_true", help="open a made-up year, not your log")
    one.add_argument("--smoke", action="store_true", help="walk through the window and quit")
    one.add_argument("--screenshots", type=Path, metavar="DIR", help="write pictures of all pages")
    asked = parser.parse_args(given)
    for folder in filter(None, (asked.data_dir, asked.screenshots)):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            parser.error(f"{folder} can't be used as a folder: {error.strerror}")
    return asked


def main(given: list[str] | None = None) -> int:
    """Run on the person's own folder, or on one that is thrown away afterwards."""
    asked = arguments(given)
    if asked.version:
        from gui.versions import tell_versions

        return tell_versions(VERSION)
    if not (asked.smoke or asked.demo or asked.screenshots):
        from gui.home import home_of_the_log

        return run(asked.data_dir or home_of_the_log(), asked)
    import tempfile

    try:
        with tempfile.TemporaryDirectory(prefix="evenside-", dir=asked.data_dir) as folder:
            return run(Path(folder), asked)
    except PermissionError as error:
        print(f"evenside: error: {error.filename} can't be written to", file=sys.stderr)
        return 2


def run(folder: Path, asked: argparse.Namespace) -> int:
    """Build the objects and run: the only place that knows every layer."""
    from core.opening import Opener, late_data
    from gui.app import Facts, Parts, run_app
    from gui.clock import Clock

    clock, data = Clock(), late_data()
    opener = Opener(folder, data.catalog, data.safety)
    made_up = asked.demo or asked.screenshots
    parts = Parts(
        open_coach=(lambda: opener.open_demo(clock.today())) if made_up else opener.open,
        close_log=opener.close,
        catalog=data.catalog,
        safety=data.safety,
        body=data.body,
        clock=clock,
        folder=folder,
        facts=Facts(VERSION, str(folder), "Made-up demo" if asked.demo else ""),
    )
    return run_app(parts, smoke=asked.smoke, pictures=asked.screenshots)


if __name__ == "__main__":
    sys.exit(main())
