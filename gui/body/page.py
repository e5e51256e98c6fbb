"""Where is one side behind? From a place and a feeling to a routine."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QSizePolicy

from core.answers import Ask
from core.body import Found, Side, Spot
from core.curve import Standing
from core.pauses import Pause
from core.places import PlaceState
from core.profile import Profile
from core.routine import Feeling
from core.safety import READINESS_LASTS, PainReport, Readiness
from gui import messages
from gui.body.body_map import BodyMap
from gui.body.legend import Legend
from gui.body.looks import Look
from gui.body.place_panel import PlacePanel, Said
from gui.coach_model import CoachModel, Failure
from gui.figure.studio import Studio
from gui.safety.dialogs import PainDialog, ReadinessDialog
from gui.theme import Theme
from gui.today.morning import MorningQuestion
from gui.widgets import Banner, Choice, Page, column, label, row

_LOOKS = {
    Standing.NO_DATA: Look.PLAIN,
    Standing.TOO_FEW: Look.MAYBE,
    Standing.NOISE: Look.EVEN,
    Standing.REAL: Look.PLAIN,
}

_FEELINGS = {Feeling.TIGHT: Look.TIGHT, Feeling.WEAK: Look.WEAK}
_FELT = {Look.TIGHT: "Tight", Look.WEAK: "Weak", Look.PAINFUL: "It hurts"}


class BodyPage(Page):
    """The map, the search and the panel of the chosen place."""

    planned = Signal()
    """A routine was asked for and is on its way."""

    def __init__(self, model: CoachModel, studio: Studio, theme: Theme) -> None:
        super().__init__("Body", theme)
        self._model = model
        self._body = model.catalog.body
        self._states: dict[Spot, PlaceState] = {}
        self._pauses: dict[Spot, Pause] = {}
        self._readiness: Readiness | None = None
        self._waiting: Said | None = None
        self._planning = False
        """True from asking for a routine to the answer: a kept plan is not asked for here."""
        self.map = BodyMap(self._body, studio, theme)
        self.panel = PlacePanel(self._body, theme)
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setPlaceholderText("Or type: left glute, knee …")
        self.search.setAccessibleName("Search a place by its name")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(212)
        self.search.setMaximumWidth(330)
        self._suggestions = QStringListModel(self._all_names())
        completer = QCompleter(self._suggestions, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.search.setCompleter(completer)
        # Queued, so that the field holds the suggestion; Enter says it twice, which is harmless.
        completer.activated.connect(self._on_suggestion, Qt.ConnectionType.QueuedConnection)
        self._answer = Banner()
        self._problem = Banner("warn")
        self._morning = MorningQuestion(model)
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
        left = column(
            top,
            self._morning,
            self._problem,
            self._answer,
            self.map,
            under,
            self._legend,
            gap=10,
        )
        left.setContentsMargins(28, 22, 22, 16)
        left.setStretch(4, 1)
        outer = row(left, self.panel, gap=0)
        outer.setStretch(0, 1)
        self.setLayout(outer)
        self._connect()

    def _connect(self) -> None:
        self.map.chosen.connect(self._on_chosen)
        self.map.pointed.connect(self._on_pointed)
        self.views.chosen.connect(self.map.show_sides)
        self.map.went_home.connect(self.views.choose)
        self.panel.felt.connect(self._on_felt)
        self.search.returnPressed.connect(self._on_search)
        self.panel.build_wanted.connect(self._on_build)
        self.panel.profile_wanted.connect(self._model.save_profile)
        self.panel.lift_wanted.connect(self._model.lift_pause)
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
        self.panel.set_theme(theme)
        self._legend.set_theme(theme)

    # -- choosing a place -------------------------------------------------------------------------

    def select(self, spot: Spot, feeling: str = "") -> None:
        """Choose a place as a click would."""
        self.map.select(spot)
        self.panel.select(spot, self._states.get(spot), self._pauses.get(spot))
        self.panel.feel(feeling)

    def _on_chosen(self, spot: Spot) -> None:
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
        looks: dict[Spot, Look] = {}
        says: dict[Spot, str] = {}
        for spot, state in self._states.items():
            looks[spot] = Look.WEAKER if state.weaker_here else _LOOKS[state.standing]
            if state.standing is Standing.REAL and not state.weaker_here:
                looks[spot] = Look.STRONGER
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
        look = Look.PAINFUL if hurts else _FEELINGS.get(feeling or Feeling.NEITHER)
        if look is None:
            self._felt.pop(spot, None)
        else:
            self._felt[spot] = look
        self._refresh()

    def today(self) -> date:
        """The person's day."""
        return self._model.clock.today()
