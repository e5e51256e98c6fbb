"""What is to be done today, and why? The routine, its changes and the kept plans."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from core.answers import Edited
from core.plans import Plan
from core.routine import Feeling, Routine
from core.safety import PainReport, Readiness
from gui import messages
from gui.coach_model import CoachModel
from gui.coach_values import Failure, Options
from gui.figure.studio import Studio
from gui.routine.card import ExerciseCard
from gui.routine.dose_text import name_of
from gui.routine.opening import OpenPlanDialog
from gui.routine.picker import ExercisePicker
from gui.safety.dialogs import AdviceCard, PainDialog, ReadinessDialog
from gui.theme import Theme
from gui.widgets import Banner, Page, Scroll, button, clear, column, label, row

CARD_WIDTH = 322
_FEELS = {
    Feeling.WEAK: "Strengthen what is weak, look after its opposite.",
    Feeling.TIGHT: "Stretch what is tight, strengthen its opposite.",
    Feeling.NEITHER: "Keep both halves of the pair strong.",
}
_SHOWN = frozenset({"swap", "add", "remove", "move", "options", "plans", "exclude", "plan"})
"""Requests whose failure is said here, whoever asked, while the page is looked at."""


class RoutinePage(Page):
    """Cards of the routine."""

    start_wanted = Signal(object)
    """Routine."""
    details_wanted = Signal(str)
    """Exercise id."""
    body_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, model: CoachModel, studio: Studio, theme: Theme) -> None:
        super().__init__("Routine", theme)
        self._model = model
        self._studio = studio
        self._routine: Routine | None = None
        self._plans: tuple[Plan, ...] = ()
        self._opening = ""
        self._report = PainReport()
        self._readiness: Readiness | None = None
        self._answering = False
        """True while the health answers are on their way to the disk, before a plan opens."""
        self._changing = ""
        """The request that is under way: until it is answered, the cards show an old routine."""
        self._focused: QWidget | None = None
        self._picker: ExercisePicker | None = None
        self._index: int | None = None
        self._cards: list[ExerciseCard] = []
        self._columns = 0
        self._title = label("", "title")
        self._subtitle = label("", "muted")
        self._plans_button = button("My plans", name="plans")
        self._plans_menu = QMenu(self._plans_button)
        self._plans_menu.triggered.connect(self._on_plan_chosen)
        self._plans_button.setMenu(self._plans_menu)
        self._plans_button.hide()
        self._keep = button("Keep as a plan …", name="keep")
        self._keep.clicked.connect(self._on_keep)
        self._print = button("Print …", "quiet", name="print_routine")
        self._print.setAccessibleName("Print this routine")
        self._print.setToolTip("Figures, doses and boxes to tick, on paper")
        self._print.clicked.connect(self.print_wanted)
        self.start = button("Start", "primary", name="start")
        self.start.clicked.connect(self._on_start)
        self._notes = Banner()
        self._warnings = Banner("warn")
        self._undo = Banner()
        self._kept = ""
        self._undo.acted.connect(self._on_undo_exclude)
        self._excluded = ""
        """The exercise that was left out last; `_undo` brings it back."""
        self._announce_excluded = False
        self._bringing_back = False
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self._grid.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        inner.setObjectName("scrolled")
        content = column(self._grid, None)
        content.setContentsMargins(0, 0, 6, 16)
        inner.setLayout(content)
        heading = column(self._title, self._subtitle, gap=2)
        top = row(heading, self._print, self._plans_button, self._keep, self.start, gap=10)
        top.setStretch(0, 1)
        outer = column(top, self._notes, self._undo, self._warnings, Scroll(inner), gap=12)
        outer.setContentsMargins(28, 22, 22, 0)
        self.setLayout(outer)
        self._connect()
        self._show(())

    def _connect(self) -> None:
        self._model.routine_ready.connect(self._on_routine)
        self._model.routine_edited.connect(self._on_edited)
        self._model.options_ready.connect(self._on_options)
        self._model.plans_changed.connect(self._on_plans)
        self._model.excluded_changed.connect(self._on_excluded)
        self._model.readiness_known.connect(self._on_readiness)
        self._model.readiness_judged.connect(self._on_judged)
        self._model.failed.connect(self._on_failed)

    def shown(self) -> None:
        """Ask for the kept plans."""
        self._model.load_plans()

    def set_theme(self, theme: Theme) -> None:
        """Dress the pictures."""
        super().set_theme(theme)
        for card in self._cards:
            card.set_theme(theme)

    @property
    def routine(self) -> Routine | None:
        """The routine that is shown."""
        return self._routine

    def warnings(self) -> str:
        """What the last change costs, or empty."""
        return self._warnings.text()

    def news(self) -> str:
        """What was left out just now, or empty."""
        return self._undo.text()

    @property
    def changing(self) -> bool:
        """True from asking for a change until it is answered."""
        return bool(self._changing)

    def plan_actions(self) -> list[QAction]:
        """The kept plans, as the menu offers them."""
        return self._plans_menu.actions()

    # -- showing ----------------------------------------------------------------------------------

    def _on_routine(self, routine: Routine) -> None:
        self._routine = routine
        self._show(())
        self.start.setFocus()

    def _on_edited(self, edited: Edited) -> None:
        self._routine = edited.routine
        self._show(edited.warnings)
        if self._announce_excluded:  # the new cards have cleared it
            self._announce_excluded = False
            self._say_excluded()

    def _show(self, warnings: tuple[str, ...]) -> None:
        routine = self._routine
        self._focused = None
        self._change("")
        clear(self._grid)
        self._cards = []
        self._undo.say("")
        ready = routine is not None and bool(routine.items)
        self.start.setVisible(ready)
        self._keep.setVisible(ready)
        self._print.setVisible(ready)
        if routine is None:
            self._show_nothing()
            return
        spot = routine.request.spot
        place = self._model.catalog.body.region(spot.region).label(spot.side)
        self._title.setText(f"{place.capitalize()} · today")
        self.start.setText(f"Start · {routine.minutes} min")
        self._notes.say(" ".join(routine.notes))
        self._warnings.say(" ".join(warnings))
        if routine.advice is not None:
            self._subtitle.setText("No routine for this place today.")
            advice = AdviceCard(routine.advice, can_clear=routine.advice.about_place)
            advice.cleared.connect(self._on_cleared)
            self._grid.addWidget(advice, 0, 0)
            return
        firsts = {item.first for item in routine.items if item.first is not None}
        order = ""
        if len(firsts) == 1:
            first = next(iter(firsts)).value
            order = f" Your {first} side goes first, the other side copies it."
        self._subtitle.setText(_FEELS[routine.request.feeling] + order)
        for i, item in enumerate(routine.items):
            card = ExerciseCard(
                self._model.catalog, self._studio, item, i, len(routine.items), self.theme
            )
            card.details_wanted.connect(self._on_details)
            card.swap_wanted.connect(self._on_swap)
            card.remove_wanted.connect(self._on_remove)
            card.exclude_wanted.connect(self._on_exclude)
            card.move_wanted.connect(self._on_move)
            card.back_wanted.connect(self._on_back)
            self._cards.append(card)
        self._columns = 0
        self._arrange()

    def _show_nothing(self) -> None:
        self._title.setText("Nothing planned yet")
        self._subtitle.setText("Choose a place on your body, and its routine appears here.")
        self._notes.say("")
        self._warnings.say("")
        go = button("Choose a place", "primary", name="choose_place")
        go.clicked.connect(self.body_wanted)
        self._grid.addWidget(go, 0, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def _arrange(self) -> None:
        """Two, three or more cards beside each other, as the width allows."""
        width = self.width() - 56
        columns = max(1, width // CARD_WIDTH)
        planned = self._routine is not None and self._routine.advice is None
        if columns == self._columns or not planned:
            return
        for i in range(self._columns):
            self._grid.setColumnStretch(i, 0)
        self._columns = columns
        for i, card in enumerate(self._cards):
            self._grid.addWidget(card, i // columns, i % columns)
        add = self._add_button()
        place = divmod(len(self._cards), columns)
        self._grid.addWidget(add, *place, Qt.AlignmentFlag.AlignTop)
        for i in range(columns):
            self._grid.setColumnStretch(i, 1)

    def _add_button(self) -> QWidget:
        old = self.findChild(QWidget, "add_exercise")
        if old is not None:
            self._grid.removeWidget(old)
            old.setObjectName("")
            old.hide()
            old.deleteLater()
            if self._focused is old:
                self._focused = None
        add = button("+ Add an exercise", name="add_exercise")
        add.setMinimumHeight(90)
        add.setEnabled(not self._changing)
        add.clicked.connect(self._on_add)
        return add

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rearrange the cards."""
        super().resizeEvent(event)
        self._arrange()

    # -- one change at a time ---------------------------------------------------------------------

    def _change(self, request: str) -> None:
        """Hold the cards while a request is under way; an empty one lets them go."""
        if request and not self._changing:
            self._focused = self.focusWidget()
        self._changing = request
        add = self.findChild(QWidget, "add_exercise")
        held = [*self._cards, self.start, self._keep, self._print, self._plans_button]
        for widget in [*held, add] if add is not None else held:
            widget.setEnabled(not request)
        if not request and self._focused is not None:
            self._focused.setFocus()
            self._focused = None

    def _free(self) -> Routine | None:
        """Give the routine, or None while it is being changed or something is chosen for it."""
        return None if self._changing or self._picker is not None else self._routine

    # -- changes ----------------------------------------------------------------------------------

    def _on_details(self, index: int) -> None:
        if self._routine is not None:
            self.details_wanted.emit(self._routine.items[index].exercise_id)

    def _on_swap(self, index: int) -> None:
        self._choose(index)

    def _on_add(self) -> None:
        self._choose(None)

    def _choose(self, index: int | None) -> None:
        routine = self._free()
        if routine is not None:
            self._change("options")
            self._model.load_options(routine, index)

    def _on_options(self, options: Options) -> None:
        routine = self._routine
        if routine is None or self._changing != "options":
            return
        self._change("")
        if options.index is None:
            title, says = "Add an exercise", "Everything else in the catalog."
        else:
            old = name_of(self._model.catalog, routine.items[options.index])
            title, says = f"Instead of {old}", "These fit the same place, the best first."
        picker = ExercisePicker(title, says, options.found, self._model.catalog, self)
        self._index = options.index
        picker.picked.connect(self._on_picked)
        picker.finished.connect(self._on_picker_closed)
        self._picker = picker
        messages.open_dialog(picker)

    def _on_picker_closed(self) -> None:
        self._picker = None

    def _on_picked(self, exercise_id: str) -> None:
        if self._routine is None or self._changing:
            return
        if self._index is None:
            self._change("add")
            self._model.add(self._routine, exercise_id)
        else:
            self._change("swap")
            self._model.swap(self._routine, self._index, exercise_id)

    def _on_remove(self, index: int) -> None:
        routine = self._free()
        if routine is not None:
            self._change("remove")
            self._model.remove(routine, index)

    def _on_back(self, index: int) -> None:
        """Back to the exercise whose place a weight took: it stays from now on."""
        routine = self._free()
        if routine is not None:
            self._change("swap")
            self._model.swap(routine, index, routine.items[index].took_place_of)

    def _on_move(self, index: int, to: int) -> None:
        routine = self._free()
        if routine is not None:
            self._change("move")
            self._model.move(routine, index, to)

    # -- leaving out ------------------------------------------------------------------------------

    def _on_exclude(self, index: int) -> None:
        routine = self._free()
        if routine is not None:
            self._excluded = routine.items[index].exercise_id
            self._bringing_back = False
            self._undo.say("")  # it would bring back the one before
            self._change("exclude")
            self._model.exclude(self._excluded)

    def _on_undo_exclude(self) -> None:
        if self._free() is not None:
            self._bringing_back = True
            self._change("exclude")
            self._model.include(self._excluded)

    def _on_excluded(self, excluded: frozenset[str]) -> None:
        """Change the routine only now: the log knows what is left out."""
        routine = self._routine
        if routine is None or self._changing != "exclude":
            return
        if self._bringing_back == (self._excluded in excluded):
            return  # the answer to what another page asked before
        if self._bringing_back:
            self._undo.say("")
            if self._excluded in routine.ids():  # taking it out had failed
                self._change("")
                return
            self._change("add")
            self._model.add(routine, self._excluded)
        else:
            self._say_excluded()
            self._announce_excluded = True
            places = [item.exercise_id for item in routine.items]
            self._change("remove")
            self._model.remove(routine, places.index(self._excluded))

    def _say_excluded(self) -> None:
        name = self._model.catalog.get(self._excluded).name
        self._undo.say(
            f"{name} is left out of every routine from now on. The settings list what you left "
            "out.",
            "Bring it back",
        )

    # -- plans ------------------------------------------------------------------------------------

    def _on_keep(self) -> None:
        if self._routine is None:
            return
        usual = self._title.text().split(" · ")[0]
        name = messages.ask_name(self, "Keep this routine", "Name of the plan:", usual)
        if name is not None:
            self._kept = " ".join(name.split())
            self._model.save_plan(name, self._routine)

    def _on_plans(self, plans: tuple[Plan, ...]) -> None:
        self._plans = plans
        self._plans_menu.clear()
        for plan in plans:
            action = QAction(plan.name, self._plans_menu)
            action.setData(plan.name)
            self._plans_menu.addAction(action)
        self._plans_button.setVisible(bool(plans))
        if self._kept and any(plan.name == self._kept for plan in plans):
            self._undo.say(f"Kept as “{self._kept}”. You find it under My plans.")
        self._kept = ""

    def _on_plan_chosen(self, action: QAction) -> None:
        """A kept plan asks how it feels today before it opens."""
        if self._changing or self._picker is not None:
            return
        self._opening = str(action.data())
        plan = next((p for p in self._plans if p.name == self._opening), None)
        if plan is None:
            return
        place = self._model.catalog.body.region(plan.spot.region).label(plan.spot.side)
        do = "Do" if self._model.catalog.body.region(plan.spot.region).plural else "Does"
        dialog = OpenPlanDialog(plan.name, place, do, self)
        dialog.answered.connect(self._on_plan_feels)
        messages.open_dialog(dialog)

    def _on_plan_feels(self, pain: int, constant: bool) -> None:  # noqa: FBT001 - a slot
        if pain == 0 and not constant:
            self._open_plan(PainReport())
            return
        plan = next(p for p in self._plans if p.name == self._opening)
        place = self._model.catalog.body.region(plan.spot.region).label(plan.spot.side)
        dialog = PainDialog(self._model.safety, place, pain, constant, self)
        dialog.reported.connect(self._open_plan)
        messages.open_dialog(dialog)

    def _open_plan(self, report: PainReport) -> None:
        self._report = report
        self._change("plan")
        self._model.open_plan(self._opening, report)

    def _ask_health(self) -> None:
        """The health answers are too old: ask again, then open the plan after all."""
        dialog = ReadinessDialog(self._model.safety, self._readiness, self._model.clock, self)
        dialog.answered.connect(self._on_answered)
        messages.open_dialog(dialog)

    def _on_answered(self, readiness: Readiness) -> None:
        self._answering = True
        self._change("readiness")
        self._model.save_readiness(readiness)

    def _on_readiness(self, readiness: Readiness | None) -> None:
        self._readiness = readiness

    def _on_judged(self) -> None:
        if self._answering:
            self._answering = False
            self._open_plan(self._report)

    # -- the rest ---------------------------------------------------------------------------------

    def _on_cleared(self) -> None:
        if self._routine is None:
            return
        self._model.lift_pause(self._routine.request.spot)
        self._routine = None
        self._show(())
        self.body_wanted.emit()

    def _on_start(self) -> None:
        if self._routine is not None:
            self.start_wanted.emit(self._routine)

    def _on_failed(self, failure: Failure) -> None:
        own = failure.request == self._changing
        if own:
            self._change("")
            self._announce_excluded = self._answering = False
        if own or (self.isVisible() and failure.request in _SHOWN):
            self._warnings.say(failure.problem.message)
        unanswered = failure.request == "plan" and failure.problem.field == "readiness"
        if own and unanswered and self.isVisible():
            self._ask_health()
