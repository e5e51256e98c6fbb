"""What does a person read about one exercise?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from core.body import Body, Side
from core.catalog import Catalog, Exercise
from gui.figure.player import FigurePlayer
from gui.figure.studio import Studio
from gui.flow import FlowLayout
from gui.library.words import (
    KINDS,
    deep_words,
    dose_words,
    equipment_words,
    group_words,
    measure_words,
    muscle_lines,
)
from gui.theme import Theme
from gui.widgets import (
    Banner,
    Card,
    Choice,
    Scroll,
    button,
    clear,
    column,
    label,
    row,
    side_label,
    tag,
)

_LEFT_OUT = "You left this one out: Evenside does not suggest it any more."


class Link(QPushButton):
    """The name of another exercise, as a link inside the page."""

    wanted = Signal(str)

    def __init__(self, exercise: Exercise) -> None:
        super().__init__(exercise.name)
        self.exercise_id = exercise.id
        self.setProperty("kind", "link")
        self.setObjectName(f"link_{exercise.id}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.wanted.emit(self.exercise_id)


class Detail(Card):
    """Everything about one exercise, top to bottom."""

    link_clicked = Signal(str)
    graph_wanted = Signal(str)
    left_out = Signal(str)
    brought_back = Signal(str)

    def __init__(self, catalog: Catalog, studio: Studio, theme: Theme) -> None:
        super().__init__(margin=0)
        self._catalog = catalog
        self._exercise: Exercise | None = None
        self._out = False
        self._name = label(look="title")
        self._kind = tag("")
        self._kind.setMinimumHeight(22)
        self._names = label(look="small")
        self.graph = button("Show my graph", "primary", name="show_graph")
        self.graph.clicked.connect(self._on_graph)
        self.leave = button("Leave out for good", name="leave_out")
        self.leave.clicked.connect(self._on_leave)
        self._banner = Banner()
        self.figure = FigurePlayer(studio, theme)
        self.figure.setFixedHeight(330)
        options = [(side.value.capitalize(), side) for side in Side]
        self.sides = Choice(options, name="figure_side", gap=6)
        self.sides.setAccessibleName("Side of the picture")
        self.sides.chosen.connect(self._on_side)
        self._sections = QVBoxLayout()
        self._sections.setSpacing(16)
        self._sections.setContentsMargins(0, 0, 0, 0)
        self._muscles = QVBoxLayout()
        self._muscles.setSpacing(2)
        self._build()
        self.set_theme(theme)

    def _build(self) -> None:
        head = row(self._name, self._kind, gap=12)
        head.setStretch(0, 1)
        head.setAlignment(self._kind, Qt.AlignmentFlag.AlignTop)
        top = QWidget()
        top.setLayout(
            column(head, self._names, self._banner, row(self.graph, self.leave, None), gap=8)
        )
        figure = QWidget()
        self._whose = label("A set for your", "small", wrap=False)
        chips = row(self._whose, self.sides, gap=8)
        chips.setStretch(1, 1)
        figure.setLayout(column(self.figure, chips, None, gap=6))
        muscles = row(column(self._muscles, None), figure, gap=18)
        muscles.setStretch(0, 2)
        muscles.setStretch(1, 3)
        inner = QWidget()
        text = column(muscles, self._sections, None, gap=16)
        text.setContentsMargins(22, 6, 18, 20)
        inner.setLayout(text)
        inner.setObjectName("about_text")
        self.about = Scroll(inner)
        self.about.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.about.setAccessibleName("About the exercise")
        self.about.setObjectName("about")
        self.inner.addWidget(top)
        self.inner.addWidget(self.about, 1)
        self.inner.setSpacing(6)
        self.inner.setContentsMargins(2, 0, 2, 8)  # inside the card's rounded border
        top.setContentsMargins(22, 18, 18, 8)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.figure.set_theme(theme)
        self.about.setStyleSheet(
            f"#about_text {{ background: {theme.card}; }}"
            f"#about:focus {{ border: 2px solid {theme.accent}; border-radius: 10px; }}"
        )

    # -- showing ---------------------------------------------------------------------------------

    @property
    def exercise(self) -> Exercise | None:
        """The exercise that is shown."""
        return self._exercise

    def show_exercise(self, exercise: Exercise) -> None:
        """Show an exercise from its top."""
        body = self._catalog.body
        self._exercise = exercise
        self._name.setText(exercise.name)
        self._kind.setText(KINDS[exercise.kind])
        self._names.setText(f"Also called {', '.join(exercise.other_names)}")
        self._names.setVisible(bool(exercise.other_names))
        self.setAccessibleName(exercise.name)
        for part in (self._whose, self.sides):
            part.setVisible(exercise.mode.sided)
        self.sides.choose(Side.LEFT)
        self._show_figure()
        clear(self._muscles)
        self._muscles.addWidget(label("Muscles", "heading"))
        for name, said in muscle_lines(exercise, body):
            self._muscles.addSpacing(6)
            self._muscles.addWidget(label(name, "caps"))
            self._muscles.addWidget(label(said))
        deep = deep_words(exercise, body)
        if deep:
            self._muscles.addSpacing(6)
            self._muscles.addWidget(label("Deep muscles", "caps"))
            self._muscles.addWidget(label(f"{deep} The picture shows the nearest place.", "small"))
        clear(self._sections)
        self._fill(exercise, body)
        bar = self.about.verticalScrollBar()
        bar.setValue(bar.minimum())

    def show_left_out(self, out: bool) -> None:  # noqa: FBT001 - a state, named by the method
        """Show whether the exercise is left out of every routine."""
        self._out = out
        self.leave.setText("Bring back" if out else "Leave out for good")
        self.leave.setEnabled(True)
        self._banner.say(_LEFT_OUT if out else "")

    def _show_figure(self) -> None:
        exercise = self._exercise
        if exercise is not None:
            side = self.sides.value() if exercise.mode.sided else None
            self.figure.show_exercise(exercise, side)

    def _fill(self, exercise: Exercise, body: Body) -> None:
        if exercise.mode.sided:
            sides: list[QWidget] = []
            for side in Side:
                _, said = exercise.label_side(side).split(": ", 1)
                sides.append(_pair(side_label(side, side.value.capitalize()), said, 44))
            self._section("Whose muscles “left” and “right” mean", sides)
        else:
            both = "Both sides work at once, so a set belongs to neither of them."
            self._section("Left and right", [label(both)])
        self._section("To begin with", [label(dose_words(exercise))])
        self._section("What is counted", [label(measure_words(exercise))])
        needs = equipment_words(exercise.needs) if exercise.needs else "Nothing."
        things: list[QWidget] = [label(needs)]
        if exercise.helps:
            things.append(label(f"Helpful: {equipment_words(exercise.helps).lower()}", "muted"))
        self._section("What you need", things)
        steps = [_pair(label(f"{i}", "strong"), t) for i, t in enumerate(exercise.setup, 1)]
        self._section("Set-up", steps)
        self._section("How to do it", _bullets(exercise.cues))
        self._section("Common mistakes", _bullets(exercise.mistakes))
        self._section("Take care", _bullets(exercise.cautions))
        self._warning(exercise)
        self._links("Easier", exercise.easier)
        self._links("Harder", exercise.harder)
        if exercise.variant_of:
            self._links("A variant of", (exercise.variant_of,))
        if exercise.reading:
            self._section("How the name is read here", [label(exercise.reading)])
        source = f"{group_words(exercise)} Source: {exercise.source}"
        self._section("Where it comes from", [label(source, "small")])

    def _section(self, title: str, parts: Sequence[QWidget]) -> None:
        self._sections.addLayout(column(label(title, "heading"), *parts, gap=5))

    def _warning(self, exercise: Exercise) -> None:
        frame = QFrame()
        frame.setProperty("banner", "warn")
        inner = column(label("Not for you if", "heading"), *_bullets(exercise.avoid_if), gap=5)
        inner.setContentsMargins(14, 10, 14, 12)
        frame.setLayout(inner)
        self._sections.addWidget(frame)

    def _links(self, title: str, ids: tuple[str, ...]) -> None:
        if not ids:
            return
        box = QWidget()
        flow = FlowLayout(gap=14)
        for exercise_id in ids:
            link = Link(self._catalog.get(exercise_id))
            link.wanted.connect(self.link_clicked)
            flow.addWidget(link)
        box.setLayout(flow)
        self._section(title, [box])

    # -- acting ----------------------------------------------------------------------------------

    def _on_side(self, _: Side) -> None:
        self._show_figure()

    def _on_graph(self) -> None:
        if self._exercise is not None:
            self.graph_wanted.emit(self._exercise.id)

    def _on_leave(self) -> None:
        if self._exercise is None:
            return
        self.leave.setEnabled(False)  # until the log has answered
        (self.brought_back if self._out else self.left_out).emit(self._exercise.id)


def _pair(head: QWidget, text: str, width: int = 18) -> QWidget:
    """A short head and a text that wraps beside it."""
    made = QWidget()
    head.setMinimumWidth(width)
    said = label(text)
    layout = row(head, said, gap=8)
    layout.setAlignment(head, Qt.AlignmentFlag.AlignTop)
    layout.setStretch(1, 1)
    made.setLayout(layout)
    return made


def _bullets(texts: Sequence[str]) -> list[QWidget]:
    return [_pair(label("•", "muted"), text) for text in texts]
