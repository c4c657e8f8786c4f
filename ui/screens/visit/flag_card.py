"""The red-flag card beside the assessment: what is present, how many were asked, and what was not."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from ui.context import Texts
from ui.screens.visit.red_flags import RedFlags
from ui.theme.restyle import restyle
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label

_LOOKS = {"some": "bad", "none": "good", "unknown": "warn"}
_ICONS = {"some": ("alert", "bad"), "none": ("check", "good"), "unknown": ("alert", "warn_text")}


class FlagCard(Card):
    """Says 'No red flags found' only when each was asked.

    Signals:
        next_asked: the path of the first question that was not asked.
    """

    next_asked = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(" ", look="warn", name="visit_red_flags", parent=parent)
        self._texts = texts
        self._path = ""
        self.lines = Label(wrap=True, name="visit_red_flag_lines")
        self.go = Button(texts.get("visit.flags_ask_next"), look="link", name="visit_red_flag_next")
        self.go.clicked.connect(self._say_next)
        self.add(self.lines)
        self.add(self.go)
        self._icon = Label()
        self.add_action(self._icon)

    def show_flags(self, flags: RedFlags) -> None:
        """Show what the answers add up to."""
        text, state = self._texts.get, flags.state
        if self.property("card") != _LOOKS[state]:
            self.setProperty("card", _LOOKS[state])
            restyle(self)
        title = text(f"visit.flags_{state}", n=len(flags.present))
        if title != self.title.text() and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, title))
        self.set_heading(title)
        icon, token = _ICONS[state]
        self._icon.setPixmap(current().pixmap(icon, token, 20))
        lines = [text("visit.flags_asked", asked=flags.asked, total=flags.total)]
        lines += [f"• {each}" for each in flags.present]
        if not flags.all_asked:
            lines.append(text("visit.flags_not_all"))
        self.lines.setText("\n".join(lines))
        self._path = flags.paths[0] if flags.paths else ""
        self.go.setVisible(bool(self._path))
        self.setVisible(flags.total > 0)

    def _say_next(self) -> None:
        self.next_asked.emit(self._path)
