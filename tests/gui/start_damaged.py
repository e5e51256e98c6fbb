"""Start on one damaged settings file after the other; run by `test_state.py` in a child process.

    python -m tests.gui.start_damaged FOLDER FIRST COUNT

Prints one word for each start that came up on a screen.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from gui.app import App, make_qt
from gui.clock import Clock
from tests.gui.young import late_parts

GOOD = (
    "begun=1\nfailed_starts=0\nfigure=male\nheight=800\nmaximized=0\nremind_outside=0\n"
    "stay_in_tray=0\ntheme=dark\nwidth=1280\nx=40\ny=60\n"
)
NUMBERS = ("x", "y", "width", "height", "maximized", "failed_starts")
PIECES = (
    b"\x00",
    b"\xff\xfe",
    b"=",
    b"\n",
    b"-",
    b"99999999999999999999",
    b"1e309",
    b"nan",
    b"@ByteArray(\\x1\\xd9\\xd0\\xcb)",
    b"@Variant(\\0\\0\\0\\x7f)",
    b"[General]",
    "٣".encode(),
    "\u202e".encode(),
    b"x" * 5000,
)


def damaged(seed: int) -> bytes:
    """Damage a good file in one of many ways."""
    chance = random.Random(seed)
    data = bytearray(GOOD.encode())
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(6)
        if kind == 0 and data:
            data[at % len(data)] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del data[at:]
        elif kind == 2:
            del data[at : at + chance.randrange(20)]
        elif kind == 3:
            data[at:at] = chance.choice(PIECES)
        elif kind == 4:
            data[at:at] = chance.randbytes(chance.randrange(40))
        else:
            line = chance.choice((*NUMBERS, "begun", "stay_in_tray"))
            number = chance.choice((0, -1, 1, 32767, -99999, 2**31, 10**6, 999_999))
            data += f"\n{line}={number}".encode()
    return bytes(data)


def main(folder: Path, first: int, count: int) -> int:
    """Start, look, and stop, again and again."""
    qt = make_qt()
    parts = late_parts(folder, Clock())
    for seed in range(first, first + count):
        (folder / "window.ini").write_bytes(damaged(seed))
        app = App(qt, parts)
        app.window.show()
        qt.processEvents()
        screens = [screen.geometry() for screen in QGuiApplication.screens()]
        on = any(screen.contains(app.window.geometry().topLeft()) for screen in screens)
        app.stop()
        app.window.deleteLater()
        sys.stdout.write(f"{seed} {'up' if on else app.window.geometry()}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
