"""One person on the unlock page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Texts
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button
from ui.widgets.label import Label

if TYPE_CHECKING:
    from msk_desk.services.session import KnownUser


class UserChoice(Button):
    """Initials, name, hat, and when they were last here."""

    def __init__(self, user: KnownUser, today: date, texts: Texts, parent: QWidget | None = None) -> None:
        about = " · ".join(part for part in (_hats(user), _last_used(user, today, texts)) if part)
        super().__init__(
            "", look="choice", name=f"unlock_user_{user.login}", says=f"{user.name}, {about}", parent=parent
        )
        self.user = user
        self.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 14, 9)
        row.setSpacing(12)
        row.addWidget(Avatar(user.name))
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (Label(user.name, tone="strong"), Label(about, tone="muted", size="small")):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.addWidget(label)
        row.addLayout(words, 1)

    def sizeHint(self) -> QSize:
        """As high as what it holds."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Never less."""
        return self.sizeHint()


def _hats(user: KnownUser) -> str:
    return ", ".join(role.words for role in user.roles)


def _last_used(user: KnownUser, today: date, texts: Texts) -> str:
    if user.last_used is None:
        return ""
    days = (today - user.last_used.astimezone().date()).days
    return texts.get("unlock.used_today") if days <= 0 else texts.get("unlock.used_days", n=days)
