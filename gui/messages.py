"""How are people asked and told in a box? The only place that opens one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget


def ask_name(parent: QWidget, title: str, question: str, usual: str) -> str | None:
    """Ask for a name; None when the person changed their mind."""
    box = QInputDialog(parent)
    box.setWindowTitle(title)
    box.setLabelText(question)
    box.setTextValue(usual)
    box.setInputMode(QInputDialog.InputMode.TextInput)
    field = box.findChild(QLineEdit)
    if field is not None:
        field.setMaxLength(80)
    accepted = box.exec() == int(QDialog.DialogCode.Accepted)
    return box.textValue() if accepted and box.textValue().strip() else None


def confirm(parent: QWidget, title: str, question: str, yes: str) -> bool:
    """Ask before something that is hard to take back; the safe answer is the usual one."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(title)
    box.setText(question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    keep = box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.exec()
    return box.clickedButton() is agree


def tell(parent: QWidget | None, title: str, text: str, detail: str = "") -> None:
    """Tell something that must be read before going on."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(title)
    box.setText(text)
    box.setTextFormat(Qt.TextFormat.PlainText)
    if detail:
        box.setDetailedText(detail)
    box.exec()


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder; None when the person changed their mind."""
    chosen = QFileDialog.getExistingDirectory(parent, title)
    return Path(chosen) if chosen else None


def ask_log(parent: QWidget, title: str) -> Path | None:
    """Ask for a log's file; None when the person changed their mind."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, "", "Logs (*.db);;All files (*)")
    return Path(chosen) if chosen else None


def open_dialog(dialog: QDialog) -> None:
    """Show a dialog over its window without stopping everything else."""
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def choose_save_path(
    parent: QWidget, title: str, usual: str, kind: str, ending: str
) -> Path | None:
    """Ask where to save a file; None when the person changed their mind.

    Args:
        parent: Over which window.
        title: What is saved.
        usual: File name to begin with.
        kind: What such files are called, as in "PNG picture".
        ending: Without a dot; added where the person leaves it out.

    """
    box = QFileDialog(parent, title)
    box.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    box.setNameFilter(f"{kind} (*.{ending})")
    box.setDefaultSuffix(ending)
    box.selectFile(usual)
    if box.exec() != int(QDialog.DialogCode.Accepted) or not box.selectedFiles():
        return None
    return Path(box.selectedFiles()[0])
