"""How long does a picture of the figure take, and how much memory, next to what is unavoidable?

    python tests/benchmarks/figure_frame.py

The yardstick is a bare numpy pass over as many pixels in the same run: filling a picture with four
floats a pixel, lighting it and turning it into bytes. Prints medians of interleaved runs.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from gui.figure.palette import LIGHT  # noqa: E402
from tests.figure.making import scene  # noqa: E402

EXERCISES = ("bird_dog", "single_arm_row", "bodyweight_squats")
CASES = ((200, 1), (200, 2), (400, 1), (400, 2), (800, 1), (800, 2))
RUNS = 7


def yardstick(size: int, supersample: int) -> None:
    """Fill, light and convert as many pixels."""
    wide = size * supersample
    picture = np.full((wide, wide, 4), 0.5, np.float32)
    picture *= np.linspace(0.5, 1.0, wide, dtype=np.float32)[:, None, None]
    (picture * 255).astype(np.uint8)


def milliseconds(work: Callable[[], object]) -> float:
    """Time one run."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000.0


def main() -> int:
    """Print the table."""
    scenes = [scene(name) for name in EXERCISES]
    print("| pixels | oversampled | ms a frame | ms of the yardstick | ratio | peak MB |")
    print("|---|---|---|---|---|---|")
    for size, supersample in CASES:
        frames, bare = [], []
        for here in scenes:
            camera = here.camera(here.look(), size, size)
            for run in range(RUNS):
                share = run / RUNS
                picture = partial(here.picture, share, camera, LIGHT, supersample=supersample)
                frames.append(milliseconds(picture))
                bare.append(milliseconds(partial(yardstick, size, supersample)))
        tracemalloc.start()
        camera = scenes[0].camera(scenes[0].look(), size, size)
        scenes[0].picture(0.5, camera, LIGHT, supersample=supersample)
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        one, other = median(frames), median(bare)
        print(
            f"| {size} x {size} | {supersample} x | {one:.1f} | {other:.2f} | {one / other:.1f} "
            f"| {peak:.0f} |"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
