"""Loads Qt as gui/quick_qt.py does, before a hook of PyInstaller's loads it in the slow way.

Runs inside the Linux bundle before everything else; elsewhere it has not been tried.
"""

from gui.quick_qt import load_qt

load_qt()
