"""The menu of the person signed in: lock, switch, look, text size, keys, sign out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ui.context import Texts
from ui.theme.theme import SYSTEM, current
from ui.theme.tokens import SCALES

_LOOKS = (
    (SYSTEM, "window.look_system"), ("light", "window.look_light"), ("dark", "window.look_dark"),
    ("high-contrast", "window.look_high_contrast"),
)  # fmt: skip


class UserMenu(QMenu):
    """Opened from the badge.

    Signals:
        action_chosen: lock, switch, shortcuts or sign_out.
        look_chosen: a theme's name.
        scale_chosen: a text size in per cent.
    """

    action_chosen = Signal(object)
    look_chosen = Signal(object)
    scale_chosen = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("user_menu")
        self._texts = texts
        self._add("lock", "window.action_lock", "lock", "Ctrl+L")
        self._add("switch", "window.action_switch", "switch")
        self.addSeparator()
        self._looks = self._choices("window.look", "theme")
        for name, words in _LOOKS:
            chosen = self._choice(self._looks, texts.get(words), name, current().choice == name)
            chosen.triggered.connect(self._say_look)
        self._sizes = self._choices("window.text_size", "text-size")
        for scale in SCALES:
            chosen = self._choice(self._sizes, texts.get("window.per_cent", n=scale), scale, current().scale == scale)
            chosen.triggered.connect(self._say_scale)
        self._add("shortcuts", "window.action_shortcuts", "keyboard", "F1")
        self.addSeparator()
        self._add("sign_out", "window.action_sign_out", "leave")

    def _add(self, key: str, words: str, icon: str, shortcut: str = "") -> None:
        label = self._texts.get(words) + (f"\t{shortcut}" if shortcut else "")
        action = QAction(current().icon(icon, "muted", 18), label, self)
        action.setObjectName(f"menu_{key}")
        action.setData(key)
        action.triggered.connect(self._say_action)
        self.addAction(action)

    def _choices(self, words: str, icon: str) -> QMenu:
        menu = self.addMenu(current().icon(icon, "muted", 18), self._texts.get(words))
        menu.setProperty("group", QActionGroup(menu))
        return menu

    def _choice(self, menu: QMenu, words: str, data: object, chosen: bool) -> QAction:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(chosen)
        action.setData(data)
        action.setObjectName(f"menu_{data}")
        group = menu.property("group")
        if isinstance(group, QActionGroup):
            group.addAction(action)
        return action

    def _say_action(self) -> None:
        self.action_chosen.emit(self._data())

    def _say_look(self) -> None:
        self.look_chosen.emit(self._data())

    def _say_scale(self) -> None:
        self.scale_chosen.emit(self._data())

    def _data(self) -> object:
        sender = self.sender()
        return sender.data() if isinstance(sender, QAction) else None
