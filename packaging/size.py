"""How much larger is Evenside than the smallest window that works, with the same libraries?

    build/venv/bin/python packaging/size.py

builds both in one run (or takes dist/ as it is, with --built), starts the small one, and ends with
1 when Evenside is more than 1.15 times as large.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from archives import folder_size
from build import freeze
from project import BUILD, DIST, NAME, PACKAGING, ROOT, program, read_project, system
from proof import NotProven, person, run
from screen import screen

MOST = 1.15


def largest(folder: Path, count: int = 8) -> list[tuple[str, float]]:
    """Name the largest folders two steps below a bundle, with their megabytes."""
    places = list(folder.glob("*/*"))
    sizes = [
        (
            p.relative_to(folder).as_posix(),
            (folder_size(p) if p.is_dir() else p.stat().st_size) / 1e6,
        )
        for p in places
    ]
    return sorted(sizes, key=lambda pair: -pair[1])[:count]


def main() -> int:
    """Measure and tell; gives 1 when Evenside is too large."""
    parser = argparse.ArgumentParser(description="Compare Evenside with an empty window.")
    parser.add_argument("--built", action="store_true", help="take the bundle that lies in dist/")
    asked = parser.parse_args()
    project = read_project()
    small = freeze(project, PACKAGING / "empty_window.py", BUILD / "smallest")
    with screen() as shown, person(other=False) as (home, user):
        said = run(program(small), ["--smoke"], home, shown, user)
    if said.code or said.err or "smoke ok" not in said.out:
        raise NotProven(f"the empty window does not work: {said}")
    name = {"windows": NAME, "macos": f"{NAME}.app"}.get(system(), "evenside")
    ours = DIST / name if asked.built else freeze(project, ROOT / "main.py", DIST)
    ratio = folder_size(ours) / folder_size(small)
    print(f"the empty window: {folder_size(small) / 1e6:.1f} MB")
    print(f"Evenside:         {folder_size(ours) / 1e6:.1f} MB, {ratio:.3f} times that")
    for place, megabytes in largest(ours):
        print(f"  {megabytes:6.1f} MB  {place}")
    return 0 if ratio <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
