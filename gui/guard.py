"""What becomes of a fault in a method that Qt calls by itself? It is reported, and Qt goes on.

A slot's fault ends at the slot. One in a `resizeEvent` or a `sizeHint` does not: PySide6 hands it
to whatever made Qt call, often much later, and answers other calls with "not implemented"
meanwhile. A wrong size of one small bar broke off the making of the pages, and the app never came
up. So every method of ours that Qt calls by itself is put into a guard when its class is made: the
fault goes to `sys.excepthook`, which tells it once, and Qt gets what its own class would answer.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject, QRectF, QSize, Qt

OURS = "gui."
Method = Callable[..., Any]

_EVENTS = (
    "actionEvent changeEvent childEvent closeEvent contextMenuEvent customEvent dragEnterEvent "
    "dragLeaveEvent dragMoveEvent dropEvent enterEvent focusInEvent focusOutEvent hideEvent "
    "inputMethodEvent keyPressEvent keyReleaseEvent leaveEvent mouseDoubleClickEvent "
    "mouseMoveEvent mousePressEvent mouseReleaseEvent moveEvent paintEvent resizeEvent showEvent "
    "tabletEvent timerEvent wheelEvent initStyleOption nextCheckState paint"
)
USUAL: dict[str, Callable[[], Any]] = {
    **dict.fromkeys(_EVENTS.split(), lambda: None),
    "event": lambda: False,
    "eventFilter": lambda: False,
    "hasHeightForWidth": lambda: False,
    "heightForWidth": lambda: -1,
    "sizeHint": QSize,
    "minimumSizeHint": QSize,
    "minimumSize": QSize,
    "expandingDirections": lambda: Qt.Orientation(0),
    "boundingRect": QRectF,
    "data": lambda: None,
    "headerData": lambda: None,
    "setData": lambda: False,
    "flags": lambda: Qt.ItemFlag.NoItemFlags,
    "rowCount": lambda: 0,
    "columnCount": lambda: 0,
    "filterAcceptsRow": lambda: True,
    "lessThan": lambda: False,
}
"""The methods that Qt calls by itself, each with an answer for where Qt's own class has none."""


def guard_all() -> None:
    """Guard the methods of every class of ours that is made from now on."""
    QObject.__init_subclass__ = classmethod(_on_class)  # type: ignore[assignment, method-assign]


def _on_class(made: Any, /, **_: object) -> None:  # noqa: ANN401 - a class that is being made
    if made.__module__.startswith(OURS):
        for name in USUAL.keys() & vars(made).keys():
            method = vars(made)[name]
            if isinstance(method, FunctionType):
                setattr(made, name, guarded(made, name, method))


def guarded(owner: type, name: str, method: Method) -> Method:
    """Give a method whose faults are reported and never go on into Qt."""

    @wraps(method)
    def careful(self: object, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - Qt's own types
        try:
            return method(self, *given, **named)
        except Exception as bug:  # noqa: BLE001 - whatever it is, Qt must not get it
            sys.excepthook(type(bug), bug, bug.__traceback__)
        try:
            return getattr(super(owner, self), name)(*given, **named)
        except Exception:  # noqa: BLE001 - Qt's class has no answer of its own
            return USUAL[name]()

    careful.guards = method  # type: ignore[attr-defined]
    return careful


guard_all()
