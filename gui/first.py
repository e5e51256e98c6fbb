"""Which page does a person begin with, and what is painted until the log has told?

The first start shows the body. Whoever has begun comes back to Today, so from the second start on
the first picture is Today without its content: nothing jumps but what was empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.widgets import Page, column, label

# This is painted before any of the domain is imported.
if TYPE_CHECKING:
    from collections.abc import Iterator

    from gui.clock import Clock
    from gui.coach_values import Failure
    from gui.main_window import MainWindow
    from gui.state import State
    from gui.theme import Theme
    from gui.week_model import Told, WeekModel

BEGUN = "begun"
"""Name in the window's state: 1 when the log had something to say last time."""
MARGINS = (28, 22, 28, 22)
"""Pixels around Today: left, top, right, bottom."""
TWO_COLUMNS = 860
"""Pixels from which the stretching stands beside the plans."""
SIDE_WIDTH, BETWEEN = 320, 18
_ROUND = 14
_PLAN_HIGH, _SIDE_HIGH = 230, 304
_LONG_MS = 3000
"""After so long without an answer a person wants to know why."""


class QuietCards(QWidget):
    """Where the cards of Today will stand: the plan's, and the one about stretching."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def cards(self) -> tuple[QRectF, QRectF]:
        """Say where they are: beside each other where there is room."""
        wide = float(self.width())
        if wide + MARGINS[0] + MARGINS[2] < TWO_COLUMNS:
            below = _PLAN_HIGH + 14.0
            return QRectF(0, 0, wide, _PLAN_HIGH), QRectF(0, below, wide, _SIDE_HIGH)
        left = wide - SIDE_WIDTH - BETWEEN
        return QRectF(0, 0, left, _PLAN_HIGH), QRectF(wide - SIDE_WIDTH, 0, SIDE_WIDTH, _SIDE_HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw two cards with faint lines instead of words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plan, side = self.cards()
        for card in (plan, side):
            painter.setPen(QColor(self.theme.line))
            painter.setBrush(QColor(self.theme.card))
            painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.sunken))
        for bar in (*_lines_of_a_plan(plan), *_lines_of_stretching(side)):
            painter.drawRoundedRect(bar, 5, 5)
        painter.end()


def _lines_of_a_plan(card: QRectF) -> Iterator[QRectF]:
    """A name, and four exercises with their doses, right of the picture."""
    left, right = card.left() + 247.0, card.right() - 19.0
    yield QRectF(left, card.top() + 27, min(126.0, right - left), 16)
    for n, share in enumerate((0.24, 0.28, 0.26, 0.23)):
        top = card.top() + 65 + 22 * n
        yield QRectF(left, top, share * (right - left), 10)
        yield QRectF(right - 66, top, 66, 10)


def _lines_of_stretching(card: QRectF) -> Iterator[QRectF]:
    left, wide = card.left() + 19.0, card.width() - 38.0
    yield QRectF(left, card.top() + 23, 116, 13)
    yield QRectF(left, card.top() + 53, 0.9 * wide, 10)
    yield QRectF(left, card.top() + 94, wide, 42)


class QuietToday(Page):
    """Today before the log has told what is on: the day, the greeting and empty cards."""

    def __init__(self, clock: Clock, theme: Theme) -> None:
        super().__init__("Today", theme)
        self.setAccessibleDescription("Your log is being opened.")
        now = clock.local()
        said = day_words(now.year, now.month, now.day)
        self.day = label(said.upper(), "caps", wrap=False)
        self.day.setAccessibleName(said)
        self.title = label(greeting(now.hour), "title")
        self.says = label(" ", "muted")  # keeps its line: what comes below stays where it is
        self.cards = QuietCards(theme)
        whole = column(
            column(self.day, self.title, self.says, gap=2),
            self.cards,
            gap=14,
        )
        whole.setStretch(1, 1)
        whole.setContentsMargins(*MARGINS)
        self.setLayout(whole)
        self._long = QTimer(self)
        self._long.setSingleShot(True)
        self._long.setInterval(_LONG_MS)
        self._long.timeout.connect(self._on_long)
        self._long.start()

    def set_theme(self, theme: Theme) -> None:
        """Dress the cards."""
        super().set_theme(theme)
        self.cards.theme = theme
        self.cards.update()

    def _on_long(self) -> None:
        self.says.setText("Your log is being opened …")


class Beginning(QObject):
    """Leads from the first picture to the page the person begins with."""

    def __init__(self, window: MainWindow, state: State | None, *, begun: bool) -> None:
        """Take what was remembered; `begun` where nothing was."""
        super().__init__(window)
        self._window = window
        self._state = state
        self._weeks: WeekModel | None = None
        known = int(begun) if state is None else state.number(BEGUN, int(begun))
        self.quiet = known == 1
        """True when the first picture is Today without its content."""

    @property
    def picture(self) -> QWidget:
        """The widget whose painting is the window's first picture."""
        return self._window.pages.get("quiet") if self.quiet else self._window.body.map

    def show(self) -> None:
        """Put the first picture into the window."""
        name, marked = ("quiet", "today") if self.quiet else ("body", "body")
        pages = self._window.pages
        pages.stack.setCurrentWidget(pages.get(name))
        self._window.rail.show_page(pages.place(marked))

    def wait_for(self, weeks: WeekModel) -> None:
        """Listen for the first answer about today."""
        self._weeks = weeks
        weeks.home_ready.connect(self._on_home)
        weeks.coach.failed.connect(self._on_failed)

    def ask(self) -> None:
        """Ask for everything the person begins with; every page is there to hear it."""
        window = self._window
        if not self.quiet:
            window.go(window.body)
        elif self._weeks is None:
            window.go(window.body)  # without Today there is nothing else
        else:
            self._weeks.coach.load_profile()
            window.today.morning.refresh()  # sooner than the rest, which then need not give way
        if self._weeks is not None:
            self._weeks.load()

    def _on_home(self, told: Told) -> None:
        """Go on to Today as soon as there is something to say.

        Who has pointed at a place of the young window meanwhile stays with it, and who has gone to
        another page stays there.
        """
        self._stop()
        window, begun = self._window, told.home.begun
        if self._state is not None and self._state.number(BEGUN, -1) != int(begun):
            self._state.keep(BEGUN, int(begun))
            self._state.save()
        if self._waits:
            window.go(window.today if begun else window.body)
        elif begun and not self.quiet and window.page is window.body and not window.body.in_use:
            window.go(window.today)

    def _on_failed(self, failure: Failure) -> None:
        """Let Today say what is wrong; an empty picture says nothing."""
        if failure.request == "home":
            self._stop()
            if self._waits:
                self._window.go(self._window.today)

    def _stop(self) -> None:
        if self._weeks is not None:
            self._weeks.home_ready.disconnect(self._on_home)
            self._weeks.coach.failed.disconnect(self._on_failed)

    @property
    def _waits(self) -> bool:
        return self.quiet and self._window.page is self._window.pages.made("quiet")


def day_words(year: int, month: int, day: int) -> str:
    """Say a day as `core.words` does, without the domain: "Thursday, 12 March"."""
    english = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    return english.toString(QDate(year, month, day), "dddd, d MMMM")


def greeting(hour: int) -> str:
    """Greet by the hour of the day, 0 to 23."""
    if 5 <= hour < 12:
        return "Good morning"
    return "Good afternoon" if 12 <= hour < 17 else "Good evening"
