"""A form as the window draws it, as a picture: behind `msk-desk forms shot`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from msk_desk.forms.definition import Definition
from msk_desk.forms.state import FormState
from ui.forms.view import FormView
from ui.forms.words import Words
from ui.theme.theme import apply_theme

SIZE = QSize(1100, 800)


def shot(
    definition: Definition,
    state: FormState,
    words: Words,
    today: date,
    out: Path,
    *,
    section: int = 0,
    size: QSize = SIZE,
    whole: bool = True,
    theme: str = "light",
    scale: int = 100,
) -> None:
    """Write a PNG of one section of a form.

    Args:
        whole: make the picture as high as the section is, not only what fits the size.
        theme: light, dark or high-contrast.
        scale: text size in per cent.

    Raises:
        OSError: when the picture cannot be written.
    """
    app = QApplication.instance() or QApplication(["msk-desk", "-platform", "offscreen"])
    assert isinstance(app, QApplication)
    apply_theme(app, theme, scale)
    page = QWidget()
    page.setProperty("page", "true")
    box = QVBoxLayout(page)
    box.setContentsMargins(16, 16, 16, 16)
    view = FormView(words, lambda: today)
    box.addWidget(view)
    page.setWindowTitle(definition.title)
    page.resize(size)
    page.show()
    _settle()
    view.show_state(state)
    view.show_section(section)
    view.finish_building()
    _settle()
    if whole:
        page.resize(size.width(), _height(view, size.height()))
        _settle()
    saved = page.grab().save(str(out), "PNG")
    page.hide()
    page.deleteLater()
    if not saved:
        raise OSError(f"the picture could not be written to {out}")


def _settle() -> None:
    """Let layouts and polish events that are already posted happen."""
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QCoreApplication.sendPostedEvents()


def _height(view: FormView, least: int) -> int:
    for area in view.findChildren(QScrollArea):
        body: Any = area.widget()
        if body is not None and area.isVisible():
            wanted = max(body.sizeHint().height(), body.heightForWidth(area.viewport().width()))
            frame = QFrame().frameWidth() * 2
            return max(240, min(wanted + 60 + frame, 12_000)) if wanted else least
    return least
