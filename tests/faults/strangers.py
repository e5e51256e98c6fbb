"""F14 and F15: files of other apps, and there and back again, as soon as there is an importer.

`core.exchange` brings its own tests; these hold it to the bar of the harness: no foreign
exception, no hang, no change of the log on refusal, and equal logs after a round trip.
"""

from __future__ import annotations

import importlib
import importlib.util

from tests.faults.bench import Bench, Skip


def _importer() -> None:
    if importlib.util.find_spec("core.exchange") is None:
        raise Skip("core.exchange is not here yet")
    if importlib.util.find_spec("tests.exchange.faults") is None:
        raise Skip("core.exchange is here, its door for the harness (tests.exchange.faults) is not")


def f14(bench: Bench) -> None:
    """Throw mutated files at the importer."""
    _importer()
    door = importlib.import_module("tests.exchange.faults")
    door.fuzzed_imports(bench)


def f15(bench: Bench) -> None:
    """Export a log and take it in again."""
    _importer()
    door = importlib.import_module("tests.exchange.faults")
    door.round_trips(bench)
