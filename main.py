"""Evenside: find and even out the difference between your left and your right side."""

from __future__ import annotations

import gc

gc.disable()  # nothing is garbage yet; gui/garbage.py collects once the window is up
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from core.options import Options, read_options  # noqa: E402

VERSION = "0.1.0"


def main(given: list[str] | None = None) -> int:
    """Run on the person's own folder, or on one that is thrown away afterwards."""
    asked = read_options(given)
    if asked.version:
        from gui.versions import tell_versions

        return tell_versions(VERSION)
    if asked.exchanges:
        return exchange(asked)
    if not asked.throws_away:
        from gui.home import home_of_the_log

        return run(asked.data_dir or home_of_the_log(), asked)
    import tempfile

    try:
        with tempfile.TemporaryDirectory(prefix="evenside-", dir=asked.data_dir) as folder:
            return run(Path(folder), asked)
    except PermissionError as error:
        print(f"evenside: error: {error.filename} can't be written to", file=sys.stderr)
        return 2


def exchange(asked: Options) -> int:
    """Import or export without a window, and without Qt."""
    from core import exchanging
    from gui.clock import Clock
    from gui.home import home_of_the_log

    gc.enable()  # there is no window that would collect
    folder = asked.data_dir or home_of_the_log()
    return exchanging.exchange(asked, folder, Clock().today(), VERSION)


def run(folder: Path, asked: Options) -> int:
    """Build the objects and run: the only place that knows every layer."""
    from gui.quick_qt import load_qt

    load_qt()  # before anything else of Qt
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
        rescue=opener.rescue,
    )
    return run_app(parts, smoke=asked.smoke, pictures=asked.screenshots)


if __name__ == "__main__":
    sys.exit(main())
