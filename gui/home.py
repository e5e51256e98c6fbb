"""Where does each system want a person's data, and who may read it?"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

NAME = "Evenside"


def home_of_the_log(
    system: str = sys.platform, told: Mapping[str, str] = os.environ, home: Path | None = None
) -> Path:
    """Give the folder of the person's log; it need not exist yet.

    That is `%LOCALAPPDATA%` on Windows (which does not roam: a log in use must not), `Application
    Support` on macOS, and the XDG base directory on everything else, where a relative path counts
    as none (XDG Base Directory Specification 0.8).
    """
    home = home or Path.home()
    if system == "win32":
        base = told.get("LOCALAPPDATA") or str(home / "AppData" / "Local")
    elif system == "darwin":
        base = str(home / "Library" / "Application Support")
    else:
        base = told.get("XDG_DATA_HOME", "")
        base = base if base.startswith("/") else str(home / ".local" / "share")
    return Path(base) / NAME
