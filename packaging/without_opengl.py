"""What does pyqtgraph find where it looks for OpenGL? Names without anything behind them.

Runs inside the bundle before everything else. pyqtgraph imports two OpenGL modules and uses them
only after `setConfigOption("useOpenGL", True)`; leaving them out saves ten megabytes.
"""

from __future__ import annotations

import sys
from types import ModuleType


class Hollow(ModuleType):
    """A module in which every name is an empty class, so that others can be derived from it."""

    def __getattr__(self, name: str) -> type:
        """Make up the class that is asked for."""
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


for _name in ("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"):
    sys.modules[_name] = Hollow(_name)
