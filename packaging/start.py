"""How soon is the bundle's window up, next to the bundle of a bare window?

    build/venv/bin/python packaging/start.py [--built] [--runs N]

builds both (or takes dist/ as it is, with --built); `tests/benchmarks/start.py` compares them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from build import freeze
from project import BUILD, DIST, NAME, ROOT, program, read_project, system


def main() -> int:
    """Build, measure, and give what the benchmark gives."""
    parser = argparse.ArgumentParser(description="Compare the bundle's start with a bare window's.")
    parser.add_argument("--built", action="store_true", help="take the bundle that lies in dist/")
    parser.add_argument("--runs", default="15")
    asked = parser.parse_args()
    project = read_project()
    benchmarks = ROOT / "tests" / "benchmarks"
    bare = freeze(project, benchmarks / "bare_window.py", BUILD / "bare", any_sqlite=True)
    name = {"windows": NAME, "macos": f"{NAME}.app"}.get(system(), "evenside")
    ours = DIST / name if asked.built else freeze(project, ROOT / "main.py", DIST)
    words = ["--runs", asked.runs, "--bundles", str(program(ours)), str(program(bare))]
    return subprocess.run(
        [sys.executable, str(benchmarks / "start.py"), *words], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
