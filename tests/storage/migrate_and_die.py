"""A child for test_kills: migrates a log with the steps of a folder, which kill it half-way."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from core.storage import migrate
from core.storage.database import open_database
from core.storage.migrations import KNOWN, Form


def _die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(path: Path, folder: Path, moment: str) -> None:
    if moment != "in a step":
        setattr(migrate, moment, _die)
    form = Form(f"{int(KNOWN.head) + 1:04}", KNOWN.version + 1000, (*KNOWN.folders, folder))
    open_database(path, create=False, form=form)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
