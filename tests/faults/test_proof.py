"""Would the harness see a mistake? Faults are planted; each has to turn its own case red."""

from __future__ import annotations

import pytest

from tests.faults.bench import python
from tests.faults.planted import PLANTS


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_fault_turns_its_case_red(name: str) -> None:
    _, case = PLANTS[name]
    done = python("-m", "tests.faults", case, planted=name)
    first = (done.stdout.splitlines() or [done.stderr])[0]
    if " skipped " in first:
        pytest.skip(first)
    assert " red " in first, done.stdout + done.stderr
    assert done.returncode == 1
