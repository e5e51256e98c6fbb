"""Which fault cases are there?"""

from __future__ import annotations

from tests.faults import (
    copies,
    disk,
    files,
    killed,
    on_windows,
    privacy,
    strangers,
    window,
    years,
)
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
    Case("F12", "restore", copies.f12),
    Case("F13", "backup", copies.f13),
    Case("F14", "fuzzed imports", strangers.f14),
    Case("F15", "round trip", strangers.f15),
    Case("F16", "bugs in the window", window.f16),
    Case("F17", "damaged settings", window.f17),
    Case("F18", "two instances, stale locks", window.f18),
    Case("F19", "golden files", files.f19),
    Case("F20", "hostile database", files.f20),
    Case("F21", "privacy and network", privacy.f21),
    Case("F22", "files held on Windows", on_windows.f22),
    Case("F23", "ten years", years.f23),
)
