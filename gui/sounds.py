"""What is heard in a workout? Three soft tones, played by what the system has anyway.

Qt's own sound module would add 27 MB to the app and does not start without a sound server. A system
that can't play anything stays silent: everything that is heard is on the screen as well.
"""

from __future__ import annotations

import shutil
import sys

from PySide6.QtCore import QObject, QProcess
from PySide6.QtGui import QGuiApplication

from core.pace import Cue
from gui.theme import RESOURCES

FOLDER = RESOURCES / "sounds"
_FILES = {Cue.TICK: "tick.wav", Cue.GO: "go.wav", Cue.END: "end.wav"}
_LINUX_PLAYERS = ("pw-play", "paplay", "aplay")


class Sounds(QObject):
    """Plays the tones, unless they are muted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.muted = False
        self._player: str | None = None
        self._looked = False

    def play(self, cue: Cue) -> None:
        """Play the tone of a cue, if it has one; never waits and never fails."""
        name = _FILES.get(cue)
        if name is None or self.muted or QGuiApplication.platformName() == "offscreen":
            return
        self._start(str(FOLDER / name))

    def _start(self, path: str) -> None:
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(path, winsound.SND_FILENAME | winsound.SND_ASYNC)
            return
        if not self._looked:
            self._looked = True
            players = ("afplay",) if sys.platform == "darwin" else _LINUX_PLAYERS
            self._player = next(filter(None, map(shutil.which, players)), None)
        if self._player is not None:
            # Detached: a sound that hangs must hold up nothing, and what it says is for nobody.
            process = QProcess()
            process.setProgram(self._player)
            process.setArguments([path])
            process.setStandardErrorFile(QProcess.nullDevice())
            process.setStandardOutputFile(QProcess.nullDevice())
            process.startDetached()
