"""Which files does the program need, and which only come along?"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]
"""PyInstaller's way to name a file: where it goes, where it is, what kind it is."""

ALWAYS = frozenset({"QtCore", "QtGui", "QtWidgets", "QtSvg"})
"""pyqtgraph imports these by itself."""

STUBBED = ("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets")
"""pyqtgraph imports them and uses them only when it is told to draw with OpenGL."""

UNUSED_MODULES = (
    *("_tkinter", "tkinter", "turtle", "idlelib", "lib2to3", "ensurepip", "venv"),
    *("setuptools", "_distutils_hack", "pkg_resources", "distutils", "pip", "packaging"),
    *("unittest", "doctest", "pytest", "hypothesis", "IPython", "tzdata"),
    # the network: Evenside has none
    *("ssl", "_ssl", "_hashlib", "ftplib", "smtplib", "imaplib", "xmlrpc", "webbrowser"),
    *("curses", "_curses", "readline"),
    *("scipy", "PIL", "matplotlib", "pandas", "cupy", "numba", "OpenGL", "h5py", "pysqlite2"),
    *("numpy.f2py", "numpy.testing", "numpy.distutils", "numpy._core._multiarray_tests"),
    *("numpy._core._umath_tests", "numpy._core._rational_tests", "numpy._core._simd"),
    *("numpy._core._operand_flag_tests", "numpy._core._struct_ufunc_tests"),
    *("pyqtgraph.examples", "pyqtgraph.opengl", "pyqtgraph.flowchart", "pyqtgraph.console"),
    *("pyqtgraph.canvas", "pyqtgraph.dockarea", "pyqtgraph.jupyter"),
    *("PySide6.QtTest", *STUBBED),
)

PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    # the file dialog of the person's own desktop; the GTK one would bring all of GTK along
    "platformthemes": ("qxdgdesktopportal",),
    "platforminputcontexts": ("composeplatform", "ibusplatform"),
    "imageformats": ("qsvg",),
    "iconengines": ("qsvgicon",),
    "styles": ("qmodernwindows", "qwindowsvista", "qmacstyle"),
    "wayland-shell-integration": ("xdg-shell", "qt-shell"),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-graphics-integration-client": ("qt-plugin-wayland-egl",),
}
"""Qt plugins by folder, as beginnings of names without `lib`; every other one stays at home."""

_PLUGIN = re.compile(r"(?:^|/)plugins/([^/]+)/(?:lib)?([^/]+)$")
_DATA_LEFT_OUT = re.compile(
    r"(^|/)Qt/translations/|(^|/)translations/qt|^PySide6/Qt/(qml|resources|metatypes)/"
    r"|(^|/)pyqtgraph/(examples|icons/.*\.ico|colors/maps)/?|\.dist-info/(RECORD|INSTALLER|WHEEL)$"
    r"|^(setuptools|pkg_resources|pytz|tzdata)/|/__pycache__/|^pyqtgraph/.*\.(py|md|rst)$"
)


def our_modules(root: Path) -> list[str]:
    """Name every module in `core` and `gui`, so that a late import can't be missed."""
    found = []
    for folder in ("core", "gui"):
        for path in sorted((root / folder).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            if "versions" in parts or path.name == "env.py":
                continue  # Alembic reads these as files
            found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def our_data(root: Path) -> list[tuple[str, str]]:
    """Pair the files that are read at run time with the folder they go to.

    That is `resources` whole, whatever in `core` and `gui` is not Python, and Alembic's steps.
    """
    places = [path for path in sorted((root / "resources").rglob("*")) if path.is_file()]
    for folder in ("core", "gui"):
        places += [p for p in sorted((root / folder).rglob("*")) if p.is_file() and _is_data(p)]
    return [(str(path), str(path.relative_to(root).parent)) for path in places]


def qt_modules(root: Path) -> set[str]:
    """Name the Qt modules that Evenside's source imports, with those pyqtgraph needs."""
    found = set(ALWAYS)
    paths = [root / "main.py", *(root / "core").rglob("*.py"), *(root / "gui").rglob("*.py")]
    for path in paths:
        for name in _imports(path):
            head, _, rest = name.partition(".")
            if head == "PySide6" and rest:
                found.add(rest.partition(".")[0])
    return found


def lean_binaries(
    entries: Iterable[Entry], qt: set[str], needs: Callable[[str], Iterable[str]]
) -> list[Entry]:
    """Keep extension modules and chosen plugins, and of the libraries those that they need.

    Args:
        entries: What PyInstaller has found.
        qt: Names of the Qt modules that are used.
        needs: Gives the names of the libraries that a file is linked against.

    """
    there = list(entries)
    roots = [entry for entry in there if _is_root(entry, qt)]
    files = {_name(dest): source for dest, source, _ in there}
    wanted: set[str] = set()
    waiting = [source for _, source, kind in roots if kind != "SYMLINK"]
    while waiting:
        for name in sorted(set(needs(waiting.pop())) - wanted):
            wanted.add(name)
            if name in files:
                waiting.append(files[name])
    kept = set(roots) | {e for e in there if _may_stay(e) and _name(e[0]) in wanted}
    return [entry for entry in there if entry in kept]


def lean_data(
    entries: Iterable[Entry], before: Iterable[Entry], after: Iterable[Entry]
) -> list[Entry]:
    """Leave out translations, examples, links to libraries that were left out, and the like.

    Args:
        entries: What PyInstaller has found, links among it.
        before: All libraries it has found.
        after: Those that stay.

    """
    stays = {_name(dest) for dest, _, _ in after}
    gone = {_name(dest) for dest, _, _ in before} - stays
    return [
        (dest, source, kind)
        for dest, source, kind in entries
        if not _DATA_LEFT_OUT.search(_posix(dest))
        and not (kind == "SYMLINK" and (_name(source) in gone or _framework(dest) in gone))
    ]


def strip_symbols(folder: Path) -> None:
    """Cut debugging symbols out of the libraries (Linux only).

    NumPy's are left alone: cutting moves their sections and they no longer load.
    """
    if not sys.platform.startswith("linux"):
        return
    for path in sorted(folder.rglob("*.so*")):
        if path.is_symlink() or any(part.startswith("numpy") for part in path.parts):
            continue
        path.chmod(0o755)
        subprocess.run(["strip", "--strip-unneeded", "-p", str(path)], check=True)


def _is_data(path: Path) -> bool:
    if "__pycache__" in path.parts or path.suffix == ".pyc":
        return False
    return path.suffix != ".py" or "versions" in path.parts or path.name == "env.py"


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _is_root(entry: Entry, qt: set[str]) -> bool:
    dest, _, kind = entry
    place = _posix(dest)
    plugin = _PLUGIN.search(place)
    if plugin:
        return plugin[2].startswith(PLUGINS.get(plugin[1], ("no such plugin",)))
    name = _name(place)
    if place.startswith("PySide6/") and name.startswith("Qt") and "Qt/lib/" not in place:
        return name.partition(".")[0] in qt
    return kind == "EXTENSION" or bool(re.match(r"(lib)?python3", name, re.IGNORECASE))


def _may_stay(entry: Entry) -> bool:
    """Only roots are plugins or extension modules; the rest are plain libraries."""
    place = _posix(entry[0])
    return not _PLUGIN.search(place) and entry[2] != "EXTENSION"


def _name(place: str) -> str:
    return PurePosixPath(_posix(place)).name


def _framework(place: str) -> str:
    """Name the macOS framework that a place lies in, or nothing."""
    found = re.search(r"([^/]+)\.framework/", _posix(place))
    return found[1] if found else ""


def _posix(place: str) -> str:
    return place.replace("\\", "/")
