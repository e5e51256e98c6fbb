"""Which Evenside is this, where does it keep things, and under which licences does it come?"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from gui.settings.sections import Section
from gui.theme import RESOURCES
from gui.widgets import Choice, button, column, label, row


def licence_files(root: Path = RESOURCES.parent) -> list[tuple[str, Path]]:
    """List the licences that came with the app: a name and the file."""
    found = [("Evenside", root / "LICENSE")] if (root / "LICENSE").is_file() else []
    for path in sorted((root / "resources" / "licenses").glob("*.txt")):
        name = path.stem.replace("-", " ").replace("_", " ")
        found.append((name[:1].upper() + name[1:], path))
    return found


class AboutSection(Section):
    """Version, folder and licences."""

    def __init__(self, version: str, folder: str) -> None:
        super().__init__(
            "About Evenside",
            "No network, no account, no telemetry: everything stays in this folder.",
        )
        self.folder = QLineEdit(folder)
        self.folder.setObjectName("folder")
        self.folder.setReadOnly(True)
        self.folder.setCursorPosition(0)
        self.folder.setAccessibleName("Folder with your data")
        self.more = button("Licences", name="licences")
        self.more.setCheckable(True)
        self.more.clicked.connect(self._on_more)
        version_label = label(f"Version {version}", "muted", wrap=False)
        version_label.setObjectName("version")
        self.inner.addWidget(self.folder)
        self.inner.addLayout(row(version_label, None, self.more))
        files = licence_files()
        self.which = Choice([(name, path) for name, path in files], name="which_licence", gap=6)
        self.which.chosen.connect(self._on_which)
        self.text = QPlainTextEdit()
        self.text.setObjectName("licence_text")
        self.text.setAccessibleName("Text of the licence")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(220)
        self._licences = QWidget()
        self._licences.setLayout(column(self.which, self.text))
        self._licences.hide()
        self.inner.addWidget(self._licences)
        if files:
            self.which.choose(files[0][1])
        self.more.setVisible(bool(files))

    def _on_more(self) -> None:
        self._licences.setVisible(self.more.isChecked())
        if self.more.isChecked() and not self.text.toPlainText():
            self._on_which(self.which.value())

    def _on_which(self, path: Path) -> None:
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            text = f"This file cannot be read: {error.strerror}"
        self.text.setPlainText(text)
