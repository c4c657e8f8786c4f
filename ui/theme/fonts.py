"""The typeface: Atkinson Hyperlegible from its package, Noto Sans for what it lacks."""

from __future__ import annotations

import fontpkg
from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "Atkinson Hyperlegible"
FALLBACK = "Noto Sans"
_FILES = ((FAMILY, 400), (FAMILY, 700), (FALLBACK, 400))
_loaded: list[int] = []


def load_fonts() -> None:
    """Make the families known to Qt, once for the process; a missing package leaves the system's font."""
    if _loaded:
        return
    for family, weight in _FILES:
        try:
            _loaded.append(QFontDatabase.addApplicationFont(str(fontpkg.path(family, weight=weight))))
        except fontpkg.FontpkgError:
            _loaded.append(-1)


def font(pixels: int, bold: bool = False) -> QFont:
    """The house font at a size in pixels."""
    made = QFont()
    made.setFamilies([FAMILY, FALLBACK])
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
