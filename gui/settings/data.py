"""Where is the person's data, is it whole, and how does it come back?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core import words
from core.care import BackupInfo, Checked, Overview, Preview, Progress, Restored
from core.inventory import Batch
from gui import messages
from gui.care_model import CareModel
from gui.clock import Clock
from gui.coach_values import Failure
from gui.jobs import MISTAKE
from gui.settings.backups import BackupList, bytes_words, moment
from gui.settings.sections import Section
from gui.widgets import Banner, button, clear, column, label, row, rule


class DataSection(Section):
    """The log's file, its check, its backups and its imports."""

    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, care: CareModel) -> None:
        super().__init__(
            "Your data",
            "Everything you log lies in one file on this computer. Evenside keeps checked copies "
            "of it, and a journal in plain text beside it.",
        )
        self.setObjectName("data")
        self._care = care
        self._overview: Overview | None = None
        self._undo: BackupInfo | None = None
        self._make_log()
        self._make_second()
        self._make_lists()
        self._listen()

    def _make_log(self) -> None:
        self.holds = label("", "strong")
        self.holds.setObjectName("data_holds")
        self.file = QLineEdit()
        self.file.setObjectName("data_file")
        self.file.setReadOnly(True)
        self.file.setAccessibleName("File of your log")
        self.check = button("Check my log", name="check_log")
        self.back_up = button("Back up now", name="back_up")
        self.import_button = button("Import …", name="import")
        self.export_button = button("Export …", name="export")
        self.import_button.hide()
        self.export_button.hide()
        self.says = label("", "muted")
        self.says.setObjectName("data_says")
        self.trouble = Banner("warn")
        self.trouble.setObjectName("data_trouble")
        self.back = Banner("info")
        self.back.setObjectName("data_restored")
        self.inner.addLayout(column(self.holds, self.file, gap=6))
        self.inner.addLayout(
            row(self.check, self.back_up, None, self.import_button, self.export_button)
        )
        self.inner.addWidget(self.says)
        self.inner.addWidget(self.trouble)
        self.inner.addWidget(self.back)

    def _make_second(self) -> None:
        self.second = label("", "muted")
        self.second.setObjectName("second_folder")
        self.choose_second = button("Choose a folder …", name="choose_second")
        self.no_second = button("Stop copying", "quiet", name="no_second")
        line = row(self.second, self.choose_second, self.no_second, gap=12)
        line.setStretch(0, 1)
        self.inner.addWidget(rule())
        self.inner.addLayout(column(label("A second copy on another disk", "strong"), line, gap=4))

    def _make_lists(self) -> None:
        self.backups = BackupList(
            self._care.clock, "None yet. The first one is made a moment after the first set."
        )
        self.inner.addWidget(rule())
        self.inner.addWidget(label("Backups", "strong"))
        self.inner.addWidget(self.backups)
        self._imports: QVBoxLayout = column(gap=10)
        self._imports_box = QWidget()
        self._imports_box.setObjectName("imports")
        self._imports_box.setLayout(
            column(rule(), label("Taken in from files", "strong"), self._imports, gap=10)
        )
        self._imports_box.hide()
        self.inner.addWidget(self._imports_box)

    def _listen(self) -> None:
        care = self._care
        self.check.clicked.connect(self._on_check)
        self.back_up.clicked.connect(self._on_back_up)
        self.import_button.clicked.connect(self.import_wanted)
        self.export_button.clicked.connect(self.export_wanted)
        self.choose_second.clicked.connect(self._on_choose_second)
        self.no_second.clicked.connect(self._on_no_second)
        self.trouble.acted.connect(self._on_trouble_read)
        self.back.acted.connect(self._on_undo)
        self.backups.preview_wanted.connect(care.preview)
        self.backups.restore_wanted.connect(self._on_restore)
        care.overview_ready.connect(self._on_overview)
        care.check_went_on.connect(self._on_progress)
        care.checked.connect(self._on_checked)
        care.found_damaged.connect(self._on_checked)
        care.backed_up.connect(self._on_backed_up)
        care.previewed.connect(self._on_previewed)
        care.restored.connect(self._on_restored)
        care.second_folder_changed.connect(self.say_saved)
        care.batches_ready.connect(self._on_batches)
        care.failed.connect(self._on_failed)

    def shown(self) -> None:
        """Ask for everything the card shows."""
        self._care.load_overview()
        self._care.load_batches()

    def offer_exchange(self) -> None:
        """Show the buttons for files; only useful once somebody listens to their signals."""
        self.import_button.show()
        self.export_button.show()

    # -- how the log is ---------------------------------------------------------------------------

    def _on_overview(self, seen: Overview) -> None:
        self._overview = seen
        last = f", the last on {_day(seen)}" if seen.holds.last_day else ""
        self.holds.setText(
            f"Your log: {seen.holds.words}{last} · {bytes_words(seen.size)}".replace(
                "no sets yet", "nothing logged yet"
            )
        )
        if self.file.text() != seen.file:
            self.file.setText(seen.file)
            self.file.setCursorPosition(0)
        self.second.setText(
            f"Every backup is copied to {seen.second_folder}"
            if seen.second_folder
            else "None. A stick or a second disk keeps your log safe when this disk fails."
        )
        self.no_second.setVisible(bool(seen.second_folder))
        self.backups.show_backups(seen.backups)
        trouble = seen.second_trouble or seen.journal_trouble
        if trouble:
            self.trouble.say(trouble, "Close")

    def _on_check(self) -> None:
        self._wait("Looking through your log …")
        self._care.check()

    def _on_progress(self, progress: Progress) -> None:
        self._wait(f"Looking through your log … {progress.share:.0%}")

    def _wait(self, text: str) -> None:
        self._say(text, "muted")
        self.check.setEnabled(False)

    def _on_checked(self, checked: Checked) -> None:
        self.check.setEnabled(True)
        self._say(checked.words, "good" if checked.sound else "warn")

    def _say(self, text: str, look: str) -> None:
        self.says.setProperty("look", look)
        self.says.style().unpolish(self.says)
        self.says.style().polish(self.says)
        self.says.setText(text)
        self.says.setAccessibleName(text)

    # -- backups ----------------------------------------------------------------------------------

    def _on_back_up(self) -> None:
        self.back_up.setEnabled(False)
        self._say("Making a backup and looking through it …", "muted")
        self._care.back_up()

    def _on_backed_up(self, made: BackupInfo) -> None:
        self.back_up.setEnabled(True)
        when = moment(made.at, self._care.clock)
        self._say(
            f"There is a whole backup of your log as it is now: {words.plural(made.sets, 'set')}. "
            f"It was made {when[:1].lower()}{when[1:]}.",
            "good",
        )

    def _on_previewed(self, preview: Preview) -> None:
        self.backups.show_preview(preview)

    def _on_restore(self, backup: BackupInfo) -> None:
        question = (
            f"{self.backups.panel.text()}\n\nMake the log what this backup is? You can take that "
            "back afterwards."
        )
        if messages.confirm(self, "Restore a backup", question, "Restore"):
            self._care.restore(backup)

    def _on_restored(self, done: Restored) -> None:
        self._undo = done.undo
        when = moment(done.from_backup.at, self._care.clock)
        text = f"Your log is as it was at the backup: {when[:1].lower()}{when[1:]}."
        if done.kept:
            text += f" The damaged log is kept beside it as “{done.kept}”."
        self._say("", "muted")
        self.back.say(text, "Take that back" if done.undo else "Close")

    def _on_undo(self) -> None:
        self.back.say("")
        if self._undo is not None:
            self._care.restore(self._undo)

    # -- the second folder ------------------------------------------------------------------------

    def _on_choose_second(self) -> None:
        folder = messages.ask_folder(self, "A folder on another disk")
        if folder is not None:
            self._care.use_second_folder(folder)

    def _on_no_second(self) -> None:
        self._care.use_second_folder(None)

    # -- imports ----------------------------------------------------------------------------------

    def _on_batches(self, batches: tuple[Batch, ...]) -> None:
        clear(self._imports)
        for number, batch in enumerate(batches):
            if number:
                self._imports.addWidget(rule())
            line = _ImportLine(batch, _when(batch, self._care.clock))
            line.pressed.connect(self._on_import)
            self._imports.addWidget(line)
        self._imports_box.setVisible(bool(batches))

    def _on_import(self, batch: Batch) -> None:
        if batch.removed:
            self._care.restore_batch(batch)
            return
        question = (
            f"Take the {words.plural(batch.here, 'set')} of “{batch.file}” out of your log? "
            "You can bring them back here."
        )
        if batch.changed:
            question += (
                f" {words.plural(batch.changed, 'set')} of them you have changed since: what you "
                "changed comes back with them, also when you import the file again."
            )
        if messages.confirm(self, "Take an import back", question, "Take back"):
            self._care.remove_batch(batch)

    # -- trouble ----------------------------------------------------------------------------------

    def _on_failed(self, failure: Failure) -> None:
        self.check.setEnabled(True)
        self.back_up.setEnabled(True)
        request = failure.request.partition(" ")[2]
        if request == "preview":
            self.backups.refuse(failure.problem.message)
        elif request != "chores":  # those are tried again, and told when the person looks
            self._say("", "muted")
            if failure.problem.message != MISTAKE:  # the box about a mistake is open already
                self.trouble.say(failure.problem.message, "Close")

    def _on_trouble_read(self) -> None:
        self.trouble.say("")


class _ImportLine(QWidget):
    """One import with its button."""

    pressed = Signal(object)

    def __init__(self, batch: Batch, when: str) -> None:
        super().__init__()
        self._batch = batch
        title = f"{batch.source}: {batch.file}"
        detail = (
            f"{when} · taken back"
            if batch.removed
            else f"{when} · {words.plural(batch.here, 'set')} in the log"
        )
        action = "Bring back" if batch.removed else "Take back"
        self.button = button(action)
        self.button.setAccessibleName(f"{action}: {title}")
        self.button.clicked.connect(self._on_clicked)
        line = row(
            column(label(title, "strong"), label(detail, "small"), gap=2), self.button, gap=12
        )
        line.setStretch(0, 1)
        self.setLayout(line)

    def _on_clicked(self) -> None:
        self.pressed.emit(self._batch)


def _when(batch: Batch, clock: Clock) -> str:
    return words.date_words(batch.day) if batch.at is None else moment(batch.at, clock)


def _day(seen: Overview) -> str:
    day = seen.holds.last_day
    return "" if day is None else words.date_words(day)
