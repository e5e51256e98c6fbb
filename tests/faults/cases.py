"""Which fault cases are there?"""

from __future__ import annotations

from tests.faults import disk, files, killed
from tests.faults.bench import Case

CASES = (
    Case("F1", "kill -9 while logging", killed.f1),
    Case("F2", "kill -9 during an import", killed.f2),
    Case("F3", "kill -9 during a migration", killed.f3),
    Case("F4", "migration with children", files.f4),
    Case("F5", "power cut", killed.f5),
    Case("F6", "a system call fails", disk.f6),
    Case("F7", "full disk", disk.f7),
    Case("F8", "read-only", disk.f8),
    Case("F9", "newer version", files.f9),
    Case("F10", "foreign, empty or missing file", files.f10),
    Case("F11", "damage", files.f11),
    Case("F12", "restore", killed.kills_of_f12),
    Case("F13", "backup", killed.kills_of_f13),
    Case("F19", "golden files", files.f19),
    Case("F20", "hostile database", files.f20),
)
