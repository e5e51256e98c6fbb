"""Which sets of an import has the person changed since it came?

Their ids stand in the import's `counts`, beside how many sets it brought. What a person did by hand
outlives the import: when it is taken back and the file is imported again, these sets come back as
they were left.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.storage.rows import ImportBatchRow, SetRow

_CHANGED = "changed"
_SOME = 500
"""Ids in one statement: SQLite before 3.32 took 999 values."""


def note_changed(session: Session, set_ids: Collection[str]) -> None:
    """Remember of these sets that a person has changed them; those logged here need it not."""
    found: dict[str, list[str]] = {}
    for some in parts(set_ids):
        chosen = select(SetRow.batch_id, SetRow.id).where(
            SetRow.id.in_(some), SetRow.batch_id.is_not(None)
        )
        for batch_id, set_id in session.execute(chosen):
            found.setdefault(str(batch_id), []).append(set_id)
    for batch_id, ids in found.items():
        row = session.get(ImportBatchRow, batch_id)
        if row is not None:
            counts = _counts(row)
            counts[_CHANGED] = sorted({*changed_of(row), *ids})
            row.counts = json.dumps(counts)
    session.flush()


def changed_of(row: ImportBatchRow) -> frozenset[str]:
    """Give the ids of the sets of an import that a person has changed."""
    listed = _counts(row).get(_CHANGED, [])
    return frozenset(map(str, listed)) if isinstance(listed, list) else frozenset()


def _counts(row: ImportBatchRow) -> dict[str, Any]:
    counts = json.loads(row.counts)
    return counts if isinstance(counts, dict) else {}


def parts(ids: Iterable[str]) -> Iterable[list[str]]:
    """Take ids apart for statements that SQLite can hold."""
    listed = list(ids)
    return (listed[n : n + _SOME] for n in range(0, len(listed), _SOME))
