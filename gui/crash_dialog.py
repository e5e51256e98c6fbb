"""What does a person see after Evenside broke off? Calm words, and the text before it is copied."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from gui.versions import versions
from gui.widgets import button, column, label, row


class CrashDialog(QDialog):
    """Shows what can be reported; nothing is sent, and nothing is copied unseen."""

    def __init__(self, trace: str, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Last time")
        self.setMinimumSize(560, 420)
        self.text = QPlainTextEdit(f"{versions(version)}\n\n{trace}")
        self.text.setObjectName("crash_text")
        self.text.setAccessibleName("What can be reported")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.copied = label("", "small", wrap=False)
        self.copied.setObjectName("crash_copied")
        copy = button("Copy this text", name="crash_copy")
        copy.clicked.connect(self._on_copy)
        close = button("Go on", "primary", name="crash_close")
        close.clicked.connect(self.accept)
        layout = column(
            label("Evenside broke off last time", "heading"),
            label("Every set that was shown as logged is in your log."),
            label(
                "If you want to report it, this is what helps: versions, and places in Evenside's "
                "own code. There is nothing in it about you. Nothing is sent by itself.",
                "muted",
            ),
            self.text,
            row(self.copied, None, copy, close),
            gap=10,
        )
        layout.setContentsMargins(24, 22, 24, 20)
        layout.setStretch(3, 1)
        self.setLayout(layout)
        close.setDefault(True)
        close.setFocus()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copied.setText("Copied.")
