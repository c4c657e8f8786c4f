"""One way to decide, with the key that chooses it; and all of them in a grid."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QWidget

from msk_desk.domain.triage import EMERGENCY, Decision
from ui.theme.theme import current
from ui.theme.tokens import BASE, SMALL
from ui.widgets.panel import Panel

_HIGH, _TALL = 34, 46
_CAP = 20


class DecisionButton(QAbstractButton):
    """Checked when it is the decision; the emergency is in its own colour and says what it means."""

    def __init__(self, decision: Decision, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.decision = decision
        self.setObjectName(f"decision_{decision.code}")
        self.setText(decision.title)
        self.setAccessibleName(f"{decision.title}: {decision.about}")
        self.setToolTip(f"{decision.about} ({decision.key.upper()})")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setProperty("segment", "middle")  # Tab comes to the chosen one, arrows to the others
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._wide = decision.outcome == EMERGENCY
        self._over = False

    def sizeHint(self) -> QSize:
        """As high as its words."""
        theme = current()
        wide = theme.metrics(BASE, bold=True).horizontalAdvance(self.text()) + theme.px(_CAP + 26)
        return QSize(int(wide), theme.px(_TALL if self._wide else _HIGH))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The mouse is over it."""
        self._over = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is gone."""
        self._over = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = "bad" if self._wide else "primary"
        chosen, able = self.isChecked(), self.isEnabled()
        ground = f"{strong}_soft" if chosen else "hover" if self._over and able else "surface"
        edge = strong if chosen or (self._wide and able) else "line"
        painter.setBrush(theme.colour(ground))
        painter.setPen(QPen(theme.colour(edge), 2 if chosen else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        left = self._draw_cap(painter)
        ink = "disabled_ink" if not able else "bad_text" if self._wide else "ink"
        self._draw_words(painter, left, ink)
        painter.end()

    def _draw_cap(self, painter: QPainter) -> float:
        theme = current()
        side = theme.px(_CAP)
        place = QRectF(theme.px(9), (self.height() - side) / 2, side, side)
        painter.setBrush(theme.colour("sunk"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRoundedRect(place, 4, 4)
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font(SMALL))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.decision.key.upper())
        return place.right() + theme.px(8)

    def _draw_words(self, painter: QPainter, left: float, ink: str) -> None:
        theme = current()
        metrics = theme.metrics(BASE, bold=True)
        painter.setPen(theme.colour(ink))
        painter.setFont(theme.font(BASE, bold=True))
        middle = (self.height() + metrics.ascent() - metrics.descent()) / 2
        if not self._wide:
            painter.drawText(QPointF(left, middle), self.text())
            return
        lower = theme.metrics(SMALL)
        top = (self.height() - metrics.height() - lower.height()) / 2
        painter.drawText(QPointF(left, top + metrics.ascent()), self.text())
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font(SMALL))
        room = self.width() - left - theme.px(8)
        words = lower.elidedText(self.decision.about, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(left, top + metrics.height() + lower.ascent()), words)


class DecisionGrid(Panel):
    """The emergency across, the others in two columns; arrows move, a key chooses.

    Signals:
        chosen: the code of the decision that the user chose.
        chosen_by_key: after `chosen`, when its own key was pressed.
    """

    chosen = Signal(object)
    chosen_by_key = Signal()

    def __init__(self, decisions: Sequence[Decision], says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, says=says)
        self.setObjectName("triage_decisions")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, DecisionButton] = {}
        self._columns = 0
        self._group.buttonClicked.connect(self._say_chosen)
        for decision in decisions:
            button = DecisionButton(decision)
            self._group.addButton(button)
            self.buttons[decision.code] = button
        self.set_columns(2)

    def set_columns(self, columns: int) -> None:
        """The emergency across, the others side by side or one below the other."""
        if columns == self._columns:
            return
        self._columns = columns
        at = 0
        for button in self.buttons.values():
            self._grid.removeWidget(button)
            if button.decision.outcome == EMERGENCY:
                self._grid.addWidget(button, 0, 0, 1, columns)
                continue
            self._grid.addWidget(button, 1 + at // columns, at % columns)
            at += 1

    @property
    def keys(self) -> frozenset[str]:
        """The keys that choose."""
        return frozenset(button.decision.key for button in self.buttons.values())

    def press(self, key: str) -> bool:
        """Choose by key; whether there was one that could be chosen."""
        for button in self.buttons.values():
            if button.decision.key == key and button.isEnabled():
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)
                button.click()
                self.chosen_by_key.emit()
                return True
        return False

    def choose(self, code: str) -> None:
        """Show a choice, or none."""
        button = self.buttons.get(code)
        if button is not None:
            button.setChecked(True)
            return
        self._group.setExclusive(False)
        for each in self.buttons.values():
            each.setAutoExclusive(False)
            each.setChecked(False)
            each.setAutoExclusive(True)
        self._group.setExclusive(True)

    def give_focus(self) -> None:
        """Give the keyboard to the chosen one, or the first."""
        checked = self._group.checkedButton()
        first = next(iter(self.buttons.values()), None)
        target = checked or first
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that decides."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not (plain and event.text() and self.press(event.text().lower())):
            super().keyPressEvent(event)

    def _say_chosen(self, button: DecisionButton) -> None:
        self.chosen.emit(button.decision.code)
