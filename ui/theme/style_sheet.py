"""Fills the style sheet template with tokens: `{{ink}}` is a colour, `{{12px}}` a size times the text scale."""

from __future__ import annotations

import re
from importlib.resources import files

from ui.theme.tokens import Tokens

_PLACE = re.compile(r"\{\{([\w-]+)\}\}")
_SHEET = "window"
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
        if place[1] == "tick":
            return _tick(tokens)
        size = _SIZE.fullmatch(place[1])
        return f"{round(int(size[1]) * scale / 100)}px" if size else tokens.colours[place[1]]

    return _PLACE.sub(filled, template)


def _tick(tokens: Tokens) -> str:
    """A file, since Qt's style sheets take pictures from nowhere else."""
    name = "tick-dark.svg" if tokens.dark else "tick-white.svg"
    return str(files("resources") / "icons" / name).replace("\\", "/")
