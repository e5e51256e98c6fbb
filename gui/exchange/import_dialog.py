"""How does a file come into the log: read, looked through, answered, brought in, or taken back?"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QStackedWidget, QWidget

from core import words
from core.exchange.proposal import Answers
from gui.coach_values import Failure
from gui.exchange.model import BACK, BRING, LOOK, SETTLE, Brought, ExchangeModel, Reviewed
from gui.exchange.review import Review
from gui.exchange.told import ToldView, counts_words
from gui.widgets import Banner, button, column, label, row

READING, REVIEW, TOLD, REFUSED = range(4)


class ImportDialog(QDialog):
    """One file from beginning to end."""

    def __init__(self, exchange: ExchangeModel, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import")
        self.resize(980, 660)
        self._exchange, self._path = exchange, path
        self._found: Reviewed | None = None
        self._made: Brought | None = None
        self._busy = True
        """True while a job is under way that has to end before the dialog may close."""
        self._make(path)
        self._lay_out()
        self._listen()
        exchange.look(path)

    def _make(self, path: Path) -> None:
        self.title = label(path.name, "title")
        self.about = label("Reading the file …", "muted")
        self.review = Review()
        self.told = ToldView()
        self.refusal = label("")
        self.refusal.setObjectName("import_refused")
        self.bar = QProgressBar()
        self.bar.setObjectName("import_bar")
        self.bar.setAccessibleName("How far the file is")
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 100)
        self.banner = Banner("warn")
        self.banner.setObjectName("import_trouble")
        self.counts = label("")
        self.counts.setObjectName("import_counts")
        self.take = button("Import", "primary", name="import_take")
        self.take.hide()
        self.back = button("Take it back", name="import_back")
        self.back.hide()
        self.away = button("Cancel", name="import_cancel")

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        waiting = QWidget()
        refused = QWidget()
        refused.setLayout(
            column(
                self.refusal,
                label("Your log is as it was.", "muted"),
                None,
                gap=8,
            )
        )
        for page in (waiting, self.review, self.told, refused):
            self.pages.addWidget(page)
        foot = row(self.counts, self.away, self.back, self.take, gap=10)
        foot.setStretch(0, 1)
        whole = column(
            column(self.title, self.about, gap=2),
            self.bar,
            self.banner,
            self.pages,
            foot,
            gap=12,
        )
        whole.setStretch(3, 1)
        whole.setContentsMargins(22, 18, 18, 16)
        self.setLayout(whole)

    def _listen(self) -> None:
        exchange = self._exchange
        self.take.clicked.connect(self._on_take)
        self.back.clicked.connect(self._on_back)
        self.away.clicked.connect(self.reject)
        self.banner.acted.connect(self._on_read)
        self.review.changed.connect(self._on_answers)
        exchange.went_on.connect(self._on_went_on)
        exchange.reviewed.connect(self._on_reviewed)
        exchange.brought.connect(self._on_brought)
        exchange.taken_back.connect(self._on_taken_back)
        exchange.failed.connect(self._on_failed)

    # -- reading and reviewing --------------------------------------------------------------------

    def _on_went_on(self, share: float) -> None:
        self.bar.setValue(round(100 * share))

    def _on_reviewed(self, found: Reviewed) -> None:
        self._found = found
        self._rest()
        proposal = found.proposal
        names = words.plural(len(proposal.names), "exercise name")
        what = f"A file of {proposal.app.value}: {words.plural(proposal.total, 'set')}"
        self.about.setText(f"{what}, {names}." if proposal.names else f"{what}.")
        self.pages.setCurrentIndex(REVIEW)
        self.review.show_review(found)
        self._show_counts()

    def _show_counts(self) -> None:
        if self._found is None:
            return
        settled = self._found.settled
        self.counts.setText(counts_words(settled))
        count = len(settled.sets)
        self.take.setText(f"Import {words.plural(count, 'set')}" if count else "Import")
        self.take.setEnabled(settled.batch is not None)
        self.take.show()
        self.away.setText("Cancel" if settled.batch is not None else "Close")

    def _on_answers(self, answers: Answers) -> None:
        if self._found is not None:
            self.take.setEnabled(False)  # until it is known what these answers come to
            self._exchange.settle(self._found.proposal, answers)

    # -- bringing in, and taking back -------------------------------------------------------------

    def _work(self, says: str) -> None:
        self._busy = True
        self.about.setText(says)
        self.banner.say("")
        self.bar.setValue(0)
        self.bar.show()
        self.review.setEnabled(False)
        self.take.setEnabled(False)
        self.back.setEnabled(False)

    def _rest(self) -> None:
        self._busy = False
        self.bar.hide()
        self.review.setEnabled(True)
        self.away.setEnabled(True)
        self.back.setEnabled(True)

    def _on_take(self) -> None:
        if self._found is not None and not self._busy:
            self._work("Making a backup, then bringing it in. All of it, or nothing …")
            self._exchange.bring(self._found.proposal, self.review.answers)

    def _on_brought(self, made: Brought) -> None:
        self._made = made
        self._rest()
        self.about.setText(f"A file of {made.settled.source}.")
        self.told.show_brought(made)
        self.pages.setCurrentIndex(TOLD)
        self.take.hide()
        self.counts.setText("")
        self.back.setVisible(made.batch is not None)
        self.away.setText("Close")
        self.away.setFocus()

    def _on_back(self) -> None:
        if self._made is not None and self._made.batch is not None and not self._busy:
            self._work("Making a backup, then taking it back …")
            self._exchange.take_back(self._made.batch)

    def _on_taken_back(self, count: int) -> None:
        self._rest()
        self.about.setText("")
        self.told.show_taken_back(count)
        self.back.hide()
        self.away.setFocus()

    # -- trouble and leaving ----------------------------------------------------------------------

    def _on_failed(self, failure: Failure) -> None:
        self._rest()
        if failure.request == LOOK:
            self.about.setText("This file can't be imported.")
            self.refusal.setText(failure.problem.message)
            self.pages.setCurrentIndex(REFUSED)
            self.resize(620, 240)
            self.away.setText("Close")
            self.away.setFocus()
        elif failure.request in (SETTLE, BRING, BACK):
            self.banner.say(failure.problem.message, "Close")
            if self._made is None:
                self._show_counts()

    def _on_read(self) -> None:
        self.banner.say("")

    def reject(self) -> None:
        """Stop what is under way; what is being written has to end first."""
        if self._busy and self.pages.currentIndex() != READING:
            self._exchange.stop()
            self.away.setEnabled(False)
            return
        self._exchange.stop()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Do the same when the window's own button closes it."""
        if self._busy and self.pages.currentIndex() != READING:
            self.reject()
            event.ignore()
            return
        self._exchange.stop()
        super().closeEvent(event)
