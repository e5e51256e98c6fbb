"""Which fault cases are there?"""

from __future__ import annotations

from tests.faults import killed
from tests.faults.bench import Case

CASES = (
    Case("F1", "kill -9 while logging", killed.f1),
    Case("F2", "kill -9 during an import", killed.f2),
    Case("F3", "kill -9 during a migration", killed.f3),
    Case("F5", "power cut", killed.f5),
    Case("F12", "restore", killed.kills_of_f12),
    Case("F13", "backup", killed.kills_of_f13),
)
