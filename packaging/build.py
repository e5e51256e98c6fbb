"""How does Evenside become something that a person installs, on the system this runs on?

    python -m venv build/venv
    build/venv/bin/pip install --require-hashes -r requirements-build.lock
    build/venv/bin/python packaging/build.py

Makes the bundle, starts it as docs/PACKAGING.md says, and puts the packages into dist/.
`--bundle-only` stops before packing. The lock is made by

    uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
        pyproject.toml packaging/build.in -c requirements.lock -o requirements-build.lock
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

import safe_sqlite
import sbom
from archives import digest, folder_size, pack_tar, pack_zip
from deb import ARCHITECTURES, HERE, fill, glibc_needed, lay_out, pack_deb
from icons import write_icons
from lean import strip_symbols
from notices import owner, write_notices
from project import BUILD, DIST, NAME, PACKAGING, ROOT, Project, inside, machine, read_project
from project import system as our_system
from proof import prove

ICONS = BUILD / "icons"
QT_CODE = BUILD / "qt_code.bin"


def freeze(project: Project, entry: Path, out: Path, *, any_sqlite: bool = False) -> Path:
    """Let PyInstaller make the bundle that starts `entry`; gives its folder (or .app)."""
    write_icons(ICONS)
    shutil.rmtree(out, ignore_errors=True)
    kind = {"windows": "evenside.ico", "macos": "evenside.icns"}.get(our_system())
    surroundings = {
        **os.environ,
        # sets are walked in the order of their hashes, and PyInstaller walks many
        "PYTHONHASHSEED": "1",
        "SOURCE_DATE_EPOCH": str(project.epoch),
        "EVENSIDE_ENTRY": str(entry),
        "EVENSIDE_ICON": str(ICONS / kind) if kind else "",
    }
    if our_system() == "windows":
        facts = BUILD / "version.txt"
        facts.write_text(version_resource(project), encoding="utf-8")
        surroundings["EVENSIDE_VERSION_INFO"] = str(facts)
    # what PySide6 would compile at each start (gui/quick_qt.py), by the Python that goes inside
    QT_CODE.unlink(missing_ok=True)
    maker = [sys.executable, str(ROOT / "gui" / "quick_qt.py"), str(QT_CODE)]
    subprocess.run(maker, cwd=ROOT, env=surroundings, check=True)
    where = ["--distpath", str(out), "--workpath", str(BUILD / "work")]
    command = ["-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", *where]
    subprocess.run(
        [sys.executable, *command, str(PACKAGING / "evenside.spec")],
        cwd=ROOT,
        env=surroundings,
        check=True,
    )
    name = {"windows": NAME, "macos": f"{NAME}.app"}.get(our_system(), "evenside")
    bundle = out / name
    strip_symbols(inside(bundle))
    if our_system() == "linux" and not any_sqlite:
        safe_sqlite.mend(bundle)
    return bundle


def version_resource(project: Project) -> str:
    """Write down what Windows shows under Properties, Details."""
    numbers = (*map(int, project.version.split(".")), 0, 0, 0, 0)[:4]
    words = {
        "CompanyName": "The Evenside contributors",
        "FileDescription": NAME,
        "FileVersion": project.version,
        "LegalCopyright": "MIT licence",
        "OriginalFilename": f"{NAME}.exe",
        "ProductName": NAME,
        "ProductVersion": project.version,
    }
    strings = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in words.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), kids=["
        f"StringFileInfo([StringTable('040904B0', [{strings}])]),"
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])"
    )


def pack(bundle: Path, project: Project) -> list[Path]:
    """Make the packages of this system from a proven bundle; gives their paths."""
    if our_system() == "linux":
        return _pack_linux(bundle, project)
    if our_system() == "windows":
        return _pack_windows(bundle, project)
    return _pack_macos(bundle, project)


def _pack_linux(bundle: Path, project: Project) -> list[Path]:
    folder = BUILD / project.label
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(bundle, folder, symlinks=True)
    values = {"VERSION": project.version, "GLIBC": glibc_needed(bundle)}
    words = fill((HERE / "README.txt").read_text(encoding="utf-8"), values)
    (folder / "README.txt").write_text(words, encoding="utf-8")
    portable = DIST / f"{project.label}.tar.gz"
    pack_tar(folder, portable, project.epoch)
    if shutil.which("dpkg-deb") is None:
        print("no dpkg-deb here: the .deb was left out")
        return [portable]
    architecture = ARCHITECTURES[machine()]
    lay_out(bundle, ICONS, BUILD / "deb", project, architecture)
    package = DIST / f"evenside_{project.version}_{architecture}.deb"
    pack_deb(BUILD / "deb", package, project)
    return [portable, package]


def _pack_windows(bundle: Path, project: Project) -> list[Path]:
    portable = DIST / f"{project.label}-portable.zip"
    pack_zip(bundle, portable, project.epoch)
    compiler = shutil.which("iscc") or r"C:\Program Files (x86)\Inno Setup 6\ISCC.exe"
    if not Path(compiler).exists():
        print("no Inno Setup here: the installer was left out")
        return [portable]
    name = f"{project.label}-setup"
    told = {"Version": project.version, "Source": bundle, "Out": DIST, "Name": name, "Icons": ICONS}
    words = [f"/D{key}={value}" for key, value in told.items()]
    script = str(PACKAGING / "windows" / "evenside.iss")
    subprocess.run([compiler, "/Qp", *words, script], check=True)
    return [portable, DIST / f"{name}.exe"]


def _pack_macos(bundle: Path, project: Project) -> list[Path]:
    folder = BUILD / "dmg"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(bundle, folder / bundle.name, symlinks=True)
    (folder / "Applications").symlink_to("/Applications")
    image = DIST / f"{project.label}.dmg"
    words = ["-volname", NAME, "-srcfolder", str(folder), "-format", "UDZO", "-ov", str(image)]
    subprocess.run(["hdiutil", "create", *words], check=True)
    return [image]


def _system_libraries(bundle: Path) -> list[str]:
    """Give the Debian packages of the bundle's system libraries as "name=version"."""
    names = {owner(path.name) for path in inside(bundle).glob("*.so*")}
    found = []
    # Python and SQLite are listed by themselves
    for name in sorted(n for n in names if n and not n.startswith(("libpython", "libsqlite"))):
        asked = ["dpkg-query", "-W", "-f", "${Version}", name]
        done = subprocess.run(asked, capture_output=True, text=True, check=True)
        found.append(f"{name}={done.stdout}")
    return found


def main() -> int:
    """Build, prove, pack; gives 1 when something is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--bundle-only", action="store_true", help="build and prove, pack nothing")
    parser.add_argument("--any-sqlite", action="store_true", help="not for release: any SQLite")
    asked = parser.parse_args()
    project, started = read_project(), time.monotonic()

    def tell(words: str) -> None:
        print(f"{time.monotonic() - started:6.1f} s  {words}", flush=True)

    DIST.mkdir(exist_ok=True)
    bill = sbom.bill_of(project)
    bundle = freeze(project, ROOT / "main.py", DIST, any_sqlite=asked.any_sqlite)
    write_notices(bundle, sbom.package_names(bill))
    sqlite = safe_sqlite.bundled_version(bundle)
    words = ".".join(map(str, sqlite))
    tell(f"{bundle.name}: {folder_size(bundle) / 1e6:.1f} MB, SQLite {words}")
    if not safe_sqlite.is_mended(sqlite) and not asked.any_sqlite:
        print(f"SQLite {words} has the WAL-reset bug", file=sys.stderr)
        return 1
    prove(bundle, project)
    tell("starts, in place and read-only in an odd folder, in silence")
    if asked.bundle_only:
        return 0
    libraries = _system_libraries(bundle) if our_system() == "linux" else []
    sbom.add_native(bill, platform.python_version(), words, libraries)
    made = [*pack(bundle, project), DIST / f"{project.label}.cdx.json"]
    sbom.write_bill(bill, made[-1])
    sums = [f"{digest(path)}  {path.name}\n" for path in made]
    (DIST / f"{project.label}.sha256").write_text("".join(sums), encoding="utf-8")
    for path in made:
        tell(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
