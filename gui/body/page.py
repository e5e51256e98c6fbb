"""Where is one side behind? From a place and a feeling to a routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from core.late import Late
from core.sides import Side, Spot
from gui import messages
from gui.body.body_map import BodyMap
from gui.body.front import FrontPanel
from gui.body.legend import Legend
from gui.body.looks import Look
from gui.widgets import Banner, Choice, Page, column, label, row

# The window is painted before any of the domain is imported; `finish` and the slots fetch it.
if TYPE_CHECKING:
    from datetime import date

    from core.body import Body, Found
    from core.pauses import Pause
    from core.places import PlaceState
    from core.profile import Profile
    from core.routine import Feeling
    from core.safety import PainReport, Readiness
    from gui.body.place_panel import PlacePanel, Said
    from gui.coach_model import CoachModel
    from gui.coach_values import Failure
    from gui.figure.studio import Studio
    from gui.theme import Theme
    from gui.today.morning import MorningQuestion

_FELT = {Look.TIGHT: "Tight", Look.WEAK: "Weak", Look.PAINFUL: "It hurts"}


class BodyPage(Page):
    """The map, the search and the panel of the chosen place."""

    planned = Signal()
    """A routine was asked for and is on its way."""

    def __init__(self, model: CoachModel, studio: Studio, theme: Theme) -> None:
        super().__init__("Body", theme)
        self._model = model
        self._states: dict[Spot, PlaceState] = {}
        self._pauses: dict[Spot, Pause] = {}
        self._readiness: Readiness | None = None
        self._waiting: Said | None = None
        self._planning = False
        """True from asking for a routine to the answer: a kept plan is not asked for here."""
        self.map = BodyMap(Late(self._get_body), studio, theme)
        self._panel: PlacePanel | None = None
        self._front = FrontPanel()
        self._asks: MorningQuestion | None = None
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setPlaceholderText("Or type: left glute, knee …")
        self.search.setAccessibleName("Search a place by its name")
        self.search.setMinimumWidth(212)
        self.search.setMaximumWidth(330)
        self._answer = Banner()
        self._problem = Banner("warn")
        self._legend = Legend(theme)
        self.views = Choice([("Front and back", False), ("Sides", True)], name="views", gap=6)
        self.views.setAccessibleName("Where to look from")
        self.views.choose(False)  # noqa: FBT003 - a value of the choice
        self.views.setToolTip("Drag the body to turn it; a double click turns it back.")
        self._felt: dict[Spot, Look] = {}
        """What the person said about places in this session."""
        self._pointed = label("", "small", wrap=False)
        self._pointed.setObjectName("pointed")
        heading = column(
            label("Where is one side behind?", "title", wrap=False),
            label("Click a muscle. Left and right are always your own.", "muted"),
            gap=2,
        )
        top = row(heading, self.search, gap=16)
        top.setStretch(0, 1)
        top.setAlignment(self.search, Qt.AlignmentFlag.AlignTop)
        # A long sentence gives way; the chips stay where they are.
        self._pointed.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.views.setFixedWidth(212)
        under = row(self._pointed, self.views, gap=12)
        under.setStretch(0, 1)
        left = self._left = column(
            top,
            self._problem,
            self._answer,
            self.map,
            under,
            self._legend,
            gap=10,
        )
        left.setContentsMargins(28, 22, 22, 16)
        left.setStretch(3, 1)
        self._outer = row(left, self._front, gap=0)
        self._outer.setStretch(0, 1)
        self.setLayout(self._outer)
        self._connect()

    def _get_body(self) -> Body:
        return self._model.body

    @property
    def _body(self) -> Body:
        return self._model.body

    @property
    def panel(self) -> PlacePanel:
        """The panel of the chosen place."""
        if self._panel is None:
            self.finish()
        assert self._panel is not None
        return self._panel

    @property
    def _morning(self) -> MorningQuestion:
        """The question about the morning after; hidden while there is nothing to ask."""
        if self._asks is None:
            self.finish()
        assert self._asks is not None
        return self._asks

    @property
    def in_use(self) -> bool:
        """True when a place is chosen, or one is being searched."""
        return self.map.selected is not None or bool(self.search.text())

    def finish(self) -> None:
        """Make what the first picture of the window does without: once, when there is time."""
        if self._panel is not None:
            return
        from gui.body.place_panel import PlacePanel
        from gui.today.morning import MorningQuestion

        self._asks = MorningQuestion(self._model)
        self._left.insertWidget(1, self._asks)
        panel = self._panel = PlacePanel(self._body, self.theme)
        self._outer.replaceWidget(self._front, panel)
        self._front.hide()
        self._front.deleteLater()
        # Qt would show it a moment later, and the map would jump twice.
        panel.show()
        self._outer.activate()
        panel.felt.connect(self._on_felt)
        panel.build_wanted.connect(self._on_build)
        panel.profile_wanted.connect(self._model.save_profile)
        panel.lift_wanted.connect(self._model.lift_pause)
        self._suggest()
        self.map.finish()
        self.map.tab_after(self._asks.tab_after(self.search))
        if self.map.selected is not None:
            self._on_chosen(self.map.selected)  # pointed at while the window was young

    def _suggest(self) -> None:
        """Let the search offer names while somebody types."""
        from PySide6.QtCore import QStringListModel
        from PySide6.QtWidgets import QCompleter

        self.search.setClearButtonEnabled(True)
        self._suggestions = QStringListModel(self._all_names())
        completer = QCompleter(self._suggestions, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.search.setCompleter(completer)
        # Queued, so that the field holds the suggestion; Enter says it twice, which is harmless.
        completer.activated.connect(self._on_suggestion, Qt.ConnectionType.QueuedConnection)

    def _connect(self) -> None:
        self.map.chosen.connect(self._on_chosen)
        self.map.pointed.connect(self._on_pointed)
        self.views.chosen.connect(self.map.show_sides)
        self.map.went_home.connect(self.views.choose)
        self.search.returnPressed.connect(self._on_search)
        self._model.profile_changed.connect(self._on_profile)
        self._model.places_ready.connect(self._on_places)
        self._model.pauses_changed.connect(self._on_pauses)
        self._model.readiness_known.connect(self._on_readiness)
        self._model.log_changed.connect(self._model.load_places)
        self._model.routine_ready.connect(self._on_routine)
        self._model.failed.connect(self._on_failed)

    def _all_names(self) -> list[str]:
        names = [r.label(side).capitalize() for r in self._body.regions for side in Side]
        said = [c.words[0].capitalize() for c in self._body.complaints]
        return names + said

    def shown(self) -> None:
        """Ask for everything the page shows."""
        self._model.load_profile()
        self._model.load_readiness()
        self._model.load_pauses()
        self._model.load_places()
        self._morning.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Dress map, panel and legend."""
        super().set_theme(theme)
        self.map.set_theme(theme)
        if self._panel is not None:
            self._panel.set_theme(theme)
        self._legend.set_theme(theme)

    # -- choosing a place -------------------------------------------------------------------------

    def select(self, spot: Spot, feeling: str = "") -> None:
        """Choose a place as a click would."""
        self.map.select(spot)
        self.panel.select(spot, self._states.get(spot), self._pauses.get(spot))
        self.panel.feel(feeling)

    def _on_chosen(self, spot: Spot) -> None:
        if self._panel is None:
            return  # the map has marked it; `finish` tells the panel in a moment
        self._answer.say("")
        self._problem.say("")
        self.select(spot)

    def _on_suggestion(self, text: str) -> None:
        self.search.setText(text)
        self._on_search()

    def _on_pointed(self, spot: Spot | None) -> None:
        said = self.map.describe(spot) if spot is not None else ""
        self._pointed.setText(said[:1].upper() + said[1:])

    def _on_search(self) -> None:
        text = self.search.text()
        found = self._body.search(text)
        if not text.strip():
            return
        if not found:
            self._answer.say(
                f"“{text.strip()}” is not a place Evenside knows. Try a muscle or a joint: glute, "
                "knee, chest, lower back."
            )
            return
        self._take(found[0])

    def _take(self, found: Found) -> None:
        if not found.region:
            self._answer.say(found.says)
            return
        side = found.side or (self.map.selected.side if self.map.selected else Side.LEFT)
        self.select(Spot(found.region, side), found.feeling or "")
        region = self._body.region(found.region)
        which = (
            f"Shown on your {side.value}. Type “{side.other.value} {region.name}” or click for the "
            "other side."
            if found.side is None
            else ""
        )
        self._answer.say(" ".join(part for part in (found.says, which) if part))

    # -- building ---------------------------------------------------------------------------------

    def _on_build(self, said: Said) -> None:
        """Ask what has to be asked first: health once, red flags whenever it hurts."""
        from core.safety import READINESS_LASTS
        from gui.safety.dialogs import ReadinessDialog

        self._problem.say("")
        self._waiting = said
        known = self._readiness
        if known is None or self._model.clock.today() - known.day > READINESS_LASTS:
            dialog = ReadinessDialog(self._model.safety, known, self._model.clock, self)
            dialog.answered.connect(self._on_answered)
            messages.open_dialog(dialog)
            return
        self._ask_pain()

    def _on_answered(self, readiness: Readiness) -> None:
        self._readiness = readiness
        self._model.save_readiness(readiness)
        self._ask_pain()

    def _ask_pain(self) -> None:
        said = self._waiting
        if said is None:
            return
        from core.safety import PainReport
        from gui.safety.dialogs import PainDialog

        if said.pain == 0 and not said.constant:
            self._plan(PainReport())
            return
        name = self._body.region(said.spot.region).label(said.spot.side)
        dialog = PainDialog(self._model.safety, name, said.pain, said.constant, self)
        dialog.reported.connect(self._plan)
        messages.open_dialog(dialog)

    def _plan(self, report: PainReport) -> None:
        said = self._waiting
        if said is None:
            return
        from core.answers import Ask

        self._planning = True
        self.panel.set_busy(True)
        self._model.plan(Ask(said.spot, report, said.feeling.value, said.minutes))

    def _on_routine(self) -> None:
        self._planning = False
        self.panel.set_busy(False)
        if self._waiting is not None:
            self._waiting = None
            self.planned.emit()

    def _on_failed(self, failure: Failure) -> None:
        if failure.request == "plan":
            if not self._planning:
                return
            self._planning = False
        if failure.request in {"plan", "profile", "readiness", "pauses"}:
            self.panel.set_busy(False)
            self._problem.say(failure.problem.message)

    def problem(self) -> str:
        """What did not work, or empty."""
        return self._problem.text()

    # -- answers of the model ---------------------------------------------------------------------

    def _on_profile(self, profile: Profile) -> None:
        self.panel.show_profile(profile)

    def _on_readiness(self, readiness: Readiness | None) -> None:
        self._readiness = readiness

    def _on_pauses(self, pauses: tuple[Pause, ...]) -> None:
        self._pauses = {pause.spot: pause for pause in pauses}
        self._refresh()

    def _on_places(self, states: dict[Spot, PlaceState]) -> None:
        self._states = states
        self._refresh()

    def _refresh(self) -> None:
        from gui.body.states import measured_look

        looks: dict[Spot, Look] = {}
        says: dict[Spot, str] = {}
        for spot, state in self._states.items():
            looks[spot] = measured_look(state)
            says[spot] = state.says
        for spot, look in self._felt.items():
            looks[spot] = look
            says[spot] = " ".join(part for part in (f"{_FELT[look]}.", says.get(spot)) if part)
        for spot in self._pauses:
            looks[spot] = Look.PAUSED
            says[spot] = "Waits for a professional."
        self.map.show_places(looks, says)
        self._legend.show_looks(set(looks.values()))
        spot_now = self.map.selected
        if spot_now is not None:
            self.panel.select(spot_now, self._states.get(spot_now), self._pauses.get(spot_now))

    def _on_felt(self, spot: Spot, feeling: Feeling | None, hurts: bool) -> None:  # noqa: FBT001 - a signal's
        """Show on the map what the person just said about a place."""
        from gui.body.states import said_look

        look = said_look(feeling, hurts=hurts)
        if look is None:
            self._felt.pop(spot, None)
        else:
            self._felt[spot] = look
        self._refresh()

    def today(self) -> date:
        """The person's day."""
        return self._model.clock.today()
