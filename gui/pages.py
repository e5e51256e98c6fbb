"""How is each page made, and when? At its first visit, or when nothing else is to be done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from gui.widgets import Page


class Pages(QObject):
    """The window's pages in the order of the rail; one that nobody has needed yet is not made."""

    complete = Signal()
    """All of them are made, but for the rare ones."""

    def __init__(
        self, makers: dict[str, Callable[[], Page]], parent: QObject, rare: Collection[str] = ()
    ) -> None:
        """Take the makers in the order of the rail; `rare` pages are made only when wanted."""
        super().__init__(parent)
        self._makers = makers
        self._rare = frozenset(rare)
        self._names = list(makers)
        self._pages: dict[str, Page] = {}
        self._tried: set[str] = set()
        self.stack = QStackedWidget()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_idle)

    def get(self, name: str) -> Page:
        """Give a page; it is made if it has to be."""
        found = self._pages.get(name)
        if found is None:
            found = self._pages[name] = self._makers[name]()
            self.stack.addWidget(found)
        return found

    def __iter__(self) -> Iterator[Page]:
        """Give the pages that are made, in order."""
        return (self._pages[name] for name in self._names if name in self._pages)

    def __getitem__(self, index: int) -> Page:
        """Give the page at a place of the rail."""
        return self.get(self._names[index])

    def index(self, page: Page) -> int:
        """Give a page's place.

        Raises:
            ValueError: It is none of these.

        """
        for name, made in self._pages.items():
            if made is page:
                return self._names.index(name)
        raise ValueError(f"{page} is no page of the window")

    def place(self, name: str) -> int:
        """Give the place of a page that need not be made."""
        return self._names.index(name)

    @property
    def names(self) -> frozenset[str]:
        """The names of the pages that are made."""
        return frozenset(self._pages)

    def made(self, name: str) -> Page | None:
        """Give a page if it is made already."""
        return self._pages.get(name)

    def has(self, name: str) -> bool:
        """Say whether a page is made already."""
        return name in self._pages

    @property
    def whole(self) -> bool:
        """True when every page is made, or was tried: a broken one must not hold up the others."""
        return self._makers.keys() - self._rare <= self._tried | self._pages.keys()

    def make_when_idle(self) -> None:
        """Make one page after the other, each when no click or key is waiting."""
        self._timer.start(0)

    def rest(self) -> None:
        """Make no more pages: the window is on its way out."""
        self._timer.stop()

    def _on_idle(self) -> None:
        name = next((n for n in self._names if self._is_missing(n)), None)
        if name is None:
            self._timer.stop()
            self.complete.emit()
        else:
            self._tried.add(name)
            self.get(name)

    def _is_missing(self, name: str) -> bool:
        return name not in self._rare | self._tried and name not in self._pages
