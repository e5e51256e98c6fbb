"""A child for test_kills: logs sets, one line for each that was acknowledged, until it is killed.

For every kill it forks, so that the imports are paid once; a log is never open during a fork.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path
from uuid import uuid4

from core.storage.database import open_database
from core.storage.store import Store
from tests.storage.making import a_set


def _log_for_ever(path: Path, pipe: int) -> None:
    store = Store(open_database(path, create=False))
    while True:
        entry = a_set(id=str(uuid4()))
        store.add_set(entry)
        os.write(pipe, f"{entry.id}\n".encode())


def main(path: Path, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(kills):
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            try:
                _log_for_ever(path, writer)
            finally:
                os._exit(1)
        os.close(writer)
        with os.fdopen(reader) as acknowledged:
            first = acknowledged.readline()
            time.sleep(chance.uniform(0, 0.03))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            sys.stdout.write(first + acknowledged.read())
            sys.stdout.write("killed\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
