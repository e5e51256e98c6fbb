"""What takes too long for every change: is the whole packaging as it must be tonight?

    build/venv/bin/python packaging/nightly.py [--write]

builds everything twice and compares the bytes, measures size and start, and, as root with
debootstrap, installs and drives the package on a bare Debian. Prints a table; --write puts it into
docs/PACKAGING.md. Ends with 1 when a line says "no".
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from archives import digest
from project import DIST, PACKAGING, ROOT, system

DOCUMENT = ROOT / "docs" / "PACKAGING.md"
FIRST, LAST = "<!-- nightly -->", "<!-- /nightly -->"


def step(name: str, words: list[str], tell: str) -> tuple[str, bool, str]:
    """Run one step; gives its name, whether it went well, and the line that `tell` finds."""
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    found = re.findall(tell, done.stdout)
    print(done.stdout, done.stderr, sep="", flush=True)
    return name, done.returncode == 0, "; ".join(line.strip() for line in found)


def sums(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of every file below a folder."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): digest(path) for path in paths}


def build_twice() -> list[tuple[str, bool, str]]:
    """Build, keep the sums, build again, compare."""
    build = [sys.executable, str(PACKAGING / "build.py")]
    first = step("built, proved and packed", build, r"(?m)^.*\d s  .*$")
    before = sums(DIST)
    again = step("built again", build, r"nothing to tell")
    after = sums(DIST)
    apart = sorted(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )
    alike = (
        f"{len(before)} files, the same bytes" if not apart else f"differ: {', '.join(apart[:5])}"
    )
    return [first, ("two builds are alike", again[1] and not apart, alike)]


def main() -> int:
    """Do everything and tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", action="store_true", help="put the table into the docs")
    asked = parser.parse_args()
    done = build_twice()
    size = [sys.executable, str(PACKAGING / "size.py"), "--built"]
    done.append(step("size against an empty window", size, r"(?m)^Evenside: .*$"))
    start = [sys.executable, str(PACKAGING / "start.py"), "--built"]
    done.append(
        step("start of the bundle against a bare window", start, r"(?m)^.*times as long.*$")
    )
    source = [sys.executable, str(ROOT / "tests" / "benchmarks" / "start.py")]
    done.append(step("start from source", source, r"(?m)^.*times as long.*$"))
    if system() == "linux" and os.geteuid() == 0 and shutil.which("debootstrap"):
        package = str(next(DIST.glob("*.deb")))
        with tempfile.TemporaryDirectory() as folder:
            drive = [sys.executable, str(PACKAGING / "bare_debian.py"), package, f"{folder}/root"]
            done.append(step("on a bare Debian", drive, r"(?m)^(?:opened|removed).*$"))
    today = datetime.now(UTC).date().isoformat()
    lines = [
        f"| {today}, {platform.platform(terse=True)}, Python {platform.python_version()} | | |",
        "|---|---|---|",
        *(f"| {name} | {'yes' if well else '**no**'} | {told} |" for name, well, told in done),
    ]
    table = "\n".join(lines)
    print(table)
    if asked.write:
        text = DOCUMENT.read_text(encoding="utf-8")
        head, _, rest = text.partition(FIRST)
        _, _, tail = rest.partition(LAST)
        DOCUMENT.write_text(f"{head}{FIRST}\n{table}\n{LAST}{tail}", encoding="utf-8")
    return 0 if all(well for _, well, _ in done) else 1


if __name__ == "__main__":
    sys.exit(main())
