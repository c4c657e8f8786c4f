"""Fills the style sheet template with tokens: `{{ink}}` is a colour, `{{12px}}` a size times the text scale."""

from __future__ import annotations

import re
from importlib.resources import files

from ui.theme.tokens import Tokens

_PLACE = re.compile(r"\{\{([\w-]+)\}\}")
_SHEET = "window"
_PICTURES = {"tick": ("tick-white.svg", "tick-dark.svg"), "arrow": ("arrow-dark.svg", "arrow-light.svg")}
"""Name in the template: the file for light themes, and for dark ones."""
_SIZE = re.compile(r"(\d+)px")


def style_sheet(tokens: Tokens, scale: int) -> str:
    """The whole style sheet of the window.

    Args:
        scale: text size in per cent.

    Raises:
        KeyError: the template names a token that the theme lacks.
    """
    template = (files("resources") / "theme" / f"{_SHEET}.qss").read_text("utf-8")

    def filled(place: re.Match[str]) -> str:
        if place[1] in _PICTURES:
            return _picture(*_PICTURES[place[1]], dark=tokens.dark)
        size = _SIZE.fullmatch(place[1])
        return f"{round(int(size[1]) * scale / 100)}px" if size else tokens.colours[place[1]]

    return _PLACE.sub(filled, template)


def _picture(for_light: str, for_dark: str, *, dark: bool) -> str:
    """A file, since Qt's style sheets take pictures from nowhere else."""
    name = for_dark if dark else for_light
    return str(files("resources") / "icons" / name).replace("\\", "/")
