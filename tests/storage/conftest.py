"""Which log does a storage test start from?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.storage.database import Database, open_database
from core.storage.store import Store
from tests.storage.making import NOON


@pytest.fixture
def log_path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "evenside.db"


@pytest.fixture
def database(log_path: Path) -> Iterator[Database]:
    database = open_database(log_path, create=True, clock=lambda: NOON, patience_ms=50)
    yield database
    database.close()


@pytest.fixture
def store(database: Database) -> Store:
    return Store(database)
