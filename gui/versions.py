"""Which versions of what does this Evenside consist of? For `--version`, and for reports."""

from __future__ import annotations

import platform
import sys
from importlib import import_module

_LIBRARIES = (
    ("SQLAlchemy", "sqlalchemy", "__version__"),
    ("Alembic", "alembic", "__version__"),
    ("pyqtgraph", "pyqtgraph", "__version__"),
    ("NumPy", "numpy", "__version__"),
    ("SQLite", "sqlite3", "sqlite_version"),
)
"""Name, module and where its version is. The modules are only asked, nothing of them is used."""


def tell_versions(own: str) -> int:
    """Write the list to a terminal, where there is one; gives the exit code."""
    if sys.stdout is not None:
        sys.stdout.write(f"{versions(own)}\n")
    return 0


def versions(own: str) -> str:
    """List everything line by line; a library that does not load is named with its reason.

    Nothing in it is about the person: no names, no folders.
    """
    from PySide6 import __version__ as pyside
    from PySide6.QtCore import qVersion

    lines = [f"Evenside {own}", f"Python {platform.python_version()}", f"Qt {qVersion()}"]
    lines.append(f"PySide6 {pyside}")
    for name, module, attribute in _LIBRARIES:
        try:
            lines.append(f"{name} {getattr(import_module(module), attribute)}")
        except Exception as problem:  # noqa: BLE001 - the list is for reports about just that
            lines.append(f"{name} does not load: {type(problem).__name__}")
    kind = "package" if getattr(sys, "frozen", False) else "source"
    lines.append(f"{platform.system()} {platform.release()} {platform.machine()}, from {kind}")
    return "\n".join(lines)
