"""Does every fault case hold, run small? `python -m tests.faults --large` runs them large."""

from __future__ import annotations

import pytest

from tests.faults.bench import Case, run_case
from tests.faults.cases import CASES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_fault(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    outcome = run_case(case)
    with capsys.disabled():
        if outcome.state != "green":
            print(f"\n{outcome.case} {outcome.state}: {outcome.says}")  # noqa: T201 - to be seen
    if outcome.state == "skipped":
        pytest.skip(outcome.says)
    assert outcome.state == "green", outcome.says
