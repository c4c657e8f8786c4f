"""The typeface: Atkinson Hyperlegible from its package, Noto Sans for what it lacks."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "Atkinson Hyperlegible"
FALLBACK = "Noto Sans"
# Read straight from their packages: asking fontpkg where they are costs the unlock page 30 ms of imports.
_FILES = (
    ("fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Regular.ttf"),
    ("fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Bold.ttf"),
    ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"),
)
_loaded: list[int] = []


def load_fonts() -> None:
    """Make the families known to Qt, once for the process; a missing package leaves the system's font."""
    if _loaded:
        return
    for package, name in _FILES:
        found = find_spec(package)
        places = found.submodule_search_locations if found is not None else None
        for place in places or ():
            _loaded.append(QFontDatabase.addApplicationFont(str(Path(place) / "files" / name)))


def font(pixels: int, bold: bool = False) -> QFont:
    """The house font at a size in pixels."""
    made = QFont()
    made.setFamilies([FAMILY, FALLBACK])
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
