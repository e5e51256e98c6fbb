"""Does the built program start: in place, anywhere, for anyone, without a word of complaint?"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from project import Project, program
from screen import screen, surroundings

ODD_FOLDER = "Odd place, größer – 左右"
"""Spaces, an umlaut, a dash and letters of another script."""
PATIENCE_S = 180


class NotProven(Exception):
    """The built program did not do what it must; the message is for whoever builds."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a program said and how it ended."""

    code: int
    out: str
    err: str


def prove(bundle: Path, project: Project) -> None:
    """Start the program where it is, then read-only in an odd folder as a user without rights.

    Raises:
        NotProven: It failed, said anything on stderr, wrote beside itself, or is another version.

    """
    before = _listing(bundle)
    loose = [path for path in bundle.rglob("*") if path.is_symlink() and not path.exists()]
    if loose:
        raise NotProven(f"links that lead nowhere: {loose}")
    with screen() as shown:
        with person(other=False) as (home, user):
            _walk(program(bundle), home, shown, user)
            said = run(program(bundle), ["--version"], home, shown, user)
            if project.version not in said.out:
                raise NotProven(f"--version says {said.out!r}, not {project.version}")
        with person(other=True) as (home, user), tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o755)
            place = Path(folder) / ODD_FOLDER / bundle.name
            shutil.copytree(bundle, place, symlinks=True)
            _lock(place)
            try:
                _walk(program(place), home, shown, user)
            finally:
                _unlock(place)
    if _listing(bundle) != before:
        raise NotProven("the program wrote into its own folder")


def run(
    started: Path, words: list[str], home: Path, shown: dict[str, str], user: str | None
) -> Said:
    """Run a program to its end, as another user where one is named.

    Raises:
        subprocess.TimeoutExpired: It never ended.

    """
    done = subprocess.run(
        [str(started), *words],
        env=surroundings(home, shown),
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_S,
        check=False,
        **({} if user is None else {"user": user, "group": "nogroup", "extra_groups": []}),  # type: ignore[call-overload]
    )
    return Said(done.returncode, done.stdout, done.stderr)


@contextmanager
def person(*, other: bool) -> Iterator[tuple[Path, str | None]]:
    """Give a home that is thrown away and, where it can be, the name of a user without rights."""
    user = "nobody" if other and hasattr(os, "geteuid") and os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "runtime").mkdir(mode=0o700)
        if user is not None:
            shutil.chown(home, user)
            shutil.chown(home / "runtime", user)
        yield home, user


def _walk(started: Path, home: Path, shown: dict[str, str], user: str | None) -> None:
    said = run(started, ["--smoke"], home, shown, user)
    if said.code:
        raise NotProven(f"{started.name} --smoke ended with {said.code}: {said.err or said.out}")
    if said.err:
        raise NotProven(f"{started.name} --smoke was not silent: {said.err}")
    if "smoke ok" not in said.out:
        raise NotProven(f"{started.name} --smoke never came to its end: {said.out!r}")


def _listing(bundle: Path) -> list[str]:
    return sorted(str(path.relative_to(bundle)) for path in bundle.rglob("*"))


def _lock(place: Path) -> None:
    if os.name == "nt":
        user = os.environ["USERNAME"]
        rights = f"{user}:(OI)(CI)(WD,AD,WEA,WA)"
        subprocess.run(["icacls", str(place), "/deny", rights], check=True, capture_output=True)
        return
    for path in [place, *place.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o444)


def _unlock(place: Path) -> None:
    if os.name == "nt":
        words = ["icacls", str(place), "/remove:d", os.environ["USERNAME"], "/T", "/Q"]
        subprocess.run(words, check=True, capture_output=True)
        return
    for path in [place, *place.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
