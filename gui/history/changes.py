"""What was deleted, changed and merged, and how does it come back, also after a restart?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from core import words
from core.body import Side
from core.catalog import Catalog
from core.journal import Removed, SetEntry
from core.mending import Change, ChangeKind, Mended
from gui.coach_values import Failure
from gui.history.mend_model import MendModel
from gui.history.table_model import what_words
from gui.widgets import Banner, Choice, Scroll, button, clear, column, label, row, rule

MOST_SHOWN = 200


class ChangeRow(QWidget):
    """One thing that can come back."""

    wanted = Signal(object)
    """Removed or Change."""

    def __init__(self, thing: Removed | Change, title: str, says: str, action: str) -> None:
        super().__init__()
        self._thing = thing
        self.act = button(action, name="bring_back")
        self.act.setAccessibleName(f"{action}: {title}, {says}")
        self.act.clicked.connect(self._on_clicked)
        line = row(column(label(title, "strong"), label(says, "muted"), gap=2), self.act, gap=14)
        line.setStretch(0, 1)
        line.setContentsMargins(0, 6, 0, 6)
        self.setLayout(line)

    def _on_clicked(self) -> None:
        self.act.setEnabled(False)
        self.wanted.emit(self._thing)


class ChangesDialog(QDialog):
    """Deleted sets and changes, the latest first."""

    def __init__(self, mend: MendModel, catalog: Catalog, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Deleted and changed")
        self.resize(680, 620)
        self._mend = mend
        self._catalog = catalog
        self._mended: Mended | None = None
        self._kind = Choice(
            [("Deleted sets", "deleted"), ("Changes and merges", "changed")], name="which_changes"
        )
        self._kind.choose("deleted")
        self._kind.chosen.connect(self._fill)
        self.banner = Banner("warn")
        self._says = label("", "muted")
        self._lines = column(gap=0)
        inner = QWidget()
        inner.setObjectName("scrolled")
        content = column(self._lines, None)
        content.setContentsMargins(0, 0, 10, 0)
        inner.setLayout(content)
        close = button("Close", "primary", name="close_changes")
        close.clicked.connect(self.accept)
        title = label("Deleted and changed", "title")
        whole = column(
            title, self._kind, self.banner, self._says, Scroll(inner), row(None, close), gap=12
        )
        whole.setStretch(4, 1)
        whole.setContentsMargins(22, 18, 18, 16)
        self.setLayout(whole)
        mend.mended_ready.connect(self._on_mended)
        mend.taken_back.connect(self._on_back)
        mend.brought_back.connect(self._on_back)
        mend.coach.failed.connect(self._on_failed)
        mend.load()

    def rows(self) -> list[ChangeRow]:
        """What is shown."""
        return [line for line in self.findChildren(ChangeRow) if self._lines.indexOf(line) >= 0]

    def _on_mended(self, mended: Mended) -> None:
        self._mended = mended
        self._fill()

    def _on_back(self) -> None:
        self.banner.say("")
        self._mend.load()

    def _on_failed(self, failure: Failure) -> None:
        if failure.request == "mend":
            self.banner.say(failure.problem.message)
            self._fill()

    def _fill(self) -> None:
        clear(self._lines)
        if self._mended is None:
            return
        deleted = self._kind.value() == "deleted"
        things: tuple[Removed | Change, ...] = (
            self._mended.removed if deleted else self._mended.changes
        )
        shown = things[:MOST_SHOWN]
        self._says.setText(_count(len(things), len(shown), deleted=deleted))
        for thing in shown:
            line = self._row(thing)
            line.wanted.connect(self._on_wanted)
            self._lines.addWidget(line)
            self._lines.addWidget(rule())

    def _on_wanted(self, thing: Removed | Change) -> None:
        if isinstance(thing, Removed):
            self._mend.bring_back(thing.entry)
        else:
            self._mend.take_back(thing)

    def _row(self, thing: Removed | Change) -> ChangeRow:
        if isinstance(thing, Removed):
            entry = thing.entry
            title = f"{self._name(entry.exercise_id)}{_side(entry.side)}: {what_words(entry)}"
            when = words.date_words(thing.at.astimezone().date())
            says = f"Of {words.date_words(entry.day)}, deleted {when}"
            return ChangeRow(thing, title, says, "Bring back")
        when = words.date_words(thing.at.astimezone().date())
        if thing.kind is ChangeKind.MERGE:
            title = f"{self._name(thing.old)} merged into {self._name(thing.new)}"
            return ChangeRow(
                thing, title, f"{words.plural(len(thing.set_ids), 'set')}, {when}", "Take back"
            )
        assert thing.before is not None
        assert thing.after is not None
        title = f"{self._name(thing.after.exercise_id)}{_side(thing.after.side)}"
        return ChangeRow(thing, title, f"{_differs(thing)}, {when}", "Take back")

    def _name(self, exercise_id: str) -> str:
        exercise = self._catalog.find(exercise_id)
        return exercise.name if exercise else exercise_id.replace("_", " ").capitalize()


def _count(total: int, shown: int, *, deleted: bool) -> str:
    if not total:
        return "Nothing was deleted." if deleted else "Nothing was changed or merged."
    what = words.plural(total, "deleted set") if deleted else words.plural(total, "change")
    more = f" The latest {shown} are shown." if shown < total else ""
    keeps = "It stays" if total == 1 else "They stay"
    return f"{what}.{more} {keeps} in your log and can come back at any time."


def _side(side: Side | None) -> str:
    return f", {side.value}" if side else ""


def _differs(change: Change) -> str:
    """Say what an edit changed: "12 kg × 9 became 12 kg × 8; left became right"."""
    before, after = change.before, change.after
    assert before is not None
    assert after is not None
    pairs = [
        (what_words(before), what_words(after)),
        (_word(before.side), _word(after.side)),
        (words.date_words(before.day), words.date_words(after.day)),
        (_reserve(before), _reserve(after)),
        (f"pain {_or_none(before.pain)}", f"pain {_or_none(after.pain)}"),
    ]
    said = [f"{one} became {two}" for one, two in pairs if one != two]
    if before.note != after.note:
        said.append("another note")
    return "; ".join(said) or "nothing that is shown"


def _word(side: Side | None) -> str:
    return side.value if side else "both"


def _reserve(entry: SetEntry) -> str:
    return f"reserve {'not sure' if entry.reserve is None else entry.reserve}"


def _or_none(pain: int | None) -> str:
    return "not noted" if pain is None else str(pain)
