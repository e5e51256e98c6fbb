"""How does an import remember what came with it besides sets, so that it can be taken back?"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from core.exchange.needs import Contents, Undo
from core.exchange.rows import after_of, after_row, morning_of, morning_row, test_of, test_row
from core.journal import History


def undo_to_json(undo: Undo) -> str:
    """Write it as JSON text; empty when there is nothing besides sets."""
    came = undo.contents
    if not came.besides:
        return ""
    return json.dumps(
        {
            "mornings": [morning_row(m) for m in came.history.mornings],
            "after": [after_row(a) for a in came.history.after],
            "lighter": [start.isoformat() for start in came.history.lighter],
            "plans": came.plans,
            "excluded": [(i, since.isoformat()) for i, since in came.excluded],
            "settings": came.settings,
            "before": undo.before,
            "screenings": [(day.isoformat(), text) for day, text in came.screenings],
            "tests": [test_row(test) for test in came.tests],
            "more": came.more,
        }
    )


def undo_from_json(text: str) -> Undo:
    """Read what `undo_to_json` wrote; what can't be read takes nothing back besides the sets."""
    try:
        data: dict[str, Any] = json.loads(text) if text else {}
        contents = Contents(
            history=History(
                (),
                tuple(map(morning_of, data.get("mornings", []))),
                tuple(map(after_of, data.get("after", []))),
                tuple(map(date.fromisoformat, data.get("lighter", []))),
            ),
            plans=tuple((str(name), str(body)) for name, body in data.get("plans", [])),
            excluded=tuple((str(i), date.fromisoformat(d)) for i, d in data.get("excluded", [])),
            settings=tuple((str(key), str(value)) for key, value in data.get("settings", [])),
            screenings=tuple(
                (date.fromisoformat(d), str(said)) for d, said in data.get("screenings", [])
            ),
            tests=tuple(map(test_of, data.get("tests", []))),
            more=tuple((str(t), tuple(map(str, rows))) for t, rows in data.get("more", [])),
        )
        before = tuple((str(k), v if v is None else str(v)) for k, v in data.get("before", []))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return Undo()
    return Undo(contents, before)
