"""Is everything that was acknowledged still there after kill -9?"""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core.storage.migrations import KNOWN
from tests.storage.making import backups_of, fingerprints, form_with, log_with, opened, sets_of, sql

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")

ROOT = Path(__file__).parents[2]
KILLS = 20

GOOD_STEP = """
op.add_column("set_entry", sa.Column("mood", sa.Integer()))
with op.batch_alter_table("workout", recreate="always") as batch:
    batch.add_column(sa.Column("place", sa.Text()))
"""


def test_acknowledged_sets_survive_every_kill(log_path: Path) -> None:
    log_with(log_path, ())
    done = subprocess.run(
        [sys.executable, "-m", "tests.storage.log_and_die", str(log_path), str(KILLS), "5"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    lines = done.stdout.split()
    acknowledged = [line for line in lines if line != "killed"]
    assert lines.count("killed") == KILLS
    assert len(acknowledged) >= KILLS
    with opened(log_path) as store:
        logged = [entry.id for entry in store.history().sets]
        store.check()
    assert set(acknowledged) <= set(logged)
    # a set may be on the disk before the kill kept it from being acknowledged
    assert len(logged) == len(set(logged)) <= len(acknowledged) + KILLS


@pytest.mark.parametrize(
    ("step", "moment"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)" + GOOD_STEP, "in a step"),
        (GOOD_STEP + "os.kill(os.getpid(), signal.SIGKILL)", "in a step"),
        (GOOD_STEP, "_check_rows"),
        (GOOD_STEP, "_check_revision"),
    ],
)
def test_a_killed_migration_changes_nothing(
    tmp_path: Path, log_path: Path, step: str, moment: str
) -> None:
    sets = sets_of(300)
    log_with(log_path, sets)
    before = fingerprints(log_path.parent)["evenside.db"]
    form_with(tmp_path / "steps", step)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.storage.migrate_and_die",
            str(log_path),
            str(tmp_path / "steps"),
            moment,
        ],
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == -signal.SIGKILL
    after = fingerprints(log_path.parent)
    assert after["evenside.db"] == before
    (backup,) = backups_of(log_path)
    assert sql(backup, "SELECT count(*) FROM set_entry") == [(300,)]

    with opened(log_path) as store:
        assert store.history().sets == sets
    form = form_with(tmp_path / "steps", GOOD_STEP)
    with opened(log_path, form=form) as store:
        assert store.history().sets == sets
    assert sql(log_path, "PRAGMA user_version") == [(KNOWN.version + 1000,)]
    assert sql(log_path, "SELECT count(place), count(*) FROM workout") == [(0, 1)]
