"""Makes Qt look again at a widget whose style properties changed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def restyle(widget: QWidget) -> None:
    """Apply the style sheet's rules for the widget's present properties."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
