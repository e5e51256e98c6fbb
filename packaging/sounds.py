"""How do the few sounds of a workout come about? Pure tones, written as WAV files."""

from __future__ import annotations

import math
import struct
import wave
from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "sounds"
RATE = 22_050
LOUDNESS = 0.28
SOFT_S = 0.02
"""Rise and fall: a tone that begins at once sounds like a click."""

SOUNDS: dict[str, Sequence[tuple[float, float]]] = {
    # (hertz, seconds) one after the other
    "tick": [(660.0, 0.10)],
    "go": [(880.0, 0.55)],
    "end": [(784.0, 0.28), (587.0, 0.45)],
}


def tone(hertz: float, seconds: float) -> list[float]:
    """Give the samples of a soft tone with one faint overtone, -1 to 1."""
    count = round(RATE * seconds)
    soft = round(RATE * SOFT_S)
    made = []
    for n in range(count):
        swell = min(1.0, n / soft, (count - n) / soft) * math.exp(-2.2 * n / count)
        phase = 2.0 * math.pi * hertz * n / RATE
        made.append(LOUDNESS * swell * (math.sin(phase) + 0.18 * math.sin(2.0 * phase)) / 1.18)
    return made


def main() -> None:
    """Write every sound; running it twice gives the same bytes."""
    FOLDER.mkdir(exist_ok=True)
    for name, parts in SOUNDS.items():
        samples = [sample for hertz, seconds in parts for sample in tone(hertz, seconds)]
        with wave.open(str(FOLDER / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(struct.pack(f"<{len(samples)}h", *(round(32767 * s) for s in samples)))


if __name__ == "__main__":
    main()
