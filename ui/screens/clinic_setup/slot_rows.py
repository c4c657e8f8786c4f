"""The slots of a template: how long each kind takes, in which order they follow, and the breaks between."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.domain.clinic_templates import Break, SlotLength
from msk_desk.domain.template_checks import LONGEST, MOST_AT_ONCE, SHORTEST
from ui.context import Texts
from ui.screens.clinic_setup.fields import Choice, TimeField
from ui.screens.clinic_setup.words import KINDS, kind_words
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.stepper import Stepper


class LengthRow(QWidget):
    """One kind: minutes, how many at once.

    Signals:
        changed: nothing.
        removed: this row.
    """

    changed = Signal()
    removed = Signal(object)

    def __init__(self, texts: Texts, number: int, length: SlotLength, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = texts.get
        self.kind = Choice(f"template_kind_{number}", text("clinic_setup.kind"))
        self.kind.offer([(kind, kind_words(text, kind)) for kind in KINDS])
        self.minutes = Stepper(
            SHORTEST, LONGEST, name=f"template_minutes_{number}", says=text("clinic_setup.minutes"),
            less=text("clinic_setup.shorter"), more=text("clinic_setup.longer"), unit=text("clinic_setup.min"),
        )  # fmt: skip
        self.capacity = Stepper(
            1, MOST_AT_ONCE, name=f"template_capacity_{number}", says=text("clinic_setup.capacity"),
            less=text("clinic_setup.fewer"), more=text("clinic_setup.more_people"),
            unit=text("clinic_setup.at_once"),
        )  # fmt: skip
        self.remove = Button(
            "", look="icon", icon="close", name=f"template_length_off_{number}", says=text("clinic_setup.length_off")
        )
        row = FlowLayout(self, gap=8)
        for part in (self.kind, self.minutes, self.capacity, self.remove):
            row.addWidget(part)
        self.kind.setMinimumWidth(current().px(150))
        self.kind.choose(length.kind)
        self.minutes.show_number(length.minutes)
        self.capacity.show_number(length.capacity)
        self.kind.picked.connect(self._say)
        self.minutes.entered.connect(self._say)
        self.capacity.entered.connect(self._say)
        self.remove.clicked.connect(self._ask_removed)

    @property
    def length(self) -> SlotLength:
        """What is entered; 0 minutes while it is blank."""
        return SlotLength(self.kind.chosen, self.minutes.number or 0, self.capacity.number or 0)

    def _say(self, _value: object) -> None:
        self.changed.emit()

    def _ask_removed(self) -> None:
        self.removed.emit(self)


class BreakRow(QWidget):
    """One break.

    Signals:
        changed: nothing.
        removed: this row.
    """

    changed = Signal()
    removed = Signal(object)

    def __init__(self, texts: Texts, number: int, pause: Break, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = texts.get
        self.start = TimeField(f"template_break_start_{number}", text("clinic_setup.break_from"))
        self.end = TimeField(f"template_break_end_{number}", text("clinic_setup.break_to"))
        self.remove = Button(
            "", look="icon", icon="close", name=f"template_break_off_{number}", says=text("clinic_setup.break_off")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.start, Label(text("clinic_setup.to"), tone="muted"), self.end, self.remove):
            row.addWidget(part)
        row.addStretch(1)
        self.start.show_minutes(pause.start)
        self.end.show_minutes(pause.end)
        self.start.entered.connect(self.changed)
        self.end.entered.connect(self.changed)
        self.remove.clicked.connect(self._ask_removed)

    @property
    def pause(self) -> Break:
        """What is entered; a time that is none makes it a break that cannot be."""
        start, end = self.start.minutes, self.end.minutes
        return Break(start if start is not None else -1, end if end is not None else -1)

    def _ask_removed(self) -> None:
        self.removed.emit(self)


class OrderRow(QWidget):
    """In which order the kinds follow: added at the end, taken off from the end.

    Signals:
        changed: nothing.
    """

    changed = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = texts.get
        self.order: tuple[str, ...] = ()
        self.shown = Label(wrap=True, name="template_order")
        self.kind = Choice("template_order_kind", self._text("clinic_setup.order_kind"))
        self.add = Button(self._text("clinic_setup.order_add"), name="template_order_add", icon="plus")
        self.take_off = Button(self._text("clinic_setup.order_off"), name="template_order_off")
        buttons = FlowLayout(gap=8)
        self.kind.setMinimumWidth(current().px(150))
        buttons.addWidget(self.kind)
        buttons.addWidget(self.add)
        buttons.addWidget(self.take_off)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.shown)
        column.addLayout(buttons)
        self.add.clicked.connect(self._add)
        self.take_off.clicked.connect(self._take_off)

    def offer(self, kinds: tuple[str, ...]) -> None:
        """The kinds that there are; what is gone leaves the order."""
        self.kind.offer([(kind, kind_words(self._text, kind)) for kind in kinds if kind])
        if not self.kind.chosen and self.kind.count():
            self.kind.setCurrentIndex(0)
        self.show_order(tuple(kind for kind in self.order if kind in kinds))

    def show_order(self, order: tuple[str, ...]) -> None:
        """Show an order."""
        self.order = order
        words = ", ".join(kind_words(self._text, kind) for kind in order)
        self.shown.setText(self._text("clinic_setup.order_is", kinds=words) if order else "")
        self.shown.setVisible(bool(order))
        self.take_off.setEnabled(bool(order))

    def _add(self) -> None:
        if self.kind.chosen:
            self.show_order((*self.order, self.kind.chosen))
            self.changed.emit()

    def _take_off(self) -> None:
        self.show_order(self.order[:-1])
        self.changed.emit()
