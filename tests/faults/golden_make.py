"""Make the golden file of the present form; run once for every form, and keep it for ever.

python -m tests.faults.golden_make [FORM VERSION]
"""

from __future__ import annotations

import gzip
import json
import random
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from core.storage.database import open_database
from core.storage.migrations import KNOWN, Form
from tests.faults.files import GOLDEN, dump
from tests.faults.logs import a_batch, fill, made_sets, opened

OLD_ROWS = """
INSERT INTO workout VALUES ('w1', '2024-02-29', '2024-02-29T17:00:00.000000Z');
INSERT INTO workout VALUES ('w2', '2025-12-31', '2025-12-31T23:59:59.000000Z');
INSERT INTO set_entry VALUES ('s1', 'w1', 'single_arm_row', '2024-02-29',
  '2024-02-29T17:00:00.000000Z', 1, 'left', 8, NULL, 'kg', 12.5, NULL, 2, 0, 'bench',
  'ä ✓ 😀', NULL);
INSERT INTO set_entry VALUES ('s2', 'w1', 'single_arm_row', '2024-02-29',
  '2024-02-29T17:01:00.000000Z', 1, 'right', 9, NULL, 'kg', 12, NULL, NULL, NULL, '', '', NULL);
INSERT INTO set_entry VALUES ('s3', 'w2', 'bird_dog', '2025-12-31',
  '2025-12-31T23:59:59.000000Z', 2, NULL, NULL, 30, 'none', NULL, NULL, NULL, 3, '', '=1+1', NULL);
INSERT INTO set_entry VALUES ('s4', 'w2', 'band_row', '2025-12-31',
  '2025-12-31T23:59:59.100000Z', 1, 'left', 0, NULL, 'band', NULL, 3, 0, 10, '', '',
  '2026-01-01T08:00:00.000000Z');
INSERT INTO morning_note VALUES ('w1', 'single_arm_row', 'left', '2024-03-01', 'worse');
INSERT INTO morning_note VALUES ('w2', 'bird_dog', 'both', '2026-01-01', 'usual');
INSERT INTO plan VALUES (1, 'Tuesday hips', '2025-01-01T08:00:00.000000Z', '{"items": []}', 1);
INSERT INTO excluded_exercise VALUES ('dead_bug', '2025-01-01');
INSERT INTO setting VALUES ('profile', '{"minutes": 25}');
INSERT INTO screening VALUES (1, '2025-01-01', '{"yes": [], "cleared": false}');
"""
SECOND_ROWS = """
INSERT INTO after_note VALUES ('w1', 'single_arm_row', 'right', '2024-02-29', 4);
INSERT INTO lighter_week VALUES ('2025-06-02');
INSERT INTO test_result VALUES ('t1', 'a', 'knee_to_wall', '2025-06-02',
  '2025-06-02T08:00:00.000000Z', 'left', 1, 9.5, NULL, 'wall', '', NULL);
"""


def main(given: list[str]) -> int:
    """Make one golden file and its dump."""
    head, version = (given[0], int(given[1])) if given else (KNOWN.head, KNOWN.version)
    name = f"{head}-{version}"
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        if head == KNOWN.head:
            with opened(path, create=True, journal=False) as kept:
                chance = random.Random(1)
                fill(kept.store, chance, 40)
                kept.store.add_batch(a_batch(chance), tuple(made_sets(5, chance)))
        else:
            open_database(path, create=True, form=Form(head, version)).close()
            with closing(sqlite3.connect(path)) as connection:
                connection.executescript(OLD_ROWS + (SECOND_ROWS if head > "0001" else ""))
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        data = gzip.compress(path.read_bytes(), mtime=0)
        with opened(path, journal=False) as kept:
            text = json.dumps(dump(kept.store), indent=1, ensure_ascii=False)
    (GOLDEN / f"{name}.db.gz").write_bytes(data)
    (GOLDEN / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
