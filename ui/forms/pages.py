"""The pages of a form's sections: each is built when first shown, a long one bit by bit."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.forms.page import PageBuilder
from ui.forms.registry import Registry, Unfinished
from ui.forms.scrolled_page import ScrolledPage, logical
from ui.forms.sections import Section
from ui.forms.showing import show_around

_LEAST, _USUAL, _ALL = 240, 600, 1000


class Pages(QStackedWidget):
    """One scrolled page for each section.

    Signals:
        fields_built: a frozenset of the keys of instances that are on a page now.
    """

    fields_built = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._builder: PageBuilder | None = None
        self._registry: Registry | None = None
        self._sections: list[Section] = []
        self._built: set[int] = set()
        self._aside: dict[int, list[Unfinished]] = {}
        self._building = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self._build_more)

    def begin(self, sections: list[Section], builder: PageBuilder, registry: Registry) -> None:
        """Make an empty page for each section of another form."""
        self._rest.stop()
        self._sections, self._builder, self._registry = list(sections), builder, registry
        registry.unfinished.connect(self._rest.start)
        self._built, self._aside = set(), {}
        # Taking the page in sight away would show the next one: an empty one stands there meanwhile.
        between = QWidget(self)
        self.insertWidget(0, between)
        self.setCurrentWidget(between)
        while (old := self.widget(1)) is not None:
            self.removeWidget(old)
            old.deleteLater()
        for section in sections:
            page = ScrolledPage(self)
            page.setAccessibleName(section.name)
            self.addWidget(page)
        self.removeWidget(between)
        between.deleteLater()

    def turn_to(self, at: int) -> None:
        """Show a section, building it the first time."""
        if at != self._building:
            self._set_aside()
        self._building = at
        # Built before it is shown, it has a field for the keyboard when the page before gives it up.
        self._build(at)
        self.setCurrentIndex(at)
        self.page(at).settle()

    def reveal(self, at: int, widget: QWidget) -> None:
        """Scroll a page so that a widget on it is seen."""
        self.page(at).show_widget(widget)

    def finish(self) -> None:
        """Build at once what is still to come of a long section."""
        while self._builder is not None and self._builder.unfinished:
            self._build_more(_ALL)

    def page(self, at: int) -> ScrolledPage:
        """The page of a section."""
        page = self.widget(at)
        assert isinstance(page, ScrolledPage)
        return page

    def _set_aside(self) -> None:
        """Leave what is still to come of a long section until it is turned to again: nobody waits for it."""
        if self._builder is not None and self._builder.unfinished:
            self._rest.stop()
            self._aside[self._building] = self._builder.set_aside()

    def _build(self, at: int) -> None:
        if self._builder is not None and at in self._aside:
            self._builder.take_up(self._aside.pop(at))
            self._rest.start()
        if at in self._built or self._builder is None or self._registry is None:
            return
        self._built.add(at)
        page = self.page(at)
        # The page takes its body first, so that each widget is made in its place and dressed once.
        body = page.new_body()
        whole = QVBoxLayout(body)
        whole.setContentsMargins(18, 12, 18, 16)
        box = QVBoxLayout()
        box.setSpacing(4)
        whole.addLayout(box)
        whole.addStretch(1)
        # A page gets its width when it is first laid out; the pages' own is known before.
        width = self.width() if self.width() >= _LEAST else _USUAL
        self._builder.set_width(logical(width))
        self._builder.start(box, body, self._sections[at].instances)
        self._note()
        body.show()
        page.settle()

    def _build_more(self, fields: int = 6) -> None:
        """Build some more of a long section, then let the window answer before the next."""
        if self._builder is None or self._registry is None or not self._builder.unfinished:
            return
        if self._builder.more(fields):
            self._rest.start()
        self._note()
        if not self._builder.unfinished or fields < _ALL:
            self.page(self._building).settle()

    def note_new(self) -> None:
        """Share the width in what was built outside of a section's beginning, such as a row."""
        self._note()
        self.page(self._building).settle()

    def _note(self) -> None:
        assert self._registry is not None
        fresh = self._registry.take_fresh()
        page = self.page(self._building)
        page.fit(fresh)
        if (body := page.widget()) is not None:
            show_around(fresh, body)
        self.fields_built.emit(frozenset(one.instance.key for one in fresh))
