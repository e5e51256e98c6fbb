"""What is the least that a program of our kind has inside? The size script builds this.

It has every library that Evenside uses, an empty window, and nothing else.
"""

from __future__ import annotations

import sqlite3
import sys
from uuid import uuid4

import alembic.command
import alembic.config
import alembic.script
import numpy as np
import pyqtgraph as pg
import sqlalchemy.orm
from PySide6.QtCore import QTimer
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QMainWindow


def main() -> int:
    """Show the window, and end at once when asked to by --smoke."""
    qt = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setWindowTitle(f"{len(str(uuid4()))}")
    window.resize(900, 600)
    window.setCentralWidget(pg.PlotWidget())
    QSvgRenderer(window)
    window.show()
    if "--smoke" in sys.argv:
        if not (np.eye(2).any() and sqlite3.sqlite_version and sqlalchemy.orm):
            return 1
        QTimer.singleShot(500, qt.quit)
        code = qt.exec()
        print("smoke ok" if alembic.config and alembic.command and alembic.script else "")
        return code
    return qt.exec()


if __name__ == "__main__":
    sys.exit(main())
