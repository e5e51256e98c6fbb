"""What may be changed about Evenside, and what does it know about the person?"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from core import words
from core.body import Spot
from core.errors import Problem
from core.pauses import Pause
from core.plans import Plan
from core.profile import Profile
from core.safety import Readiness
from gui import messages
from gui.care_model import CareModel
from gui.coach_model import CoachModel
from gui.coach_values import Failure
from gui.safety.dialogs import ReadinessDialog
from gui.settings.about import AboutSection
from gui.settings.data import DataSection
from gui.settings.health import HealthSection
from gui.settings.person import GearSection, LookSection, MeSection, ProfileSection
from gui.settings.sections import Item, ListSection
from gui.theme import Theme
from gui.widgets import Banner, Page, Scroll, column, label

TWO_COLUMNS = 900
"""Pixels from which the cards stand in two columns."""


class SettingsPage(Page):
    """Cards that keep every change at once."""

    theme_chosen = Signal(str)
    """"system", "light" or "dark"."""

    def __init__(
        self,
        model: CoachModel,
        theme: Theme,
        *,
        version: str,
        folder: str,
        care: CareModel | None = None,
    ) -> None:
        super().__init__("Settings", theme)
        self.model = model
        self.data = DataSection(care or CareModel(model, self))
        self._known: Profile | None = None
        self._waiting: list[ProfileSection] = []
        """The cards whose changes are on their way to the disk, oldest first."""
        self._readiness: Readiness | None = None
        self._make_sections(version, folder)
        left = column(self.gear, self.me, self.look, None, gap=16)
        right = self._right = column(
            self.pauses, self.health, self.excluded, self.plans, None, gap=16
        )
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right, 1)
        self.trouble = Banner("warn")
        self.trouble.acted.connect(self._on_trouble_read)
        whole = column(
            label("Settings", "title"),
            self.trouble,
            self._columns,
            self.data,
            self.about,
            None,
            gap=16,
        )
        whole.setContentsMargins(28, 24, 28, 28)
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setLayout(whole)
        self.setLayout(column(Scroll(inner)))
        self._listen()

    def _make_sections(self, version: str, folder: str) -> None:
        self.gear = GearSection()
        self.me = MeSection()
        self.look = LookSection()
        self._profile_sections: tuple[ProfileSection, ...] = (self.gear, self.me, self.look)
        self.pauses = ListSection(
            "Places that wait for a professional",
            "A professional has looked at it",
            "None. A place waits here when something you said about its pain should be seen first.",
            name="pauses",
            below=True,
        )
        self.health = HealthSection()
        self.excluded = ListSection(
            "Left-out exercises",
            "Bring back",
            "None. An exercise that you leave out of all routines is listed here.",
            name="excluded",
        )
        self.plans = ListSection(
            "Kept plans", "Delete", "None. A routine that you keep is listed here.", name="plans"
        )
        self.about = AboutSection(version, folder)

    def _listen(self) -> None:
        self.gear.changed.connect(self._on_gear)
        self.me.changed.connect(self._on_me)
        self.look.changed.connect(self._on_look)
        self.pauses.acted.connect(self._on_lift)
        self.excluded.acted.connect(self._on_bring_back)
        self.plans.acted.connect(self._on_delete_plan)
        self.health.answer_again.clicked.connect(self.ask_health)
        model = self.model
        model.profile_changed.connect(self._on_profile)
        model.readiness_known.connect(self._on_readiness)
        model.pauses_changed.connect(self._on_pauses)
        model.excluded_changed.connect(self._on_excluded)
        model.plans_changed.connect(self._on_plans)
        model.failed.connect(self._on_failed)

    def shown(self) -> None:
        """Ask for everything the cards show."""
        self.trouble.say("")
        for section in self._profile_sections:
            section.forget_refusals()
        self.model.load_profile()
        self.model.load_readiness()
        self.model.load_pauses()
        self.model.load_excluded()
        self.model.load_plans()
        self.data.shown()

    def add_card(self, card: QWidget) -> None:
        """Put a card of something that is made later below the health questions."""
        self._right.insertWidget(self._right.indexOf(self.health) + 1, card)
        for before, after in pairwise([self.health.answer_again, *_stops(card)]):
            QWidget.setTabOrder(before, after)

    # -- the profile --------------------------------------------------------------------------

    def _on_gear(self, profile: Profile) -> None:
        self._save(self.gear, profile)

    def _on_me(self, profile: Profile) -> None:
        self._save(self.me, profile)

    def _on_look(self, profile: Profile) -> None:
        self._save(self.look, profile)
        self.theme_chosen.emit(profile.theme)

    def _save(self, section: ProfileSection, profile: Profile) -> None:
        for other in self._profile_sections:
            other.profile = profile
        self._waiting.append(section)
        self.model.save_profile(profile)

    def _on_profile(self, profile: Profile) -> None:
        self._known = profile
        if self._waiting:
            self._waiting.pop(0).say_saved()
        if not self._waiting:
            for section in self._profile_sections:
                section.show_profile(profile)

    def _refuse_profile(self, problem: Problem) -> None:
        if not self._waiting:
            return
        section = self._waiting.pop(0)
        if not section.refuse(problem):
            self.trouble.say(problem.message, "Close")
        if self._known is not None:
            for other in self._profile_sections:
                other.profile = self._known

    # -- what waits, is left out, or is kept --------------------------------------------------

    def _on_pauses(self, pauses: tuple[Pause, ...]) -> None:
        body = self.model.catalog.body
        today = self.model.clock.today()
        self.pauses.show_items(
            [
                Item(
                    body.region(pause.spot.region).label(pause.spot.side).capitalize(),
                    f"Since {words.date_words(pause.day, today=today)}. You said: "
                    f"{'; '.join(pause.because)}.",
                    pause.spot,
                )
                for pause in pauses
            ]
        )

    def _on_lift(self, spot: Spot) -> None:
        self.model.lift_pause(spot)

    def _on_excluded(self, excluded: frozenset[str]) -> None:
        found = [(self.model.catalog.find(exercise_id), exercise_id) for exercise_id in excluded]
        items = [Item(e.name if e else i.replace("_", " "), "", i) for e, i in found]
        self.excluded.show_items(sorted(items, key=_by_title))

    def _on_bring_back(self, exercise_id: str) -> None:
        self.model.include(exercise_id)

    def _on_plans(self, plans: tuple[Plan, ...]) -> None:
        body = self.model.catalog.body
        self.plans.show_items(
            [
                Item(
                    plan.name,
                    f"{body.region(plan.spot.region).label(plan.spot.side).capitalize()} · "
                    f"{words.plural(len(plan.items), 'exercise')} · {plan.minutes} minutes",
                    plan.name,
                )
                for plan in plans
            ]
        )

    def _on_delete_plan(self, name: str) -> None:
        question = f"Delete the plan “{name}”? What you logged with it stays."
        if messages.confirm(self, "Delete a plan", question, "Delete plan"):
            self.model.delete_plan(name)

    # -- health -------------------------------------------------------------------------------

    def _on_readiness(self, known: Readiness | None) -> None:
        self._readiness = known
        self.health.show_readiness(known, self.model.safety, self.model.clock.today())

    def ask_health(self) -> None:
        """Ask the health questions again."""
        dialog = ReadinessDialog(self.model.safety, self._readiness, self.model.clock, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.answered.connect(self.model.save_readiness)
        messages.open_dialog(dialog)

    # -- trouble and looks --------------------------------------------------------------------

    def _on_failed(self, failure: Failure) -> None:
        if failure.request == "profile":
            self._refuse_profile(failure.problem)
        elif self.isVisible() and failure.request in {"pauses", "exclude", "plans", "readiness"}:
            self.trouble.say(failure.problem.message, "Close")

    def _on_trouble_read(self) -> None:
        self.trouble.say("")

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the smallest window: it scrolls."""
        return QSize(480, 320)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards into one column where two would be too narrow."""
        super().resizeEvent(event)
        wide = self.width() >= TWO_COLUMNS
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)


def _stops(card: QWidget) -> list[QWidget]:
    """List what the Tab key stops at."""
    tab = Qt.FocusPolicy.TabFocus
    return [w for w in card.findChildren(QWidget) if w.focusPolicy() & tab]


def _by_title(item: Item) -> str:
    return item.title.casefold()
