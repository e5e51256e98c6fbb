"""What is built: which version, for which system, as of which moment?"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
BUILD = ROOT / "build"
DIST = ROOT / "dist"
NAME = "Evenside"
MAKER = "The Evenside contributors"


@dataclass(frozen=True, slots=True)
class Project:
    """What pyproject.toml and the last commit say."""

    version: str
    summary: str
    epoch: int
    """Seconds since 1970 that every packed file wears, so that two builds are alike."""
    dependencies: tuple[str, ...]
    """Names of the packages Evenside asks for itself, in lower case."""

    @property
    def label(self) -> str:
        """How packages of this system are named, such as `evenside-0.1.0-linux-x86_64`."""
        return f"evenside-{self.version}-{system()}-{machine()}"


def read_project(root: Path = ROOT) -> Project:
    """Read pyproject.toml and the moment of the last commit (or SOURCE_DATE_EPOCH).

    Raises:
        KeyError, ValueError: pyproject.toml lacks a version or has an odd one.

    """
    facts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version = facts["version"]
    if not all(part.isdecimal() for part in version.split(".")):
        raise ValueError(f"the version {version} is not made of numbers only")
    names = tuple(sorted(_name(asked) for asked in facts["dependencies"]))
    return Project(version, facts["description"], _epoch(root), names)


def system() -> str:
    """Give the system we are on: linux, windows or macos."""
    return {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")


def machine() -> str:
    """Give the processor's family in one spelling: x86_64 or arm64."""
    found = platform.machine().lower()
    return {"amd64": "x86_64", "aarch64": "arm64"}.get(found, found)


def program(bundle: Path) -> Path:
    """Give the file in a bundle that starts it."""
    if system() == "macos":
        return bundle / "Contents" / "MacOS" / bundle.stem
    return bundle / (f"{bundle.name}.exe" if system() == "windows" else bundle.name)


def inside(bundle: Path) -> Path:
    """Give the folder in a bundle that holds everything but the program."""
    return bundle / "Contents" / "Frameworks" if system() == "macos" else bundle / "_internal"


def _name(asked: str) -> str:
    end = next((i for i, sign in enumerate(asked) if sign in "<>=~!;[ "), len(asked))
    return asked[:end].lower()


def _epoch(root: Path) -> int:
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told:
        return int(told)
    asked = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return 1_767_225_600  # 2026-01-01: an unpacked source archive has no history
    return int(done.stdout)
