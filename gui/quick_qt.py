"""How does Qt for Python load in less time? It is spared what it does anew at each start.

Two things, both undone as soon as it is loaded:

- PySide6 carries a dozen modules as source text inside its library and compiles them every time,
  which takes a fifth of a bare window's start. What was compiled is kept, as Python keeps its own
  modules in `__pycache__`: by a hash of the source, so that another PySide6 or another Python finds
  nothing and compiles.
- It puts a function of its own, written in Python, in front of every import statement. That serves
  `from __future__`-like switches (`__feature__`) which nobody here uses, and slows every later
  import by a fifth, also in the log's thread, where it holds up the window.
"""

from __future__ import annotations

import builtins
import contextlib
import marshal
import os
import sys
from importlib import import_module
from importlib.util import source_hash
from pathlib import Path
from types import CodeType
from typing import Any

_PLAIN_FORM = 2
"""The form of marshal without references, which gives the same bytes every time."""


def kept_file() -> Path:
    """Give the place of the compiled modules: beside our own, or inside a bundle."""
    here = Path(__file__).parent
    if getattr(sys, "frozen", False):
        return here / "qt_code.bin"
    return here / "__pycache__" / f"qt_code.{sys.implementation.cache_tag}.bin"


class Compiler:
    """Compiles like the built-in function, and remembers."""

    def __init__(self, file: Path) -> None:
        self._compile = builtins.compile
        self._kept = _read(file)
        self.fresh: dict[bytes, CodeType] = {}

    def __call__(self, source: Any, filename: Any, mode: str, *args: Any, **more: Any) -> Any:  # noqa: ANN401 - the built-in's own types
        """Compile, or give what was compiled before from the very same text."""
        if args or more or mode != "exec" or not isinstance(source, str | bytes):
            return self._compile(source, filename, mode, *args, **more)
        text = source.encode() if isinstance(source, str) else source
        key = source_hash(os.fsencode(filename) + b"\0" + text)
        code = self._kept.get(key)
        if code is None:
            # the built-in would take over this module's own `annotations` switch
            code = self._compile(source, filename, mode, 0, True)  # noqa: FBT003 - by position only
            assert isinstance(code, CodeType)
        self.fresh[key] = code
        return code

    @property
    def learned(self) -> bool:
        """True when something had to be compiled."""
        return self.fresh.keys() != self._kept.keys()


def load_qt(file: Path | None = None) -> None:
    """Import Qt's core, if nobody has; a place that can't be read or written costs only time.

    Args:
        file: Where what was compiled is kept; as a rule `kept_file`, which a bundle only reads.

    """
    if "PySide6.QtCore" in sys.modules:
        return
    place = file or kept_file()
    plain_import, compiler = builtins.__import__, Compiler(place)
    builtins.compile = compiler
    try:
        import_module("PySide6.QtCore")
    finally:
        builtins.compile = compiler._compile  # noqa: SLF001 - its own maker puts it back
        builtins.__import__ = plain_import
    usual = not (getattr(sys, "frozen", False) or sys.dont_write_bytecode)
    if compiler.learned and (usual or file is not None):
        _write(place, compiler.fresh)


def _read(file: Path) -> dict[bytes, CodeType]:
    """Read what was kept; a file that is not whole counts as none."""
    try:
        data = file.read_bytes()
    except OSError:
        return {}
    if data[:8] != source_hash(data[8:]):
        return {}
    try:
        kept = marshal.loads(data[8:])
    except (ValueError, EOFError, TypeError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _write(file: Path, codes: dict[bytes, CodeType]) -> None:
    data = marshal.dumps(codes, _PLAIN_FORM)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        fresh.write_bytes(source_hash(data) + data)
        fresh.replace(file)


if __name__ == "__main__":
    load_qt(Path(sys.argv[1]))  # the build makes the bundle's file so
