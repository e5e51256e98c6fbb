"""Does a damaged or hostile file ever do more than be refused, line by line?

2,000 files by default; `EVENSIDE_FUZZ=10000` makes more.
"""

from __future__ import annotations

import os
import time
from dataclasses import replace
from random import Random

import pytest

from core.exchange.doors import bring, preview_text, settle_file
from core.exchange.ours_csv import to_csv
from core.exchange.ours_json import to_json
from core.exchange.proposal import Answers
from core.exchange.questions import questions
from core.exchange.reading import FileText, decode
from core.exchange.settling import Existing, Settled
from core.exchange.values import Unreadable
from core.journal import check_entry, fits
from core.keeper import Contents
from tests import factories as make
from tests.exchange import test_formats as formats
from tests.exchange.keeping import HERE, MATCHER, TODAY, MemoryKeeper, full_log

FILES = int(os.environ.get("EVENSIDE_FUZZ", "2000"))
PARTS = 10
SLOWEST = 2.0

SEEDS: dict[str, bytes] = {
    "strong.csv": formats.STRONG_A.encode(),
    "strong-b.csv": formats.STRONG_B.encode(),
    "hevy.csv": formats.HEVY.encode(),
    "fitnotes.csv": formats.FITNOTES.encode(),
    "jefit.csv": formats.JEFIT.encode(),
    "stronglifts.csv": formats.STRONGLIFTS.encode(),
    "liftosaur.csv": formats.LIFTOSAUR.encode(),
    "history.txt": formats.LIFTOHISTORY.encode(),
    "log.json": b"".join(to_json(full_log(), make.catalog(), today=TODAY, written_by="x")),
    "log.csv": b"".join(to_csv(full_log(), make.catalog())),
}
SPICE = [
    b"",
    b"\x00",
    b'"',
    b'""',
    b"'",
    b",",
    b";",
    b"\n",
    b"\r",
    b"\t",
    b"=1+1",
    b"NaN",
    b"Infinity",
    b"1e400",
    b"-1",
    b"9" * 400,
    b"1,000",
    b"2026-02-30",
    b"99/99/9999",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"\xed\xa0\x80",
    b"\xf0\x9f\x8f\x8b",
    b"[" * 3000,
    b"{" * 50,
    b"}",
    b"]",
    b"null",
    b"true",
    b"left",
    b"right",
    b"(L)",
    b"8/10",
    b"x" * 3000,
    b"\\ud800",
    b"1_0",
    b"\\u0000",
    b"\xd9\xa3",
]


def mutated(random: Random, data: bytes) -> bytes:
    """Change a few bytes, words, lines or cells."""
    made = bytearray(data)
    for _ in range(random.choice([1, 1, 2, 4, 12])):
        at = random.randrange(len(made) + 1)
        match random.randrange(7):
            case 0:
                made[at:at] = random.choice(SPICE)
            case 1:
                made[at : at + random.randrange(1, 20)] = random.choice(SPICE)
            case 2 if at < len(made):
                made[at] ^= 1 << random.randrange(8)
            case 3:
                lines = bytes(made).split(b"\n")
                random.shuffle(lines)
                made = bytearray(b"\n".join(lines[: random.randrange(1, len(lines) + 1)]))
            case 4:
                del made[at:]
            case 5:
                lines = bytes(made).split(b"\n")
                line = random.randrange(len(lines))
                cells = lines[line].split(random.choice([b",", b";"]))
                cells[random.randrange(len(cells))] = random.choice(SPICE)
                lines[line] = b",".join(cells)
                made = bytearray(b"\n".join(lines))
            case _:
                made += made[at:] * random.randrange(3)
    return bytes(made)


def check_refusal(refused: Unreadable, name: str) -> None:
    """A refusal names file, line and reason."""
    assert refused.message.startswith(f"{name}, line {refused.line}: ")
    assert refused.line >= 1
    assert refused.reason


def answered(random: Random, data: bytes, name: str) -> tuple[Settled, MemoryKeeper] | None:
    """Import with any answers; None when the file was refused as a whole."""
    keeper = MemoryKeeper(full_log(), tables=["tests"])
    try:
        file = FileText(name, decode(data, name), "0" * 64)
        proposal = preview_text(file, make.catalog(), matcher=MATCHER)
    except Unreadable as refused:
        check_refusal(refused, name)
        return None
    given = tuple(
        (question.id, random.choice(question.choices).id)
        for question in questions(proposal)
        if random.random() < 0.7
    )
    made = settle_file(proposal, Answers(given), Existing.of(keeper), today=TODAY, zone=HERE)
    bring(keeper, made)
    return made, keeper


@pytest.mark.parametrize("part", range(PARTS))
def test_a_spoilt_file_is_refused_or_read_and_nothing_else(part: int) -> None:
    random = Random(20_260_312 + part)
    before = full_log()
    for number in range(FILES // PARTS):
        name = random.choice(list(SEEDS))
        data = mutated(random, SEEDS[name])
        start = time.perf_counter()
        done = answered(random, data, name)
        assert time.perf_counter() - start < SLOWEST, (part, number, name)
        if done is None:
            continue
        made, keeper = done
        for trouble in made.troubles:
            assert trouble.line >= 1
            assert trouble.reason
            assert "\n" not in trouble.words(name)
        kept = keeper.history().sets
        assert {s.id for s in before.history.sets} <= {s.id for s in kept}
        assert len(kept) == len(before.history.sets) + len(made.sets)
        for entry in made.sets:
            exercise = make.catalog().find(entry.exercise_id)
            if exercise is not None and (fits(entry, exercise) or not made.odd):
                check_entry(entry, exercise, today=TODAY)  # what does not fit is named as odd
            assert entry.batch
            entry.note.encode("utf-8")
            assert "\x00" not in entry.note + entry.setup + entry.id
        if not made.sets:
            assert kept == before.history.sets
        if made.batch is not None and replace(made.contents, batches=()) == Contents():
            raise AssertionError("an empty import")
