"""The bundle's hook loads Qt the quick way; once it only looked as if it did."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOOK = ROOT / "packaging" / "early_qt.py"
_RUN = """
import builtins, runpy, sys
plain = builtins.__import__
runpy.run_path(sys.argv[1])
print("PySide6.QtCore" in sys.modules, builtins.__import__ is plain)
"""


def test_the_hook_has_loaded_qt_and_left_imports_plain() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(HOOK)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "True True\n", done.stderr
