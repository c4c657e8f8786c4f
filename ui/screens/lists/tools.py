"""Below the filter: how many lines there are, what is marked, and what to do with them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label


class ListTools(QWidget):
    """Words at the left, buttons at the right; they wrap where there is no room.

    Signals:
        sort_chosen: the column to sort by.
        action_chosen: the action to begin.
    """

    sort_chosen = Signal(object)
    action_chosen = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._columns: tuple[str, ...] = ()
        self._actions: tuple[str, ...] = ()
        self._order = ""
        text = context.text
        self.back = Button(text("lists.back_to_books"), look="link", name="lists_back")
        self.count = Label(tone="muted", name="lists_count")
        self.marked = Label(tone="strong", name="lists_marked")
        self.unmark = Button(text("lists.unmark"), look="link", name="lists_unmark")
        self.book = Button(text("lists.action_book"), name="lists_book", icon="calendar")
        self.sort = Button(text("lists.sort"), name="lists_sort")
        self.act = Button(text("lists.actions"), name="lists_actions", says=text("lists.actions_says"))
        self.view = Button(text("lists.save_view"), name="lists_save_view")
        self.print = Button(text("lists.print"), name="lists_print", icon="print")
        self.csv = Button(text("lists.csv"), name="lists_csv", icon="save")
        words = QHBoxLayout()
        words.setSpacing(12)
        for part in (self.back, self.count, self.marked, self.unmark):
            words.addWidget(part)
        words.addStretch(1)
        buttons = QWidget()
        flow = FlowLayout(buttons, to_the_right=True, gap=8)
        for button in (self.book, self.act, self.sort, self.view, self.print, self.csv):
            flow.addWidget(button)
        policy = buttons.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        buttons.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words)
        row.addWidget(buttons, 1)
        self.sort.clicked.connect(self._offer_orders)
        self.act.clicked.connect(self._offer_actions)
        self.say_marked(0)

    def show_list(self, columns: tuple[str, ...], actions: tuple[str, ...], *, behind: bool) -> None:
        """Say what the list can be sorted by, and what can be done with it."""
        self._columns = columns
        self._actions = tuple(each for each in actions if each != "book")
        self.act.setVisible(bool(self._actions))
        self.back.setVisible(behind)
        self.view.setVisible(not behind)

    def show_order(self, order: str) -> None:
        """Say how it is sorted."""
        if order == self._order:
            return
        text, self._order = self._context.text, order
        column = text(f"lists.column_{order.lstrip('-')}")
        self.sort.set_words(f"{text('lists.sort')}: {column} {'▾' if order.startswith('-') else '▴'}")
        direction = text("lists.sort_down" if order.startswith("-") else "lists.sort_up")
        self.sort.setAccessibleName(text("lists.sort_says", column=column, direction=direction))

    def say_count(self, shown: int, of: int, longest: int | None) -> None:
        """`412 shown · longest 16 weeks`."""
        text = self._context.text
        words = text("lists.count_all", n=f"{shown:,}")
        if shown != of:
            words = text("lists.count", n=f"{shown:,}", of=f"{of:,}")
        if longest:
            words = f"{words} · " + text("lists.longest", n=longest)
        self.count.setText(words)
        for button in (self.book, self.act, self.print, self.csv):
            button.setEnabled(bool(shown))

    def say_reading(self) -> None:
        """The list is being read: nothing of the last one can be printed or acted on meanwhile."""
        self.count.setText(self._context.text("lists.reading"))
        for button in (self.book, self.act, self.print, self.csv):
            button.setEnabled(False)

    def say_marked(self, number: int) -> None:
        """How many lines are marked."""
        self.marked.setText(self._context.text("lists.marked", n=number))
        self.marked.setVisible(bool(number))
        self.unmark.setVisible(bool(number))

    def _offer_orders(self) -> None:
        orders = [(code, self._context.text(f"lists.column_{code}")) for code in self._columns]
        self._popup(self.orders_menu(orders), self.sort)

    def orders_menu(self, orders: list[tuple[str, str]]) -> QMenu:
        """The menu of columns; the one in use turns the order round."""
        menu = QMenu(self)
        menu.setObjectName("lists_sort_menu")
        for code, words in orders:
            action = QAction(words, menu)
            action.setCheckable(True)
            action.setChecked(code == self._order.lstrip("-"))
            action.setData(code)
            action.triggered.connect(self._say_order)
            menu.addAction(action)
        return menu

    def _offer_actions(self) -> None:
        self._popup(self.actions_menu(), self.act)

    def actions_menu(self) -> QMenu:
        """The menu of what can be done."""
        menu = QMenu(self)
        menu.setObjectName("lists_actions_menu")
        for code in self._actions:
            action = QAction(self._context.text(f"lists.action_{code}"), menu)
            action.setData(code)
            action.triggered.connect(self._say_action)
            menu.addAction(action)
        return menu

    def _popup(self, menu: QMenu, under: QWidget) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))

    def _say_order(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.sort_chosen.emit(str(sender.data()))

    def _say_action(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.action_chosen.emit(str(sender.data()))
