"""A form as the window draws it, as a picture: behind `msk-desk forms shot`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter, QRegion
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from msk_desk.forms.definition import Definition
from msk_desk.forms.state import FormState
from ui.forms.view import FormView
from ui.forms.words import Words
from ui.theme.theme import apply_theme, current

SIZE = QSize(1100, 800)
# Qt's painter counts no further than 32,767 pixels: a long form is painted in slices.
_SLICE = 8_000


def shot(
    definition: Definition,
    state: FormState,
    words: Words,
    today: date,
    out: Path,
    *,
    section: int | None = None,
    size: QSize = SIZE,
    theme: str = "light",
    scale: int = 100,
) -> None:
    """Write a PNG of a form.

    Args:
        section: one section, with the list of sections beside it as in the window; None for everything, one section
            under another, with what is folded away opened.
        size: of the window; the picture is as high as what it shows.
        theme: light, dark or high-contrast.
        scale: text size in per cent.

    Raises:
        IndexError: when there is no such section.
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
    try:
        view.show_state(state, whole=section is None)
        if section is not None and section >= len(view.section_names):
            raise IndexError(f"the form has {len(view.section_names)} sections")
        view.show_section(section or 0)
        view.finish_building()
        _settle()
        image = _whole(view) if section is None else _window(page, view)
    finally:
        page.hide()
        page.deleteLater()
        # No event loop runs here that would do it, and every page left makes the next one slower.
        QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    if not QImageWriter(str(out), QByteArray(b"png")).write(image):
        raise OSError(f"the picture could not be written to {out}")


def _settle() -> None:
    """Let layouts and polish events that are already posted happen."""
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QCoreApplication.sendPostedEvents()


def _area(view: FormView) -> tuple[QScrollArea, QWidget]:
    area = next(one for one in view.findChildren(QScrollArea) if one.isVisible())
    body = area.widget()
    assert body is not None
    return area, body


def _window(page: QWidget, view: FormView) -> QImage:
    """The window, made as high as the section in it."""
    area, body = _area(view)
    missing = body.height() - area.viewport().height()
    if missing > 0:
        page.resize(page.width(), page.height() + missing)
        _settle()
    return _painted(page)


def _whole(view: FormView) -> QImage:
    """What the page holds, in sight or not."""
    return _painted(_area(view)[1])


def _painted(widget: QWidget) -> QImage:
    """A widget of any height as a picture."""
    width, height = widget.width(), widget.height()
    rows: list[bytes] = []
    for top in range(0, height, _SLICE):
        part = QImage(width, min(_SLICE, height - top), QImage.Format.Format_RGB32)
        part.fill(current().colour("surface"))
        painter = QPainter(part)
        painter.translate(0, -top)
        widget.render(painter, QPoint(0, 0), QRegion(QRect(0, 0, width, height)))
        painter.end()
        rows.append(bytes(part.constBits()))
    return QImage(b"".join(rows), width, height, width * 4, QImage.Format.Format_RGB32).copy()
