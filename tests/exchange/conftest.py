"""What do the exchange's tests share? A log in memory, and the same examples on every run."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from tests.exchange.keeping import MemoryKeeper

settings.register_profile(
    "exchange",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=60,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.function_scoped_fixture),
)


settings.load_profile("exchange")


@pytest.fixture
def keeper() -> MemoryKeeper:
    return MemoryKeeper()
