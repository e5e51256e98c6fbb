"""How does the report for a physiotherapist look on paper?"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor

from core import words
from core.body import Side
from core.report import Drawn, Report
from core.testdays import value_words
from gui.report.lines import Mark, Sides, draw_mark, draw_sides
from gui.report.sheet import Sheet

CURVE_HEIGHT = 92.0
GAP = 18.0
"""Between two columns."""
_WORDS = (
    "Every number comes from what was logged at home. Strength is estimated from sets with at most "
    "12 possible repetitions (Epley, 1985); repetitions left were judged by the person. A gap "
    "between the sides is called real when an interval leaves out zero that stays valid when it is "
    "looked at after every workout; tests have margins of their own, named beside them. What is "
    "not called real can be chance. This sheet describes training and asks for a professional's "
    "judgement; it is no diagnosis."
)


def draw_report(sheet: Sheet, report: Report, name: str) -> None:
    """Draw the report on as many pages as it needs; one or two.

    Args:
        sheet: Where; the caller finishes it.
        report: What.
        name: Who it is about, or empty.

    """
    sheet.footer = (
        f"Evenside · {words.date_words(report.since)} to {words.date_words(report.until)}"
    )
    _head(sheet, report, name)
    _trained(sheet, report)
    _curves(sheet, report)
    _pain(sheet, report)
    _tests(sheet, report)
    sheet.need(sheet.measure(sheet.room, _WORDS, size=7.5) + 12)
    sheet.y += 8
    sheet.paragraph(_WORDS, size=7.5, colour=sheet.ink.theme.muted)


def _head(sheet: Sheet, report: Report, name: str) -> None:
    muted = sheet.ink.theme.muted
    sheet.y += sheet.text(sheet.left, sheet.y, sheet.room, "Left and right", size=20, bold=True)
    span = f"{words.date_words(report.since)} to {words.date_words(report.until)}"
    who = f"{name} · {span}" if name else span
    sheet.y += sheet.text(sheet.left, sheet.y, sheet.room - 150, who, size=10, colour=muted)
    _legend(sheet, sheet.y - 13)
    sheet.y += 2


def _legend(sheet: Sheet, y: float) -> None:
    """Show how the sides are told apart."""
    x = sheet.left + sheet.room - 128
    for side in Side:
        pen = sheet.ink.pen(sheet.ink.theme.side(side), 1.3)
        if side is Side.RIGHT:
            pen.setDashPattern([4.0, 3.0])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        sheet.painter.setPen(pen)
        sheet.painter.drawLine(QLineF(sheet.spot(x, y + 6), sheet.spot(x + 24, y + 6)))
        draw_mark(sheet.painter, sheet.spot(x + 12, y + 6), side, sheet.ink)
        sheet.text(x + 28, y, 40, side.value.capitalize(), size=9)
        x += 66


def _trained(sheet: Sheet, report: Report) -> None:
    sheet.heading("What was trained")
    top, bars = sheet.y, 150.0
    width = sheet.room - bars - GAP
    used = sheet.text(sheet.left, top, width, report.adherence, size=9.5, bold=True)
    names = [f"{t.name} ({t.workouts})" for t in report.trained[:12]]
    more = len(report.trained) - len(names)
    said = words.listing(names) + (f" and {more} more" if more > 0 else "")
    used += 3
    if names:
        text = f"Exercises with their workouts: {said}."
        used += sheet.text(sheet.left, top + used, width, text, size=8.5)
    if report.lighter:
        days = words.listing([words.date_words(day) for day in report.lighter])
        used += 2 + sheet.text(
            sheet.left, top + used, width, f"Lighter on purpose from {days}.", size=8.5
        )
    _bars(sheet, report, QRectF(sheet.left + sheet.room - bars, top + 8, bars, 40))
    sheet.y = top + max(used, 62.0)


def _bars(sheet: Sheet, report: Report, box: QRectF) -> None:
    """Draw the workouts of each week."""
    most = max(1, *report.weeks)
    width = box.width() / len(report.weeks)
    for i, count in enumerate(report.weeks):
        height = max(0.6, box.height() * count / most)
        bar = sheet.box(
            box.x() + i * width + width * 0.12, box.bottom() - height, width * 0.76, height
        )
        sheet.painter.fillRect(bar, QColor(sheet.ink.theme.accent))
        if count and width > 9:
            sheet.text(
                box.x() + i * width,
                box.bottom() - height - 9.5,
                width,
                str(count),
                size=6.5,
                flags=Qt.AlignmentFlag.AlignHCenter,
            )
    sheet.text(
        box.x(),
        box.bottom() + 2,
        box.width(),
        f"workouts a week, at most {most}",
        size=7,
        colour=sheet.ink.theme.muted,
        flags=Qt.AlignmentFlag.AlignHCenter,
    )


def _curves(sheet: Sheet, report: Report) -> None:
    if not report.drawn:
        return
    sheet.heading("Both sides over time", keep=CURVE_HEIGHT + 60)
    width = (sheet.room - GAP) / 2
    for pair in zip(report.drawn[::2], [*report.drawn[1::2], None], strict=False):
        height = max(_curve_height(sheet, d, width) for d in pair if d is not None)
        sheet.need(height)
        for i, drawn in enumerate(pair):
            if drawn is not None:
                _curve(sheet, drawn, sheet.left + i * (width + GAP), width, report.since)
        sheet.y += height + 8
    if report.left_out:
        many = words.plural(report.left_out, "more exercise", "more exercises")
        sheet.paragraph(f"{many} with both sides had no room here.", size=8)


def _curve_height(sheet: Sheet, drawn: Drawn, width: float) -> float:
    return (
        sheet.measure(width, drawn.exercise.name, size=9.5, bold=True)
        + sheet.measure(width, drawn.curve.title, size=7)
        + CURVE_HEIGHT
        + sheet.measure(width, drawn.curve.verdict, size=8.5)
        + 6
    )


def _curve(sheet: Sheet, drawn: Drawn, x: float, width: float, since: date) -> None:
    curve, y = drawn.curve, sheet.y
    y += sheet.text(x, y, width, drawn.exercise.name, size=9.5, bold=True)
    y += sheet.text(x, y, width, curve.title, size=7, colour=sheet.ink.theme.muted) + 2
    marks: dict[Side | None, tuple[Mark, ...]] = {}
    for side in Side:
        made: list[Mark] = []
        line = curve.lines[side]
        piece = None
        for point, value in zip(line.points, line.drawn, strict=True):
            if point.day >= since:
                made.append(Mark(point.day, value, joined=point.piece == piece))
                piece = point.piece
        marks[side] = tuple(made)
    draw_sides(
        sheet.painter, sheet.box(x, y, width, CURVE_HEIGHT), Sides(marks, curve.unit), sheet.ink
    )
    sheet.text(x, y + CURVE_HEIGHT + 3, width, curve.verdict, size=8.5)


def _pain(sheet: Sheet, report: Report) -> None:
    sheet.heading("Pain", keep=30)
    sheet.paragraph(report.pain_says)
    for line in report.pain:
        side = f", {line.side.value}" if line.side else ""
        sheet.paragraph(f"{line.name}{side}: {line.says}.", size=8.5, gap=2)


def _tests(sheet: Sheet, report: Report) -> None:
    if not report.tests:
        return
    sheet.heading("Tests at home")
    columns = (150.0, 62.0, 62.0)
    says_x = sheet.left + sum(columns)
    says_width = sheet.room - sum(columns)
    _row(sheet, columns, ("Test and last day", "Left", "Right"), bold=True)
    sheet.text(says_x, sheet.y, says_width, "What it says", size=8, bold=True)
    sheet.y += 14
    for test, verdict in report.tests:
        last = verdict.sessions[-1]
        says = " ".join(part for part in (verdict.says, verdict.change) if part)
        first = f"{test.name}, {words.date_words(last.day)}"
        height = max(
            sheet.measure(says_width, says, size=8), sheet.measure(columns[0] - 8, first, size=8)
        )
        sheet.need(height)
        cells = (first, value_words(test, last.left), value_words(test, last.right))
        _row(sheet, columns, cells)
        sheet.text(says_x, sheet.y, says_width, says, size=8)
        sheet.y += height + 5
    if report.concord is not None and report.concord.explained:
        sheet.y += 2
        sheet.paragraph(report.concord.explained, size=8)


def _row(
    sheet: Sheet,
    columns: tuple[float, ...],
    cells: tuple[str, ...],
    *,
    bold: bool = False,
) -> None:
    x = sheet.left
    for width, text in zip(columns, cells, strict=True):
        sheet.text(x, sheet.y, width - 8, text, size=8, bold=bold)
        x += width
