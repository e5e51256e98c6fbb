"""How do these tests reach the build scripts, which are no package?"""

from __future__ import annotations

import sys
from pathlib import Path

FOLDER = str(Path(__file__).resolve().parents[2] / "packaging")
if FOLDER not in sys.path:
    sys.path.append(FOLDER)
