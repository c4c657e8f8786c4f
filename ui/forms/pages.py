"""The pages of a form's sections: each is built when first shown, a long one bit by bit."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.forms.page import FURTHER_FIELDS, PageBuilder
from ui.forms.registry import Registry
from ui.forms.scrolled_page import ScrolledPage
from ui.forms.sections import Section


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
        self._built: dict[int, set[int]] = {}
        self._building = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self._build_more)

    def begin(self, sections: list[Section], builder: PageBuilder, registry: Registry) -> None:
        """Make an empty page for each section of another form."""
        self._rest.stop()
        self._sections, self._builder, self._registry = list(sections), builder, registry
        self._built = {}
        while (page := self.widget(0)) is not None:
            self.removeWidget(page)
            page.deleteLater()
        for _ in sections:
            self.addWidget(ScrolledPage())

    def turn_to(self, at: int) -> None:
        """Show a section, building it the first time."""
        self.finish()
        self._build(at)
        self.setCurrentIndex(at)

    def build_anew(self, at: int, section: Section) -> None:
        """Build a section whose rows have changed again, where it was scrolled to."""
        self.finish()
        if self._registry is not None:
            self._registry.forget(self._built.pop(at, set()))
        self._sections[at] = section
        bar = self._page(at).verticalScrollBar()
        down = bar.value()
        self._build(at)
        bar.setValue(down)

    def reveal(self, at: int, widget: QWidget) -> None:
        """Scroll a page so that a widget on it is seen."""
        self._page(at).ensureWidgetVisible(widget)

    def finish(self) -> None:
        """Build at once what is still to come of a long section."""
        while self._builder is not None and self._builder.unfinished:
            self._build_more()

    def _page(self, at: int) -> ScrolledPage:
        page = self.widget(at)
        assert isinstance(page, ScrolledPage)
        return page

    def _build(self, at: int) -> None:
        if at in self._built or self._builder is None or self._registry is None:
            return
        before = set(self._registry.instances)
        body = QWidget()
        whole = QVBoxLayout(body)
        whole.setContentsMargins(18, 12, 18, 16)
        box = QVBoxLayout()
        box.setSpacing(4)
        whole.addLayout(box)
        whole.addStretch(1)
        self._builder.start(box, self._sections[at].instances)
        self._page(at).show_body(body)
        self._note(at, before)
        if self._builder.unfinished:
            self._building = at
            self._rest.start()

    def _build_more(self) -> None:
        """Build some more of a long section, then let the window answer before the next."""
        if self._builder is None or self._registry is None or not self._builder.unfinished:
            return
        before = set(self._registry.instances)
        if self._builder.more(FURTHER_FIELDS):
            self._rest.start()
        self._page(self._building).fit_anew()
        self._note(self._building, before)

    def _note(self, at: int, before: set[int]) -> None:
        assert self._registry is not None
        fresh = set(self._registry.instances) - before
        self._built[at] = self._built.get(at, set()) | fresh
        self.fields_built.emit(frozenset(fresh))
