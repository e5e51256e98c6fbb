"""How does a routine look on paper: with figures, doses, and boxes to fill in?"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage

from core import words
from core.body import Side
from core.catalog import Catalog, Exercise
from core.routine import Prescription, Routine
from gui.figure.person import Figure
from gui.figure.wishes import Shot
from gui.report.sheet import Sheet
from gui.routine.dose_text import dose_line, order_line

PICTURE = 92.0
"""Side of a figure's square, in points."""
PIXELS = 480
"""Side of a figure's square, in the figure's own pixels: about 375 dots an inch."""
DAYS = 4
BOX_HEIGHT = 17.0


def shots_of(routine: Routine, figure: Figure) -> dict[tuple[str, int], Shot]:
    """Name the pictures that a routine needs: start and end of every exercise."""
    return {
        (item.exercise_id, end): Shot(
            exercise_id=item.exercise_id,
            side=item.first or Side.LEFT,
            figure=figure,
            theme="light",
            width=PIXELS,
            height=PIXELS,
            share=float(end),
        ).rounded()
        for item in routine.items
        for end in (0, 1)
    }


def draw_routine(
    sheet: Sheet,
    catalog: Catalog,
    routine: Routine,
    title: str,
    pictures: Mapping[tuple[str, int], QImage],
) -> None:
    """Draw the cards; the caller finishes the sheet.

    Args:
        sheet: Where.
        catalog: The exercises.
        routine: What is to be done.
        title: What the routine is called.
        pictures: Start (0) and end (1) of each exercise; one that is missing leaves room.

    """
    muted = sheet.ink.theme.muted
    sheet.footer = f"Evenside · {title}"
    sheet.y += sheet.text(sheet.left, sheet.y, sheet.room, title, size=20, bold=True)
    says = (
        f"About {routine.minutes} minutes. Write what each side did into its boxes, the side that "
        "goes first on top; both sides do the same. Stop what hurts more than 5 of 10."
    )
    sheet.y += sheet.text(sheet.left, sheet.y, sheet.room, says, size=9, colour=muted) + 8
    for item in routine.items:
        _card(sheet, catalog.get(item.exercise_id), item, pictures)


def _card(
    sheet: Sheet,
    exercise: Exercise,
    item: Prescription,
    pictures: Mapping[tuple[str, int], QImage],
) -> None:
    sides: tuple[Side | None, ...] = (None,)
    if item.first is not None:
        sides = (item.first, item.first.other)
    x = sheet.left + 2 * PICTURE + 12
    width = sheet.room - 2 * PICTURE - 12
    parts = [
        (exercise.name, 11.5, True),
        (dose_line(exercise, item), 9.5, True),
        (order_line(exercise, item), 8.0, False),
        *((f"– {cue}", 8.0, False) for cue in exercise.cues[:3]),
    ]
    said = sum(sheet.measure(width, text, size=s, bold=b) + 2 for text, s, b in parts)
    top = max(PICTURE, said)
    height = top + 16 + len(sides) * (BOX_HEIGHT + 3) + 10
    sheet.need(height)
    for end in (0, 1):
        image = pictures.get((item.exercise_id, end))
        if image is not None:
            spot = sheet.box(sheet.left + end * PICTURE, sheet.y, PICTURE - 4, PICTURE - 4)
            sheet.painter.drawImage(spot, image, QRectF(image.rect()))
    y = sheet.y
    for text, size, bold in parts:
        y += sheet.text(x, y, width, text, size=size, bold=bold) + 2
    sheet.y += top + 4
    _boxes(sheet, item, sides)
    sheet.rule(sheet.y + 3)
    sheet.y += 10


def _boxes(sheet: Sheet, item: Prescription, sides: tuple[Side | None, ...]) -> None:
    """Draw a row for each side: some days, a box for each set."""
    names = 44.0
    most = max(item.sets_of(side) for side in sides)
    day_width = (sheet.room - names) / DAYS
    gap = 10.0
    box_width = min(34.0, (day_width - gap) / most)
    for day in range(DAYS):
        sheet.text(
            sheet.left + names + day * day_width,
            sheet.y,
            day_width,
            "Day ______",
            size=7,
            colour=sheet.ink.theme.muted,
        )
    sheet.y += 11
    for side in sides:
        said = side.value.capitalize() if side else "Both"
        colour = sheet.ink.theme.side(side) if side else ""
        sheet.text(sheet.left, sheet.y + 3, names, said, size=9, bold=True, colour=colour)
        sheet.painter.setPen(sheet.ink.pen(sheet.ink.theme.muted, 0.8))
        sheet.painter.setBrush(Qt.BrushStyle.NoBrush)
        for day in range(DAYS):
            for n in range(item.sets_of(side)):
                left = sheet.left + names + day * day_width + n * box_width
                sheet.painter.drawRect(sheet.box(left, sheet.y, box_width - 3, BOX_HEIGHT))
        sheet.y += BOX_HEIGHT + 3


def title_of(catalog: Catalog, routine: Routine) -> str:
    """Name a routine by its place: "Routine for your left glutes"."""
    spot = routine.request.spot
    return f"Routine for {words.your(spot.side, catalog.body.region(spot.region).name)}"
