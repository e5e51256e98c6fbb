"""On which days is which plan done, with 48 hours of rest, and when is it remembered?"""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from core import words
from core.catalog import Catalog
from core.errors import Problem
from core.plans import Plan
from core.reminders import read_time, time_words
from core.week_coach import Home
from core.weeks import DAYS, MOST_A_WEEK, WeekPlan, check_week, propose_days
from gui.fields import Field
from gui.today.test_days import TestDays
from gui.widgets import Card, Choice, Scroll, button, column, label, row, rule, set_look

NAME_WIDTH = 190
_SHOWN_CLASHES = 3


class DayButton(QPushButton):
    """One plan on one weekday."""

    def __init__(self, plan: Plan, day: int) -> None:
        super().__init__(words.WEEKDAYS[day][:2])
        self.plan = plan.name
        self.day = day
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("kind", "chip")
        self.setObjectName(f"{plan.name}_{words.WEEKDAYS[day]}")
        self.setAccessibleName(f"{plan.name} on {words.WEEKDAYS[day]}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(50)


class WeekDialog(QDialog):
    """The kept plans against the days of the week, checked while one chooses."""

    chosen = Signal(object, object, object)
    """WeekPlan, tuple[time, ...] for stretching, time or None for the plans."""

    def __init__(self, home: Home, catalog: Catalog, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Plan your week")
        self.setObjectName("week_dialog")
        self._plans = home.plans
        self._catalog = catalog
        self._week = home.week
        self._buttons: dict[tuple[str, int], DayButton] = {}
        self.says = label("", "good")
        self.says.setObjectName("week_says")
        self.move_days = button("Move them for me", name="move_days")
        self.move_days.clicked.connect(self._on_move)
        self.save = button("Keep this week", "primary", name="keep_week")
        self.save.clicked.connect(self._on_save)
        cancel = button("Cancel", name="cancel_week")
        cancel.clicked.connect(self.reject)
        inner = QWidget()
        inner.setObjectName("scrolled")
        self.tests = TestDays(home.week, home.tests)
        content = column(self._grid_card(), self.tests, self._reminder_card(home), None, gap=14)
        content.setContentsMargins(0, 0, 4, 0)
        inner.setLayout(content)
        outer = column(
            label("Plan your week", "title"),
            label(
                "Choose the days of each plan. A muscle that was strengthened rests for 48 hours; "
                "stretching may be every day.",
                "muted",
            ),
            Scroll(inner),
            row(None, cancel, self.save, gap=10),
            gap=12,
        )
        outer.setContentsMargins(24, 20, 20, 20)
        self.setLayout(outer)
        self.resize(760, min(660, 480 + 44 * max(1, len(self._plans)) + 150))
        self._refresh()
        first = next(iter(self._buttons.values()), None)
        (first or self.stretch_first).setFocus()

    # -- the days ---------------------------------------------------------------------------------

    def _grid_card(self) -> Card:
        if not self._plans:
            self.move_days.hide()
            return Card(
                label("No plan is kept yet", "heading"),
                label(
                    "Choose a place on your body, build its routine and keep it as a plan. Then "
                    "its days are chosen here.",
                    "muted",
                ),
                margin=18,
            )
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, NAME_WIDTH)
        for line, plan in enumerate(self._plans):
            grid.addWidget(self._name(plan), line, 0)
            for day in range(DAYS):
                cell = DayButton(plan, day)
                cell.setChecked(day in self._week.of(plan.name))
                cell.toggled.connect(self._on_toggled)
                self._buttons[plan.name, day] = cell
                grid.addWidget(cell, line, 1 + day)
                grid.setColumnStretch(1 + day, 1)
        often = Choice(
            [(f"{n} × a week", n) for n in range(1, MOST_A_WEEK + 1)], name="per_week", gap=6
        )
        often.setAccessibleName("Propose days, so often a week")
        often.chosen.connect(self._on_propose)
        often.setMinimumWidth(330)
        propose = row(label("Propose days:", "muted", wrap=False), often, gap=10)
        propose.setStretch(1, 1)
        check = row(self.says, self.move_days, gap=12)
        check.setStretch(0, 1)
        return Card(grid, rule(), propose, check, margin=18)

    def _name(self, plan: Plan) -> QWidget:
        region = self._catalog.body.region(plan.spot.region)
        place = region.label(plan.spot.side)
        inner = QWidget()
        parts = [label(plan.name, "strong")]
        if place.casefold() != plan.name.casefold():
            parts.append(label(place.capitalize(), "small"))
        inner.setLayout(column(*parts, gap=0))
        return inner

    @property
    def week(self) -> WeekPlan:
        """The week as it is chosen."""
        made = self._week
        for plan in self._plans:
            days = [day for day in range(DAYS) if self._buttons[plan.name, day].isChecked()]
            made = made.put(plan.name, days)
        return replace(made, tests_on=self.tests.weekdays)

    def _on_toggled(self) -> None:
        self._refresh()

    def _refresh(self) -> None:
        """Check the 48 hours while one chooses."""
        week = self.week
        clashes = check_week(week, self._plans, self._catalog)
        for (name, day), cell in self._buttons.items():
            wrong = any(
                (name, day) in ((c.one, c.weekdays[0]), (c.other, c.weekdays[1])) for c in clashes
            )
            set_look(cell, "wrong", "true" if wrong else "false")
        self.save.setEnabled(not clashes)
        self.move_days.setVisible(bool(clashes))
        if clashes:
            said = [c.says for c in clashes[:_SHOWN_CLASHES]]
            if len(clashes) > _SHOWN_CLASHES:
                said.append(f"And {len(clashes) - _SHOWN_CLASHES} more.")
            set_look(self.says, "look", "warn")
            self.says.setText("\n".join(said))
        else:
            set_look(self.says, "look", "muted" if week.empty else "good")
            self.says.setText(
                "No days chosen yet." if week.empty else "Every muscle gets its 48 hours."
            )
        self.says.setAccessibleName(self.says.text())

    def _show(self, week: WeekPlan) -> None:
        for (name, day), cell in self._buttons.items():
            cell.blockSignals(True)  # noqa: FBT003 - Qt has no keyword
            cell.setChecked(day in week.of(name))
            cell.blockSignals(False)  # noqa: FBT003
        self._refresh()

    def _on_propose(self, per_week: int) -> None:
        self._show(propose_days(self._plans, per_week, self._catalog))
        fewer = [
            f"“{p.name}” {words.plural(len(self.week.of(p.name)), 'time')}"
            for p in self._plans
            if len(self.week.of(p.name)) < per_week
        ]
        if fewer:
            self.says.setText(
                f"Every muscle gets its 48 hours. There is room for {words.listing(fewer)} a week."
            )

    def _on_move(self) -> None:
        week = self.week
        per = {plan.name: len(week.of(plan.name)) for plan in self._plans}
        self._show(propose_days(self._plans, per, self._catalog, near=week))

    # -- reminders --------------------------------------------------------------------------------

    def _reminder_card(self, home: Home) -> Card:
        times = [time_words(at) for at in home.profile.stretch_at]
        self.stretch_first = self._time("stretch_first", times[0] if times else "")
        self.stretch_second = self._time("stretch_second", times[1] if len(times) > 1 else "")
        train = home.profile.train_at
        self.train = self._time("train_at", time_words(train) if train else "")
        self._fields = [
            Field("Stretching", self.stretch_first),
            Field("And again", self.stretch_second),
            Field("The day’s plans", self.train),
        ]
        fields = row(*self._fields, gap=14)
        return Card(
            label("Reminders", "heading"),
            label(
                "While Evenside is open, a quiet line reminds you. An empty field is off.", "muted"
            ),
            fields,
            margin=18,
        )

    def _time(self, name: str, text: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setObjectName(name)
        field.setPlaceholderText("off, or 20:00")
        field.setMaxLength(8)
        return field

    def _on_save(self) -> None:
        read: list[time | None] = []
        ok = True
        for field in self._fields:
            control = field.control
            assert isinstance(control, QLineEdit)
            text = control.text().strip()
            try:
                read.append(read_time(text) if text else None)
                field.refuse("")
            except Problem as problem:
                field.refuse(problem.message)
                if ok:
                    control.setFocus()
                ok = False
        if not ok:
            return
        stretch = tuple(sorted({at for at in read[:2] if at is not None}))
        self.chosen.emit(self.week, stretch, read[2])
        self.accept()
