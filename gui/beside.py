"""How does slow work run beside the window? In a thread of Python's own that never touches Qt.

PySide looks its own types up without a lock when a signal reaches an object in another thread.
While the window's thread makes a type for the first time (any class or enum of Qt's that nobody
used yet), that table moves, and the look-up finds nothing: PySide 6.11 broke off with a
segmentation fault in about 1 of 60 starts of the bundle on two busy cores. So nothing of Qt's lives
in these threads, no signal goes there, and none comes from there: work waits in one queue, what
came of it in another, and the window's thread looks into that one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS = 4

Work = Callable[[], Any]


class Came:
    """What came of a piece of work: a value or what it raised.

    Written out, as is `Job`: making a dataclass takes half a millisecond of every start.
    """

    __slots__ = ("raised", "value")

    def __init__(self, value: Any = None, raised: Exception | None = None) -> None:  # noqa: ANN401 - whatever the work gives
        self.value = value
        self.raised = raised


class Beside(QObject):
    """One thread that does one piece of work after the other, and tells in the window's thread.

    Work must not hold anything of Qt's, not even to read an attribute of it.
    """

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._todo: SimpleQueue[Work | None] = SimpleQueue()
        self._done: deque[Came] = deque()
        # A thread that is a daemon can't hold up a program that breaks off.
        self._thread = Thread(target=_serve, args=(self._todo, self._done), name=name, daemon=True)
        # Work is kept here until it is told of: the thread is never the last to drop it.
        self._open: deque[tuple[Work, Callable[[Came], None]]] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    @property
    def runs(self) -> bool:
        """True from `begin` to `end`."""
        return self._thread.is_alive()

    def begin(self) -> None:
        """Start with what waits."""
        self._thread.start()
        if self._open:
            self._timer.start(LOOK_EVERY_MS)

    def do(self, work: Work, told: Callable[[Came], None]) -> None:
        """Queue work behind the other; `told` is called in the window's thread."""
        self._open.append((work, told))
        self._todo.put(work)
        if self.runs and not self._timer.isActive():
            self._timer.start(LOOK_EVERY_MS)

    def _look(self) -> None:
        # One at a time, and the next look is arranged first: telling may open a dialog that waits.
        came = self._done.popleft() if self._done else None
        told = self._open.popleft()[1] if came is not None else None
        if self._open:
            self._timer.start(0 if self._done else LOOK_EVERY_MS)
        if came is not None and told is not None:
            told(came)

    def end(self, last: Work) -> Came:
        """Finish what is queued, do one last thing in the thread, then end it.

        What comes of the rest is not told any more.
        """
        self._timer.stop()
        if not self.runs:
            return Came()
        self._todo.put(last)
        self._todo.put(None)
        self._thread.join()
        self._open.clear()
        return self._done.pop()


def _serve(todo: SimpleQueue[Work | None], done: deque[Came]) -> None:
    """Work until there is nothing more to come."""
    while (work := todo.get()) is not None:
        came = _came(work)
        del work
        done.append(came)
        del came


def _came(work: Work) -> Came:
    try:
        return Came(work())
    except Exception as bug:  # noqa: BLE001 - handed over to the window, which reports it
        return Came(raised=bug)
