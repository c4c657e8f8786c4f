"""Above a list: the filter, the chips that narrow it, and the menus to add one and to sort."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QSizePolicy, QWidget

from ui.context import Context
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout

MOST_VALUES = 40
"""Values of a facet that its menu offers; the rarest beyond them are found by typing."""
Values = Callable[[str], Sequence[tuple[str, int]]]


class NarrowBar(QWidget):
    """The filter keeps the keyboard; each chip is a button that takes itself away.

    Signals:
        value_chosen: (facet, value) to keep.
        chip_dropped: the facet whose chip goes.
    """

    value_chosen = Signal(object)
    chip_dropped = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._facets: tuple[str, ...] = ()
        self._values: Values | None = None
        self._chips: list[Button] = []
        self._shown: tuple[tuple[str, str], ...] = ()
        self.field = QLineEdit()
        self.field.setObjectName("lists_filter")
        self.field.setPlaceholderText(context.text("lists.filter"))
        self.field.setAccessibleName(context.text("lists.filter_says"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(current().px(250))
        self.add = Button(
            context.text("lists.add"), look="quiet", name="lists_add", says=context.text("lists.add_says")
        )
        self._flow = FlowLayout(self, gap=8)
        self._flow.addWidget(self.field)
        self._flow.addWidget(self.add)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        self.add.clicked.connect(self.offer)

    def show_facets(self, facets: tuple[str, ...], values: Values) -> None:
        """Say what the list can be narrowed by."""
        self._facets, self._values = facets, values
        self.add.setVisible(bool(facets))

    def show_chips(self, chosen: Sequence[tuple[str, str]]) -> None:
        """Show what it is narrowed by; the keyboard stays near a chip that went."""
        if tuple(chosen) == self._shown:
            return  # with every keystroke: what is there already is not laid out anew
        self._shown = tuple(chosen)
        had = any(chip.hasFocus() for chip in self._chips)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        self._flow.takeAt(self._flow.count() - 1)
        for facet, value in chosen:
            self._chips.append(self._chip(facet, value))
            self._flow.addWidget(self._chips[-1])
        self._flow.addWidget(self.add)
        self._flow.invalidate()
        self.updateGeometry()
        if had:
            (self._chips[0] if self._chips else self.add).setFocus()

    def _chip(self, facet: str, value: str) -> Button:
        text, named = self._context.text, self.facet_words(facet)
        shown = value or text("lists.facet_none")
        chip = Button(
            f"{text('lists.chip', facet=named, value=shown)}  ✕", look="tag", name=f"chip_{facet}",
            says=text("lists.chip_says", facet=named, value=shown),
        )  # fmt: skip
        chip.setProperty("facet", facet)
        chip.clicked.connect(self._say_dropped)
        return chip

    def facet_words(self, facet: str) -> str:
        """What a facet is called."""
        own = ("appointment", "clock", "needs", "week")
        return self._context.text(f"lists.facet_{facet}" if facet in own else f"lists.column_{facet}")

    def offer(self) -> None:
        """The menu of facets, each with its values and how many have them."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """The menu, not shown."""
        menu = QMenu(self)
        menu.setObjectName("lists_add_menu")
        for facet in self._facets:
            inner = menu.addMenu(self.facet_words(facet))
            for value, count in (self._values(facet) if self._values is not None else ())[:MOST_VALUES]:
                shown = value or self._context.text("lists.facet_none")
                action = QAction(
                    self._context.text("lists.value_count", value=shown, n=count).replace("&", "&&"), inner
                )
                action.setData((facet, value))
                action.triggered.connect(self._say_value)
                inner.addAction(action)
        return menu

    def _say_value(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.value_chosen.emit(sender.data())

    def _say_dropped(self) -> None:
        self.chip_dropped.emit(str(self.sender().property("facet")))
