"""Design tokens: the named colours and sizes of one theme, read from resources/theme."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

THEMES = ("light", "dark", "high-contrast")
SCALES = (100, 110, 125, 150, 175, 200)
"""Text sizes offered, in per cent."""

SMALL, BASE, HEADING, TITLE = 12, 13, 15, 19
"""The four text sizes, in pixels at 100 %."""


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme by token name, as six-digit hex."""

    name: str
    dark: bool
    colours: Mapping[str, str]


def load_tokens(name: str) -> Tokens:
    """Read one theme; an unknown name gives the light one."""
    known = name if name in THEMES else "light"
    stored = json.loads((files("resources") / "theme" / f"{known}.json").read_text("utf-8"))
    return Tokens(stored["name"], stored["dark"], MappingProxyType(stored["colours"]))
