"""Are the tables of a migrated log the tables that the rows describe?"""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from core.storage.database import Database
from core.storage.identity import APPLICATION_ID
from core.storage.migrate import known_heads
from core.storage.migrations import KNOWN
from core.storage.rows import Base
from tests.storage.making import log_with, sql


def _described(path: Path) -> dict[str, Any]:
    with closing(sqlite3.connect(path)) as connection:
        tables = {
            name: (strict, without_rowid)
            for _, name, kind, _, without_rowid, strict in connection.execute("PRAGMA table_list")
            if kind == "table" and not name.startswith(("sqlite_", "alembic_"))
        }
        return {
            name: {
                "strict": options,
                "columns": connection.execute(f"PRAGMA table_info({name})").fetchall(),
                "foreign keys": connection.execute(f"PRAGMA foreign_key_list({name})").fetchall(),
                "indexes": {
                    index: connection.execute(f"PRAGMA index_xinfo({index})").fetchall()
                    for _, index, *_ in connection.execute(f"PRAGMA index_list({name})")
                },
                "constraints": sorted(
                    re.findall(
                        r"CONSTRAINT .*",
                        connection.execute(
                            "SELECT sql FROM sqlite_master WHERE name = ? AND type = 'table'",
                            (name,),
                        ).fetchone()[0],
                    )
                ),
            }
            for name, options in tables.items()
        }


def _made_from_rows(path: Path) -> Path:
    engine = create_engine(f"sqlite:///{path}")
    Base.metadata.create_all(engine)
    engine.dispose()
    return path


def test_the_migrated_tables_are_the_described_ones(tmp_path: Path, log_path: Path) -> None:
    migrated = _described(log_with(log_path, ()))
    made = _described(_made_from_rows(tmp_path / "made.db"))
    for text in (migrated, made):
        for table in text.values():
            table["constraints"] = sorted(line.rstrip(", ") for line in table["constraints"])
    assert migrated == made
    assert len(migrated) == 11
    assert all(table["strict"] == (1, 0) for table in migrated.values())
    assert len(migrated["set_entry"]["constraints"]) == 20


def test_alembic_finds_no_difference(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_known_head_is_the_newest_step() -> None:
    assert known_heads(KNOWN) == [KNOWN.head]


def test_a_new_log_is_marked_as_ours(log_path: Path) -> None:
    log_with(log_path, ())
    assert sql(log_path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert APPLICATION_ID.to_bytes(4, "big") == log_path.read_bytes()[68:72] == b"EVSD"
    assert sql(log_path, "PRAGMA user_version") == [(KNOWN.version,)]
    assert sql(log_path, "SELECT version_num FROM alembic_version") == [(KNOWN.head,)]


def test_alembic_is_not_imported_for_a_log_that_is_up_to_date(log_path: Path) -> None:
    log_with(log_path, ())
    code = (
        "import sys; from pathlib import Path; from core.storage.database import open_database;"
        "open_database(Path(sys.argv[1]), create=False).close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(log_path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "False"
