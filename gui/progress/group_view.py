"""What do all exercises for a muscle or a place say, side by side?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.body import Side
from core.exercise_report import best_words
from core.together import Agreement, Group, GroupName, Member, Place
from gui.coach_model import CoachModel
from gui.coach_values import Failure
from gui.progress.empty import EmptyCard
from gui.progress.forest import ForestAxis, ForestRow, reach_of
from gui.progress.picker import Picker
from gui.progress.picture import Picture, PictureButton
from gui.progress.sparkline import Sparkline
from gui.progress.story import trend_words, value_words
from gui.progress.trial_card import TrialCard
from gui.theme import LIGHT, Theme
from gui.widgets import Banner, Card, Scroll, button, clear, column, label, row, tag

_TAGS = {
    Agreement.NONE: "no data",
    Agreement.ONE: "one exercise",
    Agreement.EARLY: "too early",
    Agreement.EVEN: "they agree",
    Agreement.AGREE: "they agree",
    Agreement.PARTLY: "partly",
    Agreement.DISAGREE: "they disagree",
}
_NOTHING = (
    "Nothing to compare yet",
    "Log an exercise that is done one side at a time; every muscle and place it is for appears "
    "here, with all exercises for it beside each other.",
)


class GroupView(QWidget):
    """Every exercise for a muscle or place with its own verdict, and whether they agree."""

    exercise_wanted = Signal(str)

    def __init__(self, model: CoachModel, theme: Theme) -> None:
        super().__init__()
        self._model = model
        self.theme = theme
        self._chosen: tuple[Place, str] | None = None
        self._stale = True
        self._group: Group | None = None
        self._picker = Picker("group_picker", "Muscle or place")
        self._picker.picked.connect(self._on_picked)
        self._picker.setFixedWidth(460)
        self._banner = Banner("warn")
        self._banner.acted.connect(self._on_again)
        self._tag = tag("")
        self._says = label("", "strong")
        self._says.setObjectName("agreement")
        self._empty = EmptyCard(theme)
        self.picture = PictureButton("comparison", self._picture, model.clock.today)
        said = row(self._tag, self._says, self.picture, gap=12)
        said.setStretch(1, 1)
        self._said = Card(said, margin=12)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setSpacing(10)
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setLayout(column(self._rows, None))
        self._scroll = Scroll(inner)
        layout = column(
            row(self._picker, None), self._banner, self._said, self._empty, self._scroll, gap=10
        )
        layout.setStretch(3, 1)
        layout.setStretch(4, 1)
        self.setLayout(layout)
        model.group_names_ready.connect(self._on_names)
        model.group_ready.connect(self._on_group)
        model.log_changed.connect(self._on_log_changed)
        model.profile_changed.connect(self._on_changed)
        model.failed.connect(self._on_failed)

    def shown(self) -> None:
        """Ask for what is new, when it is in sight."""
        if self._stale and self.isVisible():
            self._stale = False
            self._model.load_group_names()

    def choose(self, place: Place, place_id: str) -> None:
        """Show a muscle or place."""
        self._chosen = (place, place_id)
        self._stale = True

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.theme = theme
        self._empty.set_theme(theme)
        if self._group is not None:
            self._show(self._group)

    @property
    def group(self) -> Group | None:
        """What is shown."""
        return self._group

    def _on_log_changed(self) -> None:
        self._on_changed(None)

    def _on_changed(self, _: object) -> None:
        self._stale = True
        self.shown()

    def _on_names(self, names: tuple[GroupName, ...]) -> None:
        known = [(name.place, name.id) for name in names]
        if self._chosen not in known:
            self._chosen = known[0] if known else None
        entries = [(_title(n), f"{n.place.value}:{n.id}") for n in names]
        chosen = f"{self._chosen[0].value}:{self._chosen[1]}" if self._chosen else None
        self._picker.list_all(entries, chosen)
        self._picker.setVisible(bool(names))
        if self._chosen is None:
            self._group = None
            self._said.hide()
            self._scroll.hide()
            self._empty.say(*_NOTHING)
            return
        self._model.load_group(*self._chosen)

    def _on_picked(self, key: str) -> None:
        place, _, place_id = key.partition(":")
        self._chosen = (Place(place), place_id)
        self._model.load_group(*self._chosen)

    def _on_failed(self, failure: Failure) -> None:
        if failure.request == "group" and self.isVisible():
            self._stale = True
            self._banner.say(failure.problem.message, "Try again")

    def _on_again(self) -> None:
        self._banner.say("")
        self.shown()

    def _on_group(self, group: Group) -> None:
        if (group.place, group.id) == self._chosen:
            self._show(group)

    def _show(self, group: Group) -> None:
        self._group = group
        self._banner.say("")
        self._empty.say("", "")
        self._said.show()
        self._scroll.show()
        self._tag.setText(_TAGS[group.agreement])
        self._says.setText(group.says)
        self._said.setAccessibleName(group.says)
        clear(self._rows)
        reach = reach_of(group.members)
        for title, direct in (("Exercises for it", True), ("Exercises it takes part in", False)):
            members = [m for m in group.members if m.direct is direct]
            if not members:
                continue
            head = row(label(title, "heading", wrap=False), None, gap=0)
            axis = ForestAxis(reach, self.theme)
            head.addWidget(axis)
            head.addSpacing(13)
            self._rows.addLayout(head)
            for member in members:
                self._rows.addWidget(self._card(member, reach))
        if group.tests:
            self._rows.addWidget(label("Tests at home for it", "heading", wrap=False))
            for trial in group.tests:
                self._rows.addWidget(TrialCard(trial, self.theme))

    def _card(self, member: Member, reach: float) -> Card:
        card = MemberCard(member, reach, self.theme)
        card.wanted.connect(self.exercise_wanted)
        return card

    def _picture(self) -> Picture:
        group = self._group
        assert group is not None
        made = QWidget()
        parts = QVBoxLayout(made)
        parts.setContentsMargins(0, 0, 0, 0)
        reach = reach_of(group.members)
        parts.addLayout(row(None, ForestAxis(reach, LIGHT), 13))
        for member in group.members:
            parts.addWidget(MemberCard(member, reach, LIGHT))
        for trial in group.tests:
            parts.addWidget(TrialCard(trial, LIGHT))
        parts.addStretch(1)
        told = [f"{m.exercise.name}: {m.report.short}" for m in group.members]
        told += [f"{t.test.name}: {t.verdict.says}" for t in group.tests]
        return Picture(
            name=f"{group.id}-exercises",
            title=group.name[:1].upper() + group.name[1:],
            says=group.says,
            described=". ".join([group.says, *told]),
            widget=made,
            height=220 + 130 * len(group.members) + 100 * len(group.tests),
        )


class MemberCard(Card):
    """One exercise in one line: its sides over time, its gap with the interval, its words."""

    wanted = Signal(str)
    """The exercise's id: show its graphs."""

    def __init__(self, member: Member, reach: float, theme: Theme) -> None:
        report, curve = member.report, member.curve
        name = button(member.exercise.name, "link", name=f"open_{member.exercise.id}")
        name.setToolTip("Show its graphs")
        left = column(name, label(report.short[:1].upper() + report.short[1:], "strong"), gap=2)
        for side in Side:
            line = curve.lines.get(side)
            if line is None or line.latest is None:
                continue
            best = best_words(report.sides[side].best)
            said = [value_words(line.latest, curve.unit), trend_words(line), best]
            told = label(f"{side.value.capitalize()}: {', '.join(s for s in said if s)}", "small")
            left.addWidget(told)
        moved = report.moved.says if report.moved and report.moved.sure else ""
        why = [s for s in (moved, report.closing.says, report.closing.why) if s]
        if why:
            left.addWidget(label(" ".join(why), "small"))
        spark = Sparkline(curve, theme)
        spark.setAccessibleName("Both sides over time")
        forest = ForestRow(member, reach, theme)
        middle = row(left, spark, forest, gap=16)
        middle.setStretch(0, 1)
        super().__init__(middle, margin=12)
        self._id = member.exercise.id
        name.clicked.connect(self._on_open)
        self.setObjectName(f"member_{self._id}")
        self.setAccessibleName(f"{member.exercise.name}: {report.short}")

    def _on_open(self) -> None:
        self.wanted.emit(self._id)


def _title(name: GroupName) -> str:
    title = name.name[:1].upper() + name.name[1:]
    return title if name.place is Place.REGION else f"{title}, the muscle"
