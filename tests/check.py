"""Does everything hold? Format, lint, types, import contracts and tests, in one command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = (
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("lint", ["-m", "ruff", "check", "."]),
    ("types", ["-m", "mypy"]),
    (
        "imports",
        ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    ),
    # One worker a core, whole files each: most tests wait for a window more than they work.
    ("tests", ["-m", "pytest", "-n", "auto", "--dist", "loadfile"]),
)


def main() -> int:
    """Run every check, even after one has failed; extra arguments go to pytest."""
    environment = {**os.environ}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = []
    for name, command in CHECKS:
        print(f"== {name}", flush=True)
        extra = sys.argv[1:] if name == "tests" else []
        done = subprocess.run(
            [sys.executable, *command, *extra], cwd=ROOT, env=environment, check=False
        )
        if done.returncode:
            failed.append(name)
    print(f"== failed: {', '.join(failed)}" if failed else "== all checks passed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
