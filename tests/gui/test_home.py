"""Is the person's data where each system wants it?"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import platformdirs
import pytest

from gui.home import home_of_the_log

HOME = Path("/home/mia")


@pytest.mark.parametrize(
    ("system", "told", "wanted"),
    [
        ("linux", {}, "/home/mia/.local/share/Evenside"),
        ("linux", {"XDG_DATA_HOME": "/data/mia"}, "/data/mia/Evenside"),
        ("linux", {"XDG_DATA_HOME": ""}, "/home/mia/.local/share/Evenside"),
        ("linux", {"XDG_DATA_HOME": "not/absolute"}, "/home/mia/.local/share/Evenside"),
        ("freebsd14", {}, "/home/mia/.local/share/Evenside"),
        ("darwin", {}, "/home/mia/Library/Application Support/Evenside"),
        ("win32", {"LOCALAPPDATA": "/c/Users/mia/L"}, "/c/Users/mia/L/Evenside"),
        ("win32", {}, "/home/mia/AppData/Local/Evenside"),
    ],
)
def test_every_system_has_its_place(system: str, told: dict[str, str], wanted: str) -> None:
    found = home_of_the_log(system, told, HOME)
    assert PurePosixPath(found.as_posix()) == PurePosixPath(wanted)


def test_the_well_known_library_says_the_same() -> None:
    assert home_of_the_log() == platformdirs.user_data_path("Evenside", appauthor=False)
