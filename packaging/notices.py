"""Whose work is inside the bundle, and under which terms?"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from importlib import metadata
from pathlib import Path

from project import ROOT, inside, system

_WORDS = ("licen", "copying", "notice", "authors")


def write_notices(bundle: Path, packages: list[str]) -> Path:
    """Put all licences into one folder of the bundle: ours, Python's, the packages', the system's.

    Args:
        bundle: The folder that PyInstaller made.
        packages: Names of the Python packages that are inside.

    Returns:
        The folder.

    """
    folder = _folder(bundle)
    shutil.copytree(ROOT / "resources" / "licenses", folder, dirs_exist_ok=True)
    shutil.copyfile(ROOT / "LICENSE", folder / "Evenside-LICENSE.txt")
    for path in (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
    ):
        if path.exists():
            shutil.copyfile(path, folder / "Python-LICENSE.txt")
    for name in packages:
        for part in metadata.files(name) or ():
            if "dist-info" in str(part) and part.name.lower().startswith(_WORDS):
                # one name may stand for several files in folders of their own
                below = [step for step in part.parts[1:-1] if step != "licenses"]
                flat = "-".join([name, *below, part.name])
                shutil.copyfile(str(part.locate()), folder / flat)
    if system() == "linux":
        for name in system_packages(bundle):
            terms = Path("/usr/share/doc") / name / "copyright"
            if terms.exists():
                shutil.copyfile(terms, folder / f"debian-{name}.txt")
    return folder


def _folder(bundle: Path) -> Path:
    if system() == "macos":
        return bundle / "Contents" / "Resources" / "licenses"
    return bundle / "licenses"


def system_packages(bundle: Path) -> list[str]:
    """Name the Debian packages that the bundle's system libraries were taken from."""
    names = [path.name for path in inside(bundle).glob("*.so*")]
    return sorted(filter(None, {owner(name) for name in names}))


def owner(library: str) -> str | None:
    """Name the Debian package that holds a library, or None where nobody says so."""
    if shutil.which("dpkg") is None:
        return None
    done = subprocess.run(
        ["dpkg", "-S", f"*/{library}"], capture_output=True, text=True, check=False
    )
    for line in done.stdout.splitlines():
        package, _, path = line.partition(": ")
        if Path(path).name == library and "/lib" in path:
            return package.partition(":")[0]
    return None
