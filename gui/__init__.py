"""How does Evenside look and answer? Windows on the domain; no database in here."""

from gui.quick_qt import load_qt

load_qt()
