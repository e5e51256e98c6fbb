"""How does the Linux bundle become a package that apt installs and removes?"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from archives import folder_size
from notices import owner
from project import PACKAGING, Project, inside, program

HERE = PACKAGING / "linux"
ARCHITECTURES = {"x86_64": "amd64", "arm64": "arm64"}


def glibc_needed(bundle: Path) -> str:
    """Give the newest glibc that any file of the bundle asks for, such as "2.36"."""
    newest = (2, 0)
    for path in [program(bundle), *inside(bundle).rglob("*.so*")]:
        done = subprocess.run(["objdump", "-T", str(path)], capture_output=True, check=False)
        for found in re.findall(rb"GLIBC_(\d+)\.(\d+)", done.stdout):
            newest = max(newest, (int(found[0]), int(found[1])))
    return f"{newest[0]}.{newest[1]}"


def outside_libraries(bundle: Path) -> set[str]:
    """Name the libraries that the bundle is linked against and does not hold."""
    held = {path.name for path in inside(bundle).rglob("*.so*")}
    needed: set[str] = set()
    for path in [program(bundle), *inside(bundle).rglob("*.so*")]:
        done = subprocess.run(
            ["objdump", "-p", str(path)], capture_output=True, text=True, check=False
        )
        needed |= set(re.findall(r"NEEDED\s+(\S+)", done.stdout))
    return needed - held


def depends(bundle: Path, glibc: str) -> str:
    """Give the Depends line: what a bundle needs from the system."""
    names = {owner(name) for name in outside_libraries(bundle)} - {None, "libc6"}
    return ", ".join([f"libc6 (>= {glibc})", *sorted(name for name in names if name)])


def fill(text: str, values: dict[str, str]) -> str:
    """Put values into a text that has @NAMES@ in it."""
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def lay_out(bundle: Path, icons: Path, root: Path, project: Project, architecture: str) -> None:
    """Lay out the package's files below `root` as they will lie on the system."""
    shutil.rmtree(root, ignore_errors=True)
    share = root / "usr" / "share"
    shutil.copytree(bundle, root / "usr" / "lib" / "evenside", symlinks=True)
    (root / "usr" / "bin").mkdir()
    (root / "usr" / "bin" / "evenside").symlink_to("../lib/evenside/evenside")
    shutil.copytree(icons / "hicolor", share / "icons" / "hicolor")
    (share / "applications").mkdir()
    shutil.copyfile(HERE / "evenside.desktop", share / "applications" / "evenside.desktop")
    (share / "metainfo").mkdir()
    date = datetime.fromtimestamp(project.epoch, UTC).date().isoformat()
    about = (HERE / "evenside.metainfo.xml").read_text(encoding="utf-8")
    about = fill(about, {"VERSION": project.version, "DATE": date})
    (share / "metainfo" / "app.evenside.Evenside.metainfo.xml").write_text(about, encoding="utf-8")
    documents = share / "doc" / "evenside"
    documents.mkdir(parents=True)
    licence = (bundle / "licenses" / "Evenside-LICENSE.txt").read_text(encoding="utf-8")
    more = "\n\nThe licences of everything inside are in /usr/lib/evenside/licenses.\n"
    (documents / "copyright").write_text(licence + more, encoding="utf-8")
    control = [
        "Package: evenside",
        f"Version: {project.version}",
        f"Architecture: {architecture}",
        "Maintainer: The Evenside contributors <evenside@localhost>",
        f"Installed-Size: {-(-folder_size(root) // 1024)}",
        f"Depends: {depends(bundle, glibc_needed(bundle))}",
        "Section: education",
        "Priority: optional",
        f"Description: {project.summary.rstrip('.')}",
        " Click a place on your left or right side, say how it feels, and get a routine.",
        " Log each side and see a real gap told from day-to-day noise. Your log stays in",
        " your own folder, also when this package is removed.",
    ]
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN" / "control").write_text("\n".join(control) + "\n", encoding="utf-8")
    _tidy(root, project.epoch)


def pack_deb(root: Path, out: Path, project: Project) -> None:
    """Pack a laid-out folder; the same files give the same bytes."""
    out.unlink(missing_ok=True)
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(out)],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(project.epoch)},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _tidy(root: Path, epoch: int) -> None:
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.name == "evenside" else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)
