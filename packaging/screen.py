"""On which screen does a built program start, and with which surroundings?"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PASSED_ON = ("SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP", "USERPROFILE", "LOCALAPPDATA", "APPDATA")


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """Give what the environment must say to reach a screen; starts Xvfb where there is none.

    Raises:
        RuntimeError: Linux without a display and without Xvfb.

    """
    if not sys.platform.startswith("linux"):
        yield {}
        return
    if os.environ.get("DISPLAY"):
        yield {name: os.environ[name] for name in ("DISPLAY", "XAUTHORITY") if name in os.environ}
        return
    if shutil.which("Xvfb") is None:
        raise RuntimeError("no screen: install xvfb or set DISPLAY")
    ours, theirs = os.pipe()
    # -ac: the run as another user has no cookie. The server listens on a local socket only.
    command = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1280x800x24", "-ac"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp"], pass_fds=[theirs], stdout=quiet, stderr=quiet
    )
    os.close(theirs)
    try:
        with os.fdopen(ours) as said:
            number = said.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        yield {"DISPLAY": f":{number}"}
    finally:
        server.terminate()
        server.wait()


def surroundings(home: Path, shown: dict[str, str]) -> dict[str, str]:
    """Give a person's plain environment: nothing of ours that could help the program along."""
    if os.name == "nt":
        kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        return {**kept, "PATH": str(Path(os.environ["SYSTEMROOT"]) / "System32")}
    runtime = home / "runtime"
    return {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        **shown,
    }
