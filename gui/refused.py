"""What does a person see when the log can't be opened, and what can they do about it?"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core import words
from core.care import BackupInfo, Preview
from core.errors import Problem
from gui import messages
from gui.clock import Clock
from gui.rescue_model import Choices, Rescued, RescueModel
from gui.settings.backups import BackupList
from gui.theme import Theme
from gui.widgets import Banner, Card, Page, Scroll, button, column, label, row, rule


class RefusedPage(Page):
    """The plain reason, that nothing was changed, and what may take the log's place."""

    def __init__(self, theme: Theme, rescue: RescueModel | None = None) -> None:
        super().__init__("Log not opened", theme)
        self._rescue = rescue
        self._text = label("")
        self.again = button("Try again", name="open_again")
        self.again.clicked.connect(self._on_again)
        if rescue is None:
            self.again.hide()
        card = Card(
            label("Your log was not opened", "heading"),
            self._text,
            label("Nothing in the file was changed, and no new log was put in its place.", "muted"),
            row(self.again, None),
            margin=24,
        )
        card.inner.setSpacing(12)
        self.trouble = Banner("warn")
        self.trouble.setObjectName("rescue_trouble")
        self.trouble.acted.connect(self._on_trouble_read)
        self.backups = BackupList(Clock() if rescue is None else rescue.clock, "There are none.")
        self._choices = self._make_choices()
        self._choices.hide()
        whole = column(card, self.trouble, self._choices, None, gap=16)
        whole.setContentsMargins(40, 40, 40, 40)
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setLayout(whole)
        inner.setMaximumWidth(760)
        self.setLayout(column(Scroll(inner)))
        if rescue is not None:
            self._listen(rescue)

    def _make_choices(self) -> Card:
        self.choose = button("Choose another file …", name="choose_log")
        self.choose.clicked.connect(self._on_choose)
        self.rebuild = button("Make it anew from the journal", name="rebuild_log")
        self.rebuild.clicked.connect(self._on_rebuild)
        self._journal = label("", "muted")
        self._journal_box = QWidget()
        self._journal_box.setLayout(
            column(rule(), _choice("The journal", self._journal, self.rebuild), gap=12)
        )
        self.new = button("Start a new log", name="new_log")
        self.new.clicked.connect(self._on_new)
        chosen = label("If the log was moved or copied. The file itself stays as it is.", "muted")
        begun = label("What is there now is kept beside it under another name.", "muted")
        card = Card(
            label("What can be put in its place", "heading"),
            label("Nothing is deleted by any of this.", "muted"),
            label("A backup", "strong"),
            self.backups,
            self._journal_box,
            rule(),
            _choice("A log from another place", chosen, self.choose),
            rule(),
            _choice("An empty log", begun, self.new),
            margin=24,
        )
        card.inner.setSpacing(12)
        return card

    def _listen(self, rescue: RescueModel) -> None:
        self.backups.preview_wanted.connect(rescue.preview)
        self.backups.restore_wanted.connect(self._on_restore)
        rescue.choices_ready.connect(self._on_choices)
        rescue.previewed.connect(self._on_previewed)
        rescue.rescued.connect(self._on_rescued)
        rescue.failed.connect(self._on_failed)

    def show_problem(self, problem: Problem) -> None:
        """Say what happened and what to do."""
        self._text.setText(problem.message)
        self.setAccessibleName(problem.message)
        self._choices.hide()
        self._set_enabled(on=True)
        if self._rescue is not None and problem.replaceable:
            self._rescue.load_choices()

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    # -- answers ----------------------------------------------------------------------------------

    def _on_choices(self, choices: Choices) -> None:
        self.backups.show_backups(choices.backups)
        self._journal_box.setVisible(choices.journal is not None)
        if choices.journal is not None:
            self._journal.setText(
                f"The text files beside the log hold {choices.journal.words}"
                + (
                    f", the last on {words.date_words(choices.journal.last_day)}."
                    if choices.journal.last_day
                    else "."
                )
            )
        self._choices.show()

    def _on_previewed(self, preview: Preview) -> None:
        self.backups.show_preview(preview)

    def _on_failed(self, problem: Problem) -> None:
        self._set_enabled(on=True)
        if self.backups.panel.isVisible() and not self.backups.panel.restore.isVisible():
            self.backups.refuse(problem.message)
        else:
            self.trouble.say(problem.message, "Close")

    def _on_rescued(self, done: Rescued) -> None:
        messages.tell(self, "Your log", done.says)

    # -- what the person chose --------------------------------------------------------------------

    def _set_enabled(self, *, on: bool) -> None:
        self._choices.setEnabled(on)
        self.again.setEnabled(on)

    def _on_again(self) -> None:
        if self._rescue is not None:
            self._rescue.try_again()

    def _on_restore(self, backup: BackupInfo) -> None:
        if self._rescue is not None:
            self._set_enabled(on=False)
            self._rescue.restore(backup)

    def _on_rebuild(self) -> None:
        if self._rescue is not None:
            self._set_enabled(on=False)
            self._rescue.rebuild()

    def _on_choose(self) -> None:
        file = messages.ask_log(self, "A log of Evenside")
        if file is not None and self._rescue is not None:
            self._set_enabled(on=False)
            self._rescue.choose(file)

    def _on_new(self) -> None:
        question = (
            "Begin with an empty log? What lies in its place now is kept beside it, and so are "
            "all backups."
        )
        agreed = messages.confirm(self, "Start a new log", question, "Start a new log")
        if agreed and self._rescue is not None:
            self._set_enabled(on=False)
            self._rescue.start_new()

    def _on_trouble_read(self) -> None:
        self.trouble.say("")


def _choice(title: str, says: QWidget, action: QWidget) -> QWidget:
    made = QWidget()
    line = row(column(label(title, "strong"), says, gap=2), action, gap=12)
    line.setStretch(0, 1)
    made.setLayout(line)
    return made
