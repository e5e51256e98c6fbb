"""Does the house keep its own rules?"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = sorted([*(ROOT / "core").rglob("*.py"), *(ROOT / "gui").rglob("*.py"), ROOT / "main.py"])
LONGEST_MODULE = 480
LONGEST_MAIN = 80


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, also late inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def users(package: str) -> set[str]:
    """The files of ours that import a package."""
    return {
        str(path.relative_to(ROOT))
        for path in OURS
        if any(name == package or name.startswith(f"{package}.") for name in imports(path))
    }


def test_core_imports_no_window() -> None:
    for package in ("PySide6", "shiboken6", "pyqtgraph", "gui"):
        assert not {path for path in users(package) if path.startswith("core")}


def test_only_storage_speaks_sql() -> None:
    for package in ("sqlalchemy", "sqlite3", "alembic"):
        assert all(path.startswith("core/storage/") for path in users(package)), users(package)


def test_only_the_opening_knows_the_storage() -> None:
    outside = {path for path in users("core.storage") if not path.startswith("core/storage/")}
    assert outside == {"core/opening.py"}


def test_only_the_plots_import_pyqtgraph() -> None:
    assert users("pyqtgraph")
    assert all(path.startswith("gui/progress/") for path in users("pyqtgraph"))


def test_only_messages_opens_boxes() -> None:
    boxes = re.compile(r"\b(QMessageBox|QFileDialog|QInputDialog)\b")
    found = {str(p.relative_to(ROOT)) for p in OURS if boxes.search(p.read_text(encoding="utf-8"))}
    assert found == {"gui/messages.py"}


def test_nobody_asks_the_clock_but_the_clock() -> None:
    asked = re.compile(r"\b(date\.today|datetime\.now|time\.time)\(")
    found = {str(p.relative_to(ROOT)) for p in OURS if asked.search(p.read_text(encoding="utf-8"))}
    assert found <= {"gui/clock.py", "core/storage/database.py"}


def test_no_slot_is_a_lambda_over_self() -> None:
    connect = re.compile(r"\.connect\(\s*lambda")
    assert not [p for p in OURS if connect.search(p.read_text(encoding="utf-8"))]


def test_every_module_says_what_it_answers() -> None:
    silent = []
    for path in OURS:
        doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        if not doc:
            silent.append(path)
    assert not silent


def test_modules_stay_readable() -> None:
    long = {
        str(p.relative_to(ROOT)): n
        for p in OURS
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    }
    assert not long
    assert len((ROOT / "main.py").read_text(encoding="utf-8").splitlines()) <= LONGEST_MAIN


def test_packaging_does_not_hide_the_library_of_that_name() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_the_locks_name_no_host_and_check_every_download() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        pins = [line for line in text.splitlines() if "==" in line and not line.startswith(" ")]
        assert pins
        assert text.count("--hash=sha256:") >= len(pins)


def test_the_locks_keep_clear_of_the_leaking_qt() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        found = re.search(r"^pyside6-essentials==(\d+)\.(\d+)", text, re.MULTILINE)
        assert found is not None
        assert (6, 10) <= (int(found[1]), int(found[2])) < (6, 12)


def test_qt_keeps_every_reference_to_none() -> None:
    """PySide6 6.12.0 on Python 3.11 loses one reference to None at each void call, then aborts."""
    code = (
        "import sys\n"
        "from PySide6.QtCore import QObject\n"
        "thing = QObject()\n"
        "before = sys.getrefcount(None)\n"
        "for _ in range(5000): thing.setObjectName('a')\n"
        "print(before - sys.getrefcount(None))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert int(done.stdout) < 100


@pytest.mark.parametrize("word", ["fixes posture", "corrects posture", "cures", "diagnos"])
def test_no_sentence_promises_what_nobody_can_keep(word: str) -> None:
    texts = [*(ROOT / "resources").rglob("*.toml"), *OURS]
    allowed = ("no diagnosis", "not a diagnosis", "never a diagnosis", "it is no diagnosis")
    for path in texts:
        text = path.read_text(encoding="utf-8").lower()
        for phrase in allowed:
            text = text.replace(phrase, "")
        assert word not in text, path
