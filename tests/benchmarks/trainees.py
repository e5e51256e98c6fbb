"""Does our rule of progression even people out, what does it cost, and are other rules better?

Run from the repository's folder:
`python -m tests.benchmarks.trainees --trainees 1000 --processes 2 --markdown`. It writes the tables
of docs/SIMULATION.md, the last of them with `--sensitivity`; the same seed gives the same tables.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.benchmarks.outcome import follow
from tests.benchmarks.rules import EXTRAS, RULES, Named
from tests.benchmarks.trainee import BASE, WORLDS, Trainee, World, trainees
from tests.benchmarks.trainee_tables import (
    Crowd,
    broken_table,
    evening_table,
    groups_table,
    paired_table,
    safety_table,
    worlds_table,
)


def run(
    people: Sequence[Trainee], named: Named, *, world: World, weeks: int, processes: int = 1
) -> Crowd:
    """Let all trainees live by one rule."""
    job = partial(follow, rule=named.rule, world=world)
    if processes == 1:
        return Crowd(people, [job(trainee) for trainee in people], weeks)
    with ProcessPoolExecutor(processes) as pool:
        return Crowd(people, list(pool.map(job, people, chunksize=10)), weeks)


def tables(people: Sequence[Trainee], *, weeks: int, processes: int = 1) -> str:
    """Write the comparison as Markdown."""
    go = partial(run, world=BASE, weeks=weeks, processes=processes)
    main = {named.name: go(people, named) for named in RULES}
    every = main | {named.name: go(people, named) for named in EXTRAS}
    return (
        evening_table(every)
        + safety_table(every)
        + paired_table(every)
        + broken_table(every)
        + groups_table(main)
    )


def sensitivity(people: Sequence[Trainee], *, weeks: int, processes: int = 1) -> str:
    """Write the comparison in each of the worlds as Markdown."""
    go = partial(run, weeks=weeks, processes=processes)
    rows = [(world, {n.name: go(people, n, world=world) for n in RULES}) for world in WORLDS]
    return worlds_table(rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trainees", type=int, default=1000)
    parser.add_argument("--weeks", type=int, default=26)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument(
        "--sensitivity", action="store_true", help="compare under other assumptions instead"
    )
    parser.add_argument("--markdown", action="store_true", help="as it goes into the docs")
    asked = parser.parse_args(arguments)
    people = trainees(asked.trainees, weeks=asked.weeks, seed=asked.seed)
    write = sensitivity if asked.sensitivity else tables
    text = write(people, weeks=asked.weeks, processes=asked.processes)
    if not asked.markdown:
        text = text.replace("**", "").replace("### ", "")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
