"""How does Evenside look and answer? Windows on the domain; no database in here."""

import builtins

# PySide6 puts a function of its own, written in Python, in front of every import statement. It
# serves `from __feature__ import ...`, which nobody here uses, and slows each later import by a
# fifth: at the start, and in the log's thread, where it holds up the window.
_plain = builtins.__import__
import PySide6.QtCore  # noqa: E402

builtins.__import__ = _plain
del _plain, builtins, PySide6
