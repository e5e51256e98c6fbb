"""When does the person want to be reminded, and which reminder is due now?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import Enum

from core.errors import Problem

MOST_STRETCH_TIMES = 2
"""The article stretches once or twice a day."""


class What(Enum):
    """What a reminder is about."""

    STRETCH = "stretch"
    TRAIN = "train"


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder that is due."""

    what: What
    at: time
    says: str


def read_time(text: str) -> time:
    """Read "7:30", "07:30" or "7.30" as a time of day.

    Raises:
        Problem: The text is something else.

    """
    parts = text.strip().replace(".", ":").split(":")
    if len(parts) == 1:
        parts.append("0")
    if len(parts) == 2 and all(p.isascii() and p.isdigit() and len(p) <= 2 for p in parts):
        hour, minute = map(int, parts)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise Problem(f"“{text.strip()}” is not a time of day. Write it like 7:30 or 20:00.")


def time_words(at: time) -> str:
    """Say a time of day: "7:30", "20:00"."""
    return f"{at.hour}:{at.minute:02}"


def due_reminders(
    stretch_at: tuple[time, ...],
    train_at: time | None,
    *,
    now: time,
    stretched: int,
    plans: tuple[str, ...],
) -> tuple[Reminder, ...]:
    """List the reminders whose time has come and whose thing is not done yet.

    Args:
        stretch_at: The times of day for stretching, off when there is none.
        train_at: The time of day for the day's plans, or None.
        now: The local time of day.
        stretched: How often was stretched today.
        plans: Names of the plans that are still open today.

    """
    found: list[Reminder] = []
    passed = [at for at in sorted(stretch_at) if at <= now]
    if len(passed) > stretched:
        times = len(stretch_at)
        which = f", {stretched + 1} of {times} today" if times > 1 else ""
        found.append(Reminder(What.STRETCH, passed[-1], f"Time to stretch{which}."))
    if train_at is not None and train_at <= now and plans:
        names = " and ".join(f"“{name}”" for name in plans[:2])
        found.append(Reminder(What.TRAIN, train_at, f"Time for {names}."))
    return tuple(found)


def stretch_words(stretch_at: tuple[time, ...], *, now: time, stretched: int) -> str:
    """Say how the day's stretching stands: "Stretching: 1 of 2 done today, next at 20:00."."""
    if not stretch_at:
        done = {0: "not yet today", 1: "once today", 2: "twice today"}
        said = done.get(stretched, f"{stretched} times today")
        return f"Stretching: {said}. Once or twice a day is plenty."
    times = sorted(stretch_at)
    said = f"Stretching: {min(stretched, len(times))} of {len(times)} done today"
    if stretched >= len(times):
        return f"{said}."
    following = times[stretched]
    return (
        f"{said}, next at {time_words(following)}."
        if following > now
        else f"{said}, the next is due."
    )
