"""Does the .deb work on a Debian that has never seen Evenside?

    python packaging/bare_debian.py dist/evenside_VERSION_amd64.deb FOLDER

As root, with debootstrap. FOLDER becomes (or is) a bare Debian 12. The package is installed there
by apt; a person without rights walks through it, opens the window, clicks a place, types a search,
starts it a second time, closes it; the package is removed, and the log must stay. Pictures of the
window are left in FOLDER/home/mia.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

RELEASE = "bookworm"
PERSON = "mia"
HANDS = ("xvfb", "openbox", "xdotool", "wmctrl", "imagemagick")
"""A screen, a window manager, hands and eyes: nothing that Evenside itself could lean on."""
SCREEN = ":77"
PATIENCE_S = 180.0


class NotProven(Exception):
    """The package did not do what it must; the message is for whoever builds."""


class Debian:
    """A bare Debian in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "home" / PERSON / ".local" / "share" / "Evenside"

    def run(self, *words: str, check: bool = True) -> str:
        """Run as root inside; gives what was said on stdout."""
        done = subprocess.run(
            ["chroot", str(self.root), *words],
            env={
                "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
                "DEBIAN_FRONTEND": "noninteractive",
                "LC_ALL": "C.UTF-8",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        if check and done.returncode:
            raise NotProven(f"{' '.join(words)}: {done.stderr[-2000:]}")
        return done.stdout

    def as_person(self, *words: str) -> list[str]:
        """Give the command that runs something inside as the person on the screen."""
        told = [f"HOME=/home/{PERSON}", "PATH=/usr/bin:/bin", "LANG=C.UTF-8", f"DISPLAY={SCREEN}"]
        told.append(f"XDG_RUNTIME_DIR=/home/{PERSON}/runtime")
        who = ["--reuid", PERSON, "--regid", PERSON, "--clear-groups"]
        return ["chroot", str(self.root), "setpriv", *who, "env", "-i", *told, *words]

    def hand(self, *words: str) -> str:
        """Let the person do something; gives what was said."""
        done = subprocess.run(self.as_person(*words), capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def look(self, name: str) -> None:
        """Keep a picture of the screen."""
        self.hand("import", "-window", "root", f"/home/{PERSON}/{name}.png")

    def files(self) -> set[str]:
        """List what is installed."""
        return set(self.run("find", "/usr", "/etc", "/opt", "-xdev", "-type", "f").splitlines())

    def prepare(self) -> None:
        """Make the bare system, once, and give it a screen and a person."""
        if not (self.root / "etc" / "debian_version").exists():
            words = ["debootstrap", "--variant=minbase", RELEASE, str(self.root)]
            subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        self.run("apt-get", "update", "-qq")
        self.run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *HANDS)
        if PERSON not in (self.root / "etc" / "passwd").read_text(encoding="utf-8"):
            self.run("useradd", "--create-home", PERSON)
        self.run(
            "install", "-d", "-o", PERSON, "-g", PERSON, "-m", "700", f"/home/{PERSON}/runtime"
        )
        if not (self.root / "dev" / "null").exists():
            self.run("mknod", "-m", "666", "/dev/null", "c", "1", "3")


def wait(what: str, ready: Callable[[], object]) -> None:
    """Wait until something is so.

    Raises:
        NotProven: It never was.

    """
    end = time.monotonic() + PATIENCE_S
    while not ready():
        if time.monotonic() > end:
            raise NotProven(f"waited in vain for: {what}")
        time.sleep(0.2)


def walk(debian: Debian) -> None:
    """Let the program walk through itself, in silence."""
    told = subprocess.run(
        debian.as_person("/usr/bin/evenside", "--version"),
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode or "does not load" in told.stdout or told.stderr:
        raise NotProven(f"--version: {told.stdout}{told.stderr}")
    print(told.stdout.strip())
    done = subprocess.run(
        debian.as_person("/usr/bin/evenside", "--smoke"),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or done.stderr or done.stdout.strip() != "smoke ok":
        raise NotProven(f"the walk: {done.returncode} {done.stdout}{done.stderr}")


def drive(debian: Debian) -> str:
    """Open, click, type, start again, close; gives how the window was closed."""
    said = (debian.root / "said.txt").open("w+", encoding="utf-8")
    app = subprocess.Popen(debian.as_person("/usr/bin/evenside"), stdout=said, stderr=said)
    try:
        wait("the window", lambda: debian.hand("wmctrl", "-l", "-x").count("evenside"))
        window = debian.hand("xdotool", "search", "--onlyvisible", "--class", "evenside").split()[0]
        wait("the log", lambda: (debian.data / "evenside.db").exists())
        time.sleep(3)  # the sharp picture
        debian.look("1-opened")
        # a place on the map: right of the middle of the left view, on the thigh
        where = dict(
            line.split("=")
            for line in debian.hand("xdotool", "getwindowgeometry", "--shell", window).splitlines()
        )
        wide, high = int(where["WIDTH"]), int(where["HEIGHT"])
        at = ["xdotool", "mousemove", "--window", window]
        debian.hand(*at, str(84 + (wide - 84 - 359) // 4), str(high // 2 - 60), "click", "1")
        time.sleep(2)
        debian.look("2-clicked")
        debian.hand("xdotool", "key", "ctrl+4")
        time.sleep(2)
        debian.look("3-exercises")
        debian.hand("xdotool", "key", "ctrl+1")
        time.sleep(1)
        debian.hand(*at, str(wide - 359 - 128), "38", "click", "1")
        debian.hand("xdotool", "type", "--delay", "60", "left glute")
        debian.hand("xdotool", "key", "Return")
        time.sleep(2)
        debian.look("4-typed")
        second = subprocess.run(
            debian.as_person("/usr/bin/evenside"),
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_S,
        )
        if second.returncode or second.stderr:
            raise NotProven(f"the second start: {second.returncode} {second.stderr}")
        if debian.hand("wmctrl", "-l", "-x").count("evenside") != 1:
            raise NotProven("the second start opened a second window")
        pictures = [path.read_bytes() for path in sorted(debian.data.parents[2].glob("?-*.png"))]
        if len(pictures) != 4 or len(set(pictures)) != 4:
            raise NotProven("a click or a key changed nothing on the screen")
        return close(debian, app)
    finally:
        if app.poll() is None:
            app.kill()
        app.wait()
        said.seek(0)
        words = said.read()
        said.close()
        if words:
            print(f"the window said: {words}", file=sys.stderr)


def close(debian: Debian, app: subprocess.Popen[bytes]) -> str:
    """Close the window as a person would; gives what did it."""
    for way, words in (
        ("Alt+F4", ("xdotool", "key", "--clearmodifiers", "alt+F4")),
        ("the window manager's close", ("wmctrl", "-c", "Evenside")),
    ):
        debian.hand(*words)
        for _ in range(100):
            if app.poll() is not None:
                if app.returncode:
                    raise NotProven(f"closing ended with {app.returncode}")
                return way
            time.sleep(0.2)
        print(f"{way} did not close the window", file=sys.stderr)
    raise NotProven("the window does not close")


def main() -> int:
    """Install, walk, drive, remove; gives 1 when something is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("package", type=Path)
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    if os.geteuid() or shutil.which("debootstrap") is None:
        parser.error("needs root and debootstrap")
    debian = Debian(asked.folder.resolve())
    debian.prepare()
    before = debian.files()
    shutil.copyfile(asked.package, debian.root / "tmp" / "evenside.deb")
    packages = debian.run("dpkg-query", "-W", "-f", "${Package}\\n").split()
    debian.run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "/tmp/evenside.deb")
    drawn_in = set(debian.run("dpkg-query", "-W", "-f", "${Package}\\n").split()) - set(packages)
    print(f"installed; drawn in: {', '.join(sorted(drawn_in - {'evenside'})) or 'nothing'}")
    screen = subprocess.Popen(
        [
            "chroot",
            str(debian.root),
            "Xvfb",
            SCREEN,
            "-screen",
            "0",
            "1280x900x24",
            "-ac",
            "-nolisten",
            "tcp",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    desk = None
    try:
        wait("a screen", (debian.root / "tmp" / ".X11-unix" / f"X{SCREEN[1:]}").exists)
        desk = subprocess.Popen(
            debian.as_person("openbox"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
        )
        walk(debian)
        print("walked through, in silence")
        print(f"opened, clicked, typed into, started twice, closed by {drive(debian)}")
    finally:
        for running in (desk, screen):
            if running is not None:
                running.terminate()
                running.wait()
    kept = sorted(path.name for path in debian.data.iterdir())
    rights = debian.data.stat().st_mode & 0o777
    open_to_all = [p.name for p in debian.data.iterdir() if p.stat().st_mode & 0o077]
    if "evenside.db" not in kept or rights != 0o700 or open_to_all:
        raise NotProven(f"the person's folder: {rights:o} {kept}, open: {open_to_all}")
    debian.run("apt-get", "purge", "-y", "-qq", "evenside")
    left = sorted(name for name in debian.files() - before if "evenside" in name.lower())
    if left:
        raise NotProven(f"files were left behind: {left}")
    if sorted(path.name for path in debian.data.iterdir()) != kept:
        raise NotProven("the person's files changed with the removal")
    print(f"removed; the person keeps {', '.join(kept)}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except NotProven as problem:
        print(f"FAILED: {problem}", file=sys.stderr)
        sys.exit(1)
