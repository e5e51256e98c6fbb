"""Does the build keep what a person needs, leave out the rest, and pack it alike every time?"""

from __future__ import annotations

import os
import plistlib
import re
import struct
import subprocess
import sys
import tarfile
import tomllib
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

import archives
import deb
import icons
import lean
import pytest
import safe_sqlite
import sbom
from project import PACKAGING, ROOT, read_project


def test_every_resource_goes_in_without_a_list() -> None:
    going = {source for source, _ in lean.our_data(ROOT)}
    for path in (ROOT / "resources").rglob("*"):
        if path.is_file():
            assert str(path) in going


def test_every_module_and_every_migration_goes_in() -> None:
    modules = set(lean.our_modules(ROOT))
    assert {"core.coach", "gui.main_window", "gui.progress.page"} <= modules
    steps = {Path(source).name for source, _ in lean.our_data(ROOT) if source.endswith(".py")}
    assert {"env.py", "v0001_first.py"} <= steps


def test_a_qt_module_that_the_source_imports_stays(tmp_path: Path) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "gui").mkdir()
    (tmp_path / "main.py").write_text("from PySide6 import QtNetwork\n", encoding="utf-8")
    assert "QtNetwork" in lean.qt_modules(tmp_path)
    assert "QtQml" not in lean.qt_modules(ROOT)


def test_only_libraries_that_something_needs_stay() -> None:
    there = [
        ("PySide6/QtCore.abi3.so", "core", "EXTENSION"),
        ("PySide6/QtQml.abi3.so", "qml", "EXTENSION"),
        ("PySide6/Qt/lib/libQt6Core.so.6", "qt6core", "BINARY"),
        ("PySide6/Qt/lib/libQt6Qml.so.6", "qt6qml", "BINARY"),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "xcb", "BINARY"),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "gtk", "BINARY"),
        ("libxcb-cursor.so.0", "cursor", "BINARY"),
        ("libgtk-3.so.0", "gtk3", "BINARY"),
    ]
    needs = {
        "core": ["libQt6Core.so.6"],
        "qml": ["libQt6Qml.so.6"],
        "xcb": ["libxcb-cursor.so.0", "libc.so.6"],
        "gtk": ["libgtk-3.so.0"],
    }
    kept = lean.lean_binaries(there, {"QtCore"}, lambda path: needs.get(path, []))
    assert [source for _, source, _ in kept] == ["core", "qt6core", "xcb", "cursor"]
    links = [
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK"),
        ("libQt6Qml.so.6", "PySide6/Qt/lib/libQt6Qml.so.6", "SYMLINK"),
    ]
    assert lean.lean_data(links, there, kept) == links[:1]


@pytest.mark.parametrize(
    ("version", "mended"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 1), False),
        ((3, 50, 4), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 2), True),
    ],
)
def test_a_sqlite_with_the_reset_bug_is_refused(version: tuple[int, ...], mended: bool) -> None:
    assert safe_sqlite.is_mended(version) is mended


def test_packing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        folder = tmp_path / name / "evenside"
        (folder / "in").mkdir(parents=True)
        (folder / "evenside").write_bytes(b"program")
        (folder / "evenside").chmod(0o755)
        (folder / "in" / "größer").write_bytes(b"data")
        os.utime(folder / "evenside", (1, 1) if name == "one" else (2, 2))
        archives.pack_tar(folder, tmp_path / f"{name}.tar.gz", 1_790_000_000)
        archives.pack_zip(folder, tmp_path / f"{name}.zip", 1_790_000_000)
    for ending in ("tar.gz", "zip"):
        one, two = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"
        assert archives.digest(one) == archives.digest(two)
    with tarfile.open(tmp_path / "one.tar.gz") as packed:
        started = packed.getmember("evenside/evenside")
        assert started.uid == 0
        if os.name != "nt":
            assert started.mode == 0o755
    assert "evenside/in/größer" in zipfile.ZipFile(tmp_path / "one.zip").namelist()


def test_the_bill_lists_what_is_inside_and_no_build_tool() -> None:
    bill = {
        "components": [
            {"name": name, "bom-ref": f"{name}==1", "purl": f"pkg:pypi/{name}@1"}
            for name in ("SQLAlchemy", "typing_extensions", "pyinstaller")
        ],
        "dependencies": [
            {"ref": "SQLAlchemy==1", "dependsOn": ["typing_extensions==1"]},
            {"ref": "pyinstaller==1"},
        ],
    }
    assert sbom.runtime_packages(bill, ("sqlalchemy",)) == {"SQLAlchemy==1", "typing_extensions==1"}


@pytest.mark.usefixtures("qapp")
def test_the_icons_are_what_each_system_reads(tmp_path: Path) -> None:
    icons.write_icons(tmp_path)
    windows = (tmp_path / "evenside.ico").read_bytes()
    assert struct.unpack("<HHH", windows[:6]) == (0, 1, len(icons.WINDOWS))
    _, _, _, _, _, _, length, place = struct.unpack("<BBBBHHII", windows[6:22])
    assert windows[place : place + 4] == b"\x89PNG"
    assert place + length <= len(windows)
    macos = (tmp_path / "evenside.icns").read_bytes()
    assert macos[:4] == b"icns"
    assert struct.unpack(">I", macos[4:8])[0] == len(macos)
    png = (tmp_path / "hicolor" / "48x48" / "apps" / "evenside.png").read_bytes()
    assert struct.unpack(">II", png[16:24]) == (48, 48)


def test_the_menu_entry_starts_what_the_package_installs() -> None:
    entry = (PACKAGING / "linux" / "evenside.desktop").read_text(encoding="utf-8")
    assert "\nExec=evenside\n" in entry
    assert "\nIcon=evenside\n" in entry
    # the window says the same name, so that docks show the icon
    assert 'setDesktopFileName("evenside")' in (ROOT / "gui" / "app.py").read_text(encoding="utf-8")
    about = ElementTree.parse(PACKAGING / "linux" / "evenside.metainfo.xml").getroot()
    assert about.findtext("launchable") == "evenside.desktop"
    assert about.findtext("project_license") == "MIT"


def test_windows_asks_for_no_elevation_and_leaves_the_log() -> None:
    recipe = (PACKAGING / "windows" / "evenside.iss").read_text(encoding="utf-8")
    assert "PrivilegesRequired=lowest" in recipe
    assert r"DefaultDirName={localappdata}\Programs\Evenside" in recipe
    assert "\n[UninstallDelete]" not in recipe


def test_macos_is_allowed_no_more_than_python_needs() -> None:
    allowed = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert allowed
    assert all(name.startswith("com.apple.security.cs.") for name in allowed)


def test_the_program_and_the_project_have_one_version() -> None:
    said = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert read_project().version in said.stdout


def test_the_build_lock_holds_the_same_libraries_as_the_source() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        return set(re.findall(r"^[a-z][^\\\n]*==[^\\\n]*", text, re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-build.lock")
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert len(read_project().dependencies) == len(asked["dependencies"])


def test_values_are_put_into_texts() -> None:
    assert deb.fill("glibc @GLIBC@ or newer", {"GLIBC": "2.36"}) == "glibc 2.36 or newer"


def test_the_bundle_holds_what_qt_compiles_at_each_start() -> None:
    recipe = (PACKAGING / "evenside.spec").read_text(encoding="utf-8")
    assert '(str(BUILD / "qt_code.bin"), "gui")' in recipe


def test_scripts_that_are_named_in_workflow_and_docs_are_there() -> None:
    texts = [
        ROOT / ".github" / "workflows" / "package.yml",
        ROOT / ".ci" / "run",
        ROOT / "docs" / "PACKAGING.md",
        ROOT / "docs" / "START.md",
    ]
    for text in texts:
        for name in re.findall(
            r"(?:packaging|tests)/[\w/]+\.(?:py|sh|spec)", text.read_text("utf-8")
        ):
            assert (ROOT / name).exists(), f"{text.name} names {name}"


def test_nothing_of_the_network_or_of_quick_goes_in() -> None:
    used = lean.qt_modules(ROOT)
    assert not used & {"QtNetwork", "QtQml", "QtQuick", "QtSql", "QtDesigner", "QtOpenGL"}
