"""Groups side by side as tabs, each built when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from ui.forms.group import add_heading
from ui.forms.tab_order import follow
from ui.widgets.panel import Panel

if TYPE_CHECKING:
    from ui.forms.page import PageBuilder


class Tabs(Panel):
    """A bar of names and one group below it; arrows go along the bar, Ctrl with the page keys from anywhere."""

    def __init__(self, instance: Instance, builder: PageBuilder, depth: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, says=instance.text)
        self._builder = builder
        self._depth = depth
        self._groups = [one for one in instance.children if one.item.is_group]
        loose = [one for one in instance.children if not one.item.is_group]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8 if depth else 0, 0, 4)
        box.setSpacing(6)
        add_heading(box, self, instance, builder, depth)
        builder.fill(box, self, loose, depth + 1)
        self.bar = QTabBar(self)
        self.bar.setObjectName(f"tabs_{instance.link_id}")
        self.bar.setAccessibleName(instance.text or builder.words.get("forms.parts"))
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        for one in self._groups:
            words = one.item.look.short_text or one.text or builder.words.get("forms.part")
            self.bar.addTab(words.replace("&", "&&"))
            builder.registry.openers[one.key] = self
        box.addWidget(self.bar)
        self._pages: list[QWidget | None] = [None] * len(self._groups)
        self._box = box
        self._show(0)
        self.bar.currentChanged.connect(self._show)
        self.show_shown()

    def open_for(self, instance: Instance) -> None:
        """Turn to the tab of a group."""
        self.bar.setCurrentIndex(next((i for i, one in enumerate(self._groups) if one is instance), 0))

    def turn(self, step: int) -> bool:
        """Go to the next or the previous tab; tell whether there was one."""
        at = self.bar.currentIndex() + step
        while 0 <= at < self.bar.count() and not self.bar.isTabVisible(at):
            at += step
        if not 0 <= at < self.bar.count():
            return False
        self.bar.setCurrentIndex(at)
        self.bar.setFocus()
        return True

    def show_shown(self) -> None:
        """Hide the tabs of groups that are not asked now."""
        for at, group in enumerate(self._groups):
            self.bar.setTabVisible(at, self._builder.state.visible(group))

    def _show(self, at: int) -> None:
        if not 0 <= at < len(self._pages):
            return
        if self._pages[at] is None:
            self._pages[at] = self._made(at)
        for i, page in enumerate(self._pages):
            if page is not None:
                page.setVisible(i == at)

    def _made(self, at: int) -> QWidget:
        group, first = self._groups[at], not any(self._pages)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._box.addWidget(page)
        if group.item.look.collapsible or group.item.look.control or group.item.repeats:
            # A table, or tabs inside tabs: the group draws itself, heading and all.
            row = [group]
        else:
            row = group.children
        if first:
            self._builder.fill(column, page, row, self._depth + 1)
        else:
            self._builder.start(column, page, row, self._depth + 1)
            follow(self.bar, page)
        return page
