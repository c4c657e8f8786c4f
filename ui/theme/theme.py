"""The theme in use: colours, sizes, fonts and icons for widgets and painters."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory

from ui.theme.fonts import font, load_fonts
from ui.theme.icons import icon_pixmap
from ui.theme.palette import palette
from ui.theme.style_sheet import style_sheet
from ui.theme.tokens import BASE, Tokens, load_tokens

SYSTEM = "system"


class Theme:
    """One theme at one text size. Widgets ask `current()`; they redraw on Qt's StyleChange event."""

    def __init__(self, tokens: Tokens, scale: int = 100, choice: str = SYSTEM) -> None:
        self.tokens = tokens
        self.scale = scale
        self.choice = choice
        self._faces: dict[tuple[int, bool], tuple[QFont, QFontMetricsF]] = {}
        self._colours = {name: QColor(value) for name, value in tokens.colours.items()}

    def colour(self, token: str) -> QColor:
        """The colour of a token."""
        return self._colours[token]

    def px(self, pixels: float) -> int:
        """A size in pixels, times the text scale."""
        return round(pixels * self.scale / 100)

    def font(self, size: int = BASE, bold: bool = False) -> QFont:
        """The house font at one of the four sizes of `ui.theme.tokens`; copy it before changing it."""
        return self._face(size, bold)[0]

    def metrics(self, size: int = BASE, bold: bool = False) -> QFontMetricsF:
        """How wide and high words in that font are."""
        return self._face(size, bold)[1]

    def _face(self, size: int, bold: bool) -> tuple[QFont, QFontMetricsF]:
        found = self._faces.get((size, bold))
        if found is None:
            made = font(self.px(size), bold)
            found = self._faces[size, bold] = (made, QFontMetricsF(made))
        return found

    def pixmap(self, name: str, token: str = "ink", side: int = 20, ratio: float | None = None) -> QPixmap:
        """A line icon in a token's colour; `side` is before the text scale."""
        screen = QGuiApplication.primaryScreen()
        density = ratio or (screen.devicePixelRatio() if screen else 1.0)
        return icon_pixmap(name, self.tokens.colours[token], self.px(side), density)

    def icon(self, name: str, token: str = "ink", side: int = 20) -> QIcon:
        """A line icon for a button, with its look when disabled."""
        made = QIcon(self.pixmap(name, token, side))
        made.addPixmap(self.pixmap(name, "disabled_ink", side), QIcon.Mode.Disabled)
        return made

    def icon_size(self, side: int = 20) -> QSize:
        """The size to give a button for such an icon."""
        return QSize(self.px(side), self.px(side))


_in_use: list[Theme] = []


def current() -> Theme:
    """The theme in use; the light one before any was applied."""
    if not _in_use:
        _in_use.append(Theme(load_tokens("light")))
    return _in_use[-1]


def apply_theme(app: QApplication, choice: str = SYSTEM, scale: int = 100) -> Theme:
    """Dress the whole application; dressed so already, nothing is drawn again: with much open that takes seconds.

    Args:
        choice: light, dark, high-contrast, or system to follow the computer's setting.
        scale: text size in per cent, 100 to 200.
    """
    load_fonts()
    chosen = Theme(load_tokens(_resolved(choice)), min(200, max(100, scale)), choice)
    if app.styleSheet() and _in_use and _same(_in_use[-1], chosen):
        return _in_use[-1]
    _in_use[:] = [chosen]
    if not app.styleSheet():  # under a style sheet the style no longer says its own name
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(palette(chosen.tokens))
    app.setFont(chosen.font())
    app.setStyleSheet(style_sheet(chosen.tokens, chosen.scale))
    return chosen


def _same(one: Theme, other: Theme) -> bool:
    return (one.tokens, one.scale, one.choice) == (other.tokens, other.scale, other.choice)


def _resolved(choice: str) -> str:
    if choice != SYSTEM:
        return choice
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "high-contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
