"""Which backups are there, what is in one, and what would restoring it change?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core import words
from core.care import BackupInfo, Preview
from gui.clock import Clock
from gui.widgets import button, clear, column, label, row, rule

FEW = 5
"""So many are shown until all are asked for."""


def moment(at: datetime, clock: Clock) -> str:
    """Say when it was on the person's clock: "today, 20:31", "yesterday, 8:05"."""
    local = at.astimezone()
    day = words.when(local.date(), clock.today()).removeprefix("on ")
    return f"{day[:1].upper()}{day[1:]}, {local.hour}:{local.minute:02}"


def bytes_words(size: int) -> str:
    """Say how large a file is: "0.3 MB"."""
    return f"{max(size, 100_000) / 1_000_000:.1f} MB"


class PreviewPanel(QFrame):
    """What a backup holds and what restoring it would change, with the button that does it."""

    restore_wanted = Signal(object)
    """BackupInfo."""
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview")
        self._backup: BackupInfo | None = None
        self._says = label()
        self._says.setObjectName("preview_says")
        self.restore = button("Restore this backup", "primary", name="restore_backup")
        self.restore.clicked.connect(self._on_restore)
        self.close_button = button("Close", "quiet", name="close_preview")
        self.close_button.clicked.connect(self._on_close)
        self.setLayout(column(self._says, row(self.restore, self.close_button, None), gap=10))

    @property
    def backup(self) -> BackupInfo | None:
        """The backup that is shown."""
        return self._backup

    def text(self) -> str:
        """What it says."""
        return self._says.text()

    def wait(self, backup: BackupInfo) -> None:
        """Say that the backup is being looked through."""
        self._backup = backup
        self._say("Looking through this backup …")
        self.restore.hide()

    def show_preview(self, preview: Preview, clock: Clock) -> None:
        """Say what it holds and would change."""
        held = preview.holds
        last = f", the last on {_day(preview, clock)}" if held.last_day else ""
        lines = [f"It is whole and holds {held.words}{last}."]
        if preview.would is not None:
            lines += preview.would.words
            if not preview.would.nothing:
                lines.append("The log as it is now is kept as a backup first.")
        self._say("\n".join(lines))
        self.restore.setVisible(preview.would is None or not preview.would.nothing)

    def refuse(self, message: str) -> None:
        """Say why it can't be used."""
        self._say(message)
        self.restore.hide()

    def _say(self, text: str) -> None:
        self._says.setText(text)
        self.setAccessibleName(text)

    def _on_restore(self) -> None:
        if self._backup is not None:
            self.restore_wanted.emit(self._backup)

    def _on_close(self) -> None:
        self._backup = None
        self.closed.emit()


def _day(preview: Preview, clock: Clock) -> str:
    day = preview.holds.last_day
    return "" if day is None else words.date_words(day, today=clock.today())


class _Line(QFrame):
    """One backup with its button."""

    pressed = Signal(object)

    def __init__(self, backup: BackupInfo, clock: Clock) -> None:
        super().__init__()
        self._backup = backup
        title = f"{moment(backup.at, clock)} · {words.plural(backup.sets, 'set')}"
        where = " · in the second folder" if backup.second else ""
        detail = f"{backup.why[:1].upper()}{backup.why[1:]} · {bytes_words(backup.size)}{where}"
        self.button = button("Look inside")
        self.button.setAccessibleName(f"Look inside: {title}")
        self.button.clicked.connect(self._on_clicked)
        self.inner: QVBoxLayout = column(gap=8)
        line = row(
            column(label(title, "strong"), label(detail, "small"), gap=2), self.button, gap=12
        )
        line.setStretch(0, 1)
        self.inner.addLayout(line)
        self.setLayout(self.inner)

    def _on_clicked(self) -> None:
        self.pressed.emit(self._backup)


class BackupList(QWidget):
    """The backups, newest first; one can be looked into at a time."""

    preview_wanted = Signal(object)
    """BackupInfo."""
    restore_wanted = Signal(object)
    """BackupInfo."""

    def __init__(self, clock: Clock, empty: str) -> None:
        super().__init__()
        self.setObjectName("backups")
        self._clock = clock
        self._backups: tuple[BackupInfo, ...] = ()
        self._all = False
        self.lines: list[_Line] = []
        self._empty = label(empty, "muted")
        self._list: QVBoxLayout = column(gap=10)
        self.more = button("", "link", name="all_backups")
        self.more.clicked.connect(self._on_more)
        self.panel = PreviewPanel()
        self.panel.restore_wanted.connect(self.restore_wanted)
        self.panel.closed.connect(self._on_closed)
        self.panel.hide()
        self.setLayout(column(self._empty, self._list, row(self.more, None), self.panel, gap=10))
        self.show_backups(())

    def show_backups(self, backups: Sequence[BackupInfo]) -> None:
        """Show other backups."""
        if self.lines and tuple(backups) == self._backups:
            return
        self._backups = tuple(backups)
        self._fill()

    def _fill(self) -> None:
        held = next((i for i, line in enumerate(self.lines) if line.button.hasFocus()), None)
        self.panel.hide()
        self.panel.setParent(self)
        clear(self._list)
        self.lines = []
        shown = self._backups if self._all else self._backups[:FEW]
        for backup in shown:
            if self.lines:
                self._list.addWidget(rule())
            line = _Line(backup, self._clock)
            line.pressed.connect(self._on_look)
            self.lines.append(line)
            self._list.addWidget(line)
        self._empty.setVisible(not self._backups)
        self.more.setVisible(len(self._backups) > FEW)
        self.more.setText("Show fewer" if self._all else f"Show all {len(self._backups)}")
        if held is not None and self.lines:
            self.lines[min(held, len(self.lines) - 1)].button.setFocus()

    def _on_more(self) -> None:
        self._all = not self._all
        self._fill()

    def _on_look(self, backup: BackupInfo) -> None:
        index = self._backups.index(backup)
        self.panel.wait(backup)
        self.lines[index].inner.addWidget(self.panel)
        self.panel.show()
        self.preview_wanted.emit(backup)

    def _on_closed(self) -> None:
        shown = next((li for li in self.lines if self.panel.parent() is li), None)
        self.panel.hide()
        if shown is not None:
            shown.button.setFocus()

    def show_preview(self, preview: Preview) -> None:
        """Show what was found in the backup that is looked into."""
        if self.panel.backup == preview.backup:
            self.panel.show_preview(preview, self._clock)

    def refuse(self, message: str) -> None:
        """Say why the backup that is looked into can't be used."""
        self.panel.refuse(message)
