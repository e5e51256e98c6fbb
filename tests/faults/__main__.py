"""Run the fault cases and print the table.

python -m tests.faults [--large] [--markdown] [--proof] [--seed N] [F1 F3 ...]
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence

from tests.faults.bench import Outcome, run_case
from tests.faults.cases import CASES
from tests.faults.planted import PLANTS, plant


def main(given: Sequence[str] | None = None) -> int:
    """Run the cases; the exit code is 1 when one is red, or when a planted fault is not seen."""
    parser = argparse.ArgumentParser(prog="tests.faults", description=__doc__)
    parser.add_argument("--large", action="store_true", help="as before a release: takes a while")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--proof", action="store_true", help="plant faults; each has to be seen")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("cases", nargs="*", metavar="CASE", help="only these, as in F3")
    asked = parser.parse_args(given)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if asked.proof:
        return proof(asked.cases, markdown=asked.markdown)
    plant()
    chosen = [case for case in CASES if not asked.cases or case.name in asked.cases]
    start, outcomes = time.perf_counter(), []
    for case in chosen:
        outcome = run_case(case, large=asked.large, seed=asked.seed)
        outcomes.append(outcome)
        sys.stdout.write(line(outcome, markdown=False) + "\n")
        sys.stdout.flush()
    if asked.markdown:
        sys.stdout.write("\n| case | fault | runs | outcome |\n|---|---|---|---|\n")
        sys.stdout.writelines(line(outcome, markdown=True) + "\n" for outcome in outcomes)
    spent = time.perf_counter() - start
    states = [outcome.state for outcome in outcomes]
    sys.stdout.write(
        f"{states.count('green')} green, {states.count('red')} red,"
        f" {states.count('skipped')} skipped in {spent:.0f} s (seed {asked.seed})\n"
    )
    return 1 if "red" in states else 0


def line(outcome: Outcome, *, markdown: bool) -> str:
    """Write a line of the table."""
    if markdown:
        says = outcome.says.replace("|", "\\|")
        return f"| {outcome.case} | {outcome.fault} | {outcome.runs} | {outcome.state}: {says} |"
    return (
        f"{outcome.case:<4} {outcome.state:<8} {outcome.runs:>6} runs {outcome.seconds:6.1f} s  "
        f"{outcome.fault}: {outcome.says}"
    )


def proof(wanted: Sequence[str], *, markdown: bool) -> int:
    """Plant each fault in turn; its case has to go red."""
    from tests.faults.bench import python

    unseen = 0
    if markdown:
        sys.stdout.write("| planted fault | case | outcome |\n|---|---|---|\n")
    for name, (_, case) in PLANTS.items():
        if wanted and name not in wanted and case not in wanted:
            continue
        done = python("-m", "tests.faults", case, planted=name)
        first = (done.stdout.splitlines() or [done.stderr[-200:]])[0]
        state = next((word for word in ("red", "skipped", "green") if f" {word} " in first), "?")
        unseen += state in ("green", "?")
        seen = {"red": "seen", "skipped": "skipped here"}.get(state, "NOT SEEN")
        says = first.partition(": ")[2][:160]
        sys.stdout.write(
            f"| {name} | {case} | {seen}: {says} |\n"
            if markdown
            else f"{name:<22} {case:<4} {seen:<12} {says}\n"
        )
        sys.stdout.flush()
    return 1 if unseen else 0


if __name__ == "__main__":
    sys.exit(main())
