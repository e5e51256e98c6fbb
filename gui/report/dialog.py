"""How does a person choose what to take away on paper, look at it, and save it?"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPixmap
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QWidget

from core.answers import Edited
from core.errors import Problem
from core.report import Report
from core.routine import Routine
from gui import messages
from gui.coach_model import CoachModel
from gui.coach_values import Failure
from gui.fields import Field
from gui.figure.studio import Studio
from gui.report.cards import draw_routine, shots_of, title_of
from gui.report.letter import draw_report
from gui.report.model import PaperModel, Stills
from gui.report.sheet import Format, ImageSheet, PdfSheet, Sheet
from gui.widgets import Banner, Choice, Scroll, button, clear, column, label, row

LOOK_WIDTH = 520
"""Pixels of a page in the preview."""
_NOW = "now"


class PaperDialog(QDialog):
    """A report for a physiotherapist, or a routine to print."""

    def __init__(
        self,
        model: CoachModel,
        studio: Studio,
        parent: QWidget,
        *,
        routine: Routine | None = None,
        report: bool = True,
    ) -> None:
        """Begin with the report, or with a routine.

        Args:
            model: The coach.
            studio: Draws the figures.
            parent: The window.
            routine: The routine that is on the page now; None when there is none.
            report: True to begin with the report.

        """
        super().__init__(parent)
        self.setWindowTitle("On paper")
        self.resize(990, 680)
        self._model = model
        self._studio = studio
        self._paper = PaperModel(model, self)
        self._stills = Stills(studio, self)
        self._now = routine if routine is not None and routine.items else None
        self._report: Report | None = None
        self._routine: Routine | None = None
        self._saved: Path | None = None
        self._make_controls(report=report)
        self._lay_out()
        self._listen()
        self._paper.load_names()
        self._on_what()

    def _make_controls(self, *, report: bool) -> None:
        self.what = Choice(
            [("Report", "report"), ("Routine to print", "routine")],
            name="paper_what",
        )
        self.what.choose("report" if report else "routine")
        self.weeks = Choice(
            [("6 weeks", 6), ("3 months", 13), ("6 months", 26), ("1 year", 52)],
            name="paper_weeks",
            gap=6,
        )
        self.weeks.choose(13)
        self.name = QLineEdit()
        self.name.setObjectName("paper_name")
        self.name.setMaxLength(80)
        self.name.setPlaceholderText("Nobody's name")
        self.plans = QComboBox()
        self.plans.setObjectName("paper_plan")
        if self._now is not None:
            self.plans.addItem("The routine you have open", _NOW)
        self.form = Choice([("A4", Format.A4), ("Letter", Format.LETTER)], name="paper_form", gap=6)
        self.form.choose(usual_format())
        self.banner = Banner("info")
        self.save = button("Save as PDF …", "primary", name="save_pdf")
        self.save.setEnabled(False)
        self._says = label("", "muted")
        self._about = label("", "muted")

    def _lay_out(self) -> None:
        self._weeks_field = Field("Time", self.weeks)
        self._name_field = Field("Name", self.name, why="Only on this paper; it is not kept.")
        self._plan_field = Field("Routine", self.plans)
        options = QWidget()
        options.setFixedWidth(378)
        close = button("Close", name="close_paper")
        close.clicked.connect(self.accept)
        options.setLayout(
            column(
                label("On paper", "title"),
                self.what,
                self._about,
                4,
                self._weeks_field,
                self._name_field,
                self._plan_field,
                Field("Paper", self.form),
                self._says,
                None,
                self.banner,
                row(self.save, close, None),
                gap=12,
            )
        )
        self._pages = column(gap=14)
        inner = QWidget()
        inner.setObjectName("scrolled")
        content = column(self._pages, None)
        content.setContentsMargins(0, 0, 10, 0)
        inner.setLayout(content)
        self._area = Scroll(inner)
        whole = row(options, self._area, gap=22)
        whole.setStretch(1, 1)
        whole.setContentsMargins(22, 18, 16, 16)
        self.setLayout(whole)

    def _listen(self) -> None:
        self.what.chosen.connect(self._on_what)
        self.weeks.chosen.connect(self._on_what)
        self.plans.currentIndexChanged.connect(self._on_what)
        self.form.chosen.connect(self.look)
        self.name.textChanged.connect(self.look)
        self.save.clicked.connect(self._on_save)
        self.banner.acted.connect(self._on_open)
        self._paper.report_ready.connect(self._on_report)
        self._paper.names_ready.connect(self._on_names)
        self._paper.routine_ready.connect(self._on_routine)
        self._stills.ready.connect(self.look)
        self._model.failed.connect(self._on_failed)

    # -- what is on it ----------------------------------------------------------------------------

    def _on_what(self) -> None:
        report = self.what.value() == "report"
        self._weeks_field.setVisible(report)
        self._name_field.setVisible(report)
        self._plan_field.setVisible(not report)
        self._about.setText(
            "For a physiotherapist, or for yourself: what was trained, both sides' lines, gaps "
            "with their margins, pain and tests."
            if report
            else "Figures, doses and empty boxes for four days, to train without a screen."
        )
        self.save.setEnabled(False)
        self.banner.say("")
        self._report = self._routine = None
        clear(self._pages)
        self._says.setText("One moment …")
        if report:
            self._paper.load_report(self.weeks.value())
            return
        chosen = self.plans.currentData()
        if chosen == _NOW and self._now is not None:
            self._show_routine(self._now)
        elif chosen:
            self._paper.load_routine(chosen[1])
        else:
            self._says.setText(
                "There is no routine yet. Build one on the Body page, or keep one as a plan."
            )

    def _on_names(self, names: tuple[str, ...]) -> None:
        for name in names:
            self.plans.addItem(name, ("plan", name))

    def _on_report(self, report: Report) -> None:
        self._report = report
        self.look()

    def _on_routine(self, edited: Edited) -> None:
        routine = edited.routine
        if not routine.items:
            advice = routine.advice
            self._says.setText(advice.says if advice else "Nothing of this plan fits today.")
            return
        self._show_routine(routine)

    def _show_routine(self, routine: Routine) -> None:
        self._routine = routine
        self._says.setText("Drawing the figures …")
        self._stills.want(shots_of(routine, self._studio.figure))

    def _on_failed(self, failure: Failure) -> None:
        if failure.request == "paper":
            self._says.setText(failure.problem.message)

    # -- looking and saving -----------------------------------------------------------------------

    def _ready(self) -> bool:
        if self.what.value() == "report":
            return self._report is not None
        return self._routine is not None and self._stills.complete

    def look(self) -> None:
        """Draw the pages as they will be."""
        if not self._ready():
            return
        form: Format = self.form.value()
        sheet = ImageSheet(form, LOOK_WIDTH * self.devicePixelRatioF() / form.value[0])
        self._draw(sheet)
        clear(self._pages)
        for number, image in enumerate(sheet.images, start=1):
            self._pages.addWidget(self._page(image, number))
        many = len(sheet.images)
        self._says.setText("One page." if many == 1 else f"{many} pages.")
        self.save.setEnabled(True)

    def _page(self, image: QImage, number: int) -> QLabel:
        image.setDevicePixelRatio(self.devicePixelRatioF())
        made = QLabel()
        made.setPixmap(QPixmap.fromImage(image))
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        made.setAccessibleName(f"Page {number}")
        return made

    def _draw(self, sheet: Sheet) -> None:
        if self.what.value() == "report":
            assert self._report is not None
            draw_report(sheet, self._report, " ".join(self.name.text().split()))
        else:
            assert self._routine is not None
            catalog = self._model.catalog
            title = self._title()
            draw_routine(sheet, catalog, self._routine, title, self._stills.pictures)
        sheet.finish()

    def _title(self) -> str:
        if self.what.value() == "report":
            return "Left and right"
        chosen = self.plans.currentData()
        if isinstance(chosen, tuple | list):
            return str(chosen[1])
        assert self._routine is not None
        return title_of(self._model.catalog, self._routine)

    def _on_save(self) -> None:
        kind = self.what.value()
        name = f"evenside-{kind}-{self._model.clock.today().isoformat()}.pdf"
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        path = messages.choose_save_path(
            self, "Save as PDF", str(Path(folder) / name), "PDF", "pdf"
        )
        if path is not None:
            self.save_to(path if path.suffix else path.with_suffix(".pdf"))

    def save_to(self, path: Path) -> None:
        """Write the file; what goes wrong is told, and no half a file is left."""
        try:
            self._draw(PdfSheet(path, self.form.value(), self._title()))
        except Problem as problem:
            self._saved = None
            self.banner.say(problem.message)
            return
        self._saved = path
        self.banner.say(f"Saved as {path.name}.", "Open")

    def _on_open(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved)))


def usual_format() -> Format:
    """Give Letter where paper is measured in inches, else A4."""
    imperial = QLocale.system().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    return Format.LETTER if imperial else Format.A4
