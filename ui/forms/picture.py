"""A picture that a form carries inside itself; one that would have to be fetched is only named."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme.theme import current
from ui.widgets.label import Label

_WIDEST, _HIGHEST = 420, 260


def picture_of(media: dict[str, Any] | None, parent: QWidget) -> QLabel | None:
    """Return a label with the picture, or with its name when it cannot be shown; None for no picture."""
    if not media:
        return None
    title = str(media.get("title") or media.get("url") or "")
    shown = _pixmap(media)
    if shown is None:
        return Label(title, tone="muted", size="small", wrap=True, parent=parent) if title else None
    label = QLabel(parent)
    label.setPixmap(shown)
    label.setAccessibleName(title)
    return label


def _pixmap(media: dict[str, Any]) -> QPixmap | None:
    data = media.get("data")
    if not isinstance(data, str) or not str(media.get("contentType") or "").startswith("image/"):
        return None
    found = QPixmap()
    try:
        held = base64.b64decode(data, validate=False)
    except (binascii.Error, ValueError):
        return None
    if not found.loadFromData(held):
        return None
    most = current().px(_WIDEST), current().px(_HIGHEST)
    if found.width() <= most[0] and found.height() <= most[1]:
        return found
    kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return found.scaled(*most, kept, smooth)
