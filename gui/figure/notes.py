"""Which muscles can't be seen from outside, and what does the picture show of them?"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from core.errors import DataError

NOTES_FILE = Path(__file__).resolve().parents[2] / "resources" / "figure" / "muscles.json"


@cache
def deep_muscles(path: Path = NOTES_FILE) -> dict[str, str]:
    """Read which muscles can't be seen from outside, and what to say about where they lie.

    Raises DataError when the file is missing or broken.
    """
    try:
        book = json.loads(path.read_text(encoding="utf-8"))
        return {str(muscle): str(note) for muscle, note in book["deep"].items()}
    except (OSError, KeyError, ValueError, AttributeError) as error:
        raise DataError(
            file=path.name, entry="deep", field="note", reason=f"can't be read ({error})"
        ) from error
