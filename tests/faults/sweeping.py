"""A child for F6: logs a few sets while strace makes its system calls fail.

    python -m tests.faults.sweeping FOLDER

Reads lines from its input: each is one run, in a fork of its own that strace can be attached to.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from core.errors import Problem
from tests.faults.logs import made_sets, open_kept
from tests.faults.planted import plant


def log_with_retries(path: Path, seed: int) -> dict[str, object]:
    """Log four sets; what fails is tried again with the same id, as the form does."""
    import random

    kept = open_kept(path)
    print(json.dumps({"ready": os.getpid()}), flush=True)  # noqa: T201 - the other end of a pipe
    sys.stdin.readline()
    saved, told, strange = [], [], ""
    for entry in made_sets(4, random.Random(seed)):
        for _ in range(3):
            try:
                kept.store.add_set(entry)
                saved.append(entry.id)
                break
            except Problem as problem:
                told.append(type(problem).__name__)
            except Exception as error:  # noqa: BLE001 - the harness says which
                strange = f"{type(error).__name__}: {error}"[:200]
                break
    return {"saved": saved, "told": told, "strange": strange}


def main(folder: Path) -> None:
    """Serve runs until the input ends."""
    plant()
    while line := sys.stdin.readline():
        child = os.fork()
        if child:
            os.waitpid(child, 0)
            continue
        found = log_with_retries(folder / "evenside.db", int(line))
        print(json.dumps(found), flush=True)  # noqa: T201
        os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
