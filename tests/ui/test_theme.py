"""Every theme has every token, enough contrast, every icon and a style sheet that fills."""

from __future__ import annotations

import re
import sys
from importlib.resources import files

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from msk_desk.drawing.palette import LIGHT
from ui.theme.contrast import CONTROL, CONTROL_PAIRS, TEXT, TEXT_PAIRS, contrast
from ui.theme.fonts import FALLBACK, FAMILY
from ui.theme.icons import icon_pixmap
from ui.theme.style_sheet import style_sheet
from ui.theme.theme import apply_theme, current
from ui.theme.tokens import THEMES, load_tokens

ICONS = sorted(entry.name.removesuffix(".svg") for entry in (files("resources") / "icons").iterdir())


def test_none_keeps_its_references() -> None:
    """PySide6 6.12.0 loses a reference to None with each call that returns nothing, and then aborts."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 50


@pytest.mark.parametrize("name", THEMES)
def test_themes_name_the_same_tokens(name: str) -> None:
    assert load_tokens(name).colours.keys() == load_tokens("light").colours.keys()
    assert all(re.fullmatch(r"#[0-9A-F]{6}", value) for value in load_tokens(name).colours.values())


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(name: str, ink: str, ground: str) -> None:
    colours = load_tokens(name).colours
    assert contrast(colours[ink], colours[ground]) >= TEXT


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("edge", "ground"), CONTROL_PAIRS)
def test_controls_can_be_seen(name: str, edge: str, ground: str) -> None:
    colours = load_tokens(name).colours
    assert contrast(colours[edge], colours[ground]) >= CONTROL


def test_contrast_by_known_values() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
def test_every_token_of_drawings_is_in_every_theme(name: str) -> None:
    assert set(LIGHT) <= set(load_tokens(name).colours)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("scale", [100, 150, 200])
def test_the_style_sheet_is_filled(name: str, scale: int) -> None:
    sheet = style_sheet(load_tokens(name), scale)
    assert "{{" not in sheet
    assert f"font-size: {round(13 * scale / 100)}px" in sheet


@pytest.mark.parametrize("name", ICONS)
def test_icons_are_drawn_in_the_colour_asked_for(name: str, qapp: QApplication) -> None:
    image = icon_pixmap(name, "#D5281B", 24).toImage()
    inked = [image.pixelColor(x, y) for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() > 180]
    assert len(inked) > 5
    if not name.startswith(("tick-", "arrow-")):
        assert all(abs(colour.red() - 0xD5) < 12 for colour in inked)


def test_the_typeface_is_loaded(qapp: QApplication) -> None:
    assert {FAMILY, FALLBACK} <= set(QFontDatabase.families())
    assert qapp.font().family() == FAMILY


@pytest.mark.parametrize(("choice", "scale", "wanted"), [("dark", 150, 150), ("light", 90, 100), ("light", 400, 200)])
def test_applying_a_theme_changes_all_of_it(qapp: QApplication, choice: str, scale: int, wanted: int) -> None:
    apply_theme(qapp, choice, scale)
    assert current().scale == wanted
    assert qapp.palette().color(QPalette.ColorRole.Window) == current().colour("page")
    assert qapp.font().pixelSize() == current().px(13)


def test_an_unknown_theme_is_the_light_one(qapp: QApplication) -> None:
    apply_theme(qapp, "sepia")
    assert current().tokens.name == "light"


def test_dressing_again_as_it_is_dressed_draws_nothing_anew(qapp: QApplication) -> None:
    worn = apply_theme(qapp, "dark", 125)
    assert apply_theme(qapp, "dark", 125) is worn
    assert apply_theme(qapp, "dark", 100) is not worn
    apply_theme(qapp, "light", 100)
