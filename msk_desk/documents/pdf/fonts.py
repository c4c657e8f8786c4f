"""The fonts of papers: taken from installed packages, with fallbacks for scripts the first one lacks."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.sax.saxutils import escape

import fontpkg
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD = "Paper", "Paper-Bold"
# In the order to try; every one is an installed package, none is committed.
_FALLBACKS = ("noto-sans", "noto-sans-arabic", "noto-sans-devanagari")


@lru_cache(maxsize=1)
def register() -> tuple[tuple[str, frozenset[int]], ...]:
    """Register every font once; returns the fallbacks' names with the characters each has."""
    rl_config.useA85 = 0  # bytes as letters make a paper a fifth larger, and take longer than drawing it
    for name, weight in ((REGULAR, 400), (BOLD, 700)):
        path = fontpkg.path("atkinson-hyperlegible", weight=weight)
        pdfmetrics.registerFont(TTFont(name, str(path), shapable=True))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
    found = []
    for family in _FALLBACKS:
        font = TTFont(f"Paper-{family}", str(fontpkg.path(family)), shapable=True)
        pdfmetrics.registerFont(font)
        found.append((font.fontName, frozenset(font.face.charToGlyph)))
    return tuple(found)


@lru_cache(maxsize=1)
def _first() -> frozenset[int]:
    register()
    return frozenset(pdfmetrics.getFont(REGULAR).face.charToGlyph)  # type: ignore[attr-defined]


def font_of(character: str) -> str:
    """The font that has a character: empty for the paper's own, and for those that none has."""
    code = ord(character)
    if code in _first() or character.isspace():
        return ""
    return next((name for name, characters in register() if code in characters), "")


def own_font(text: str) -> bool:
    """Whether the paper's own font has every character, none of which may be left out or change with its neighbours."""
    return text.isascii() or all(ord(character) in _first() for character in text)


def needs_shaping(text: str) -> bool:
    """Whether letters change with their neighbours: scripts beyond the paper's own font; a third faster without.

    A word is shaped by the font of its first letter: one that no single font has is drawn letter by letter.
    """
    if text.isascii():
        return False
    words = [[name for name, _ in _runs_of(word)] for word in drawable(text).split()]
    return any(names != [""] for names in words) and all(len(names) == 1 for names in words)


def drawable(text: str) -> str:
    """The text without characters that no font has: a name is never drawn as boxes."""
    own = _first()
    return "".join(c for c in text if c.isspace() or ord(c) in own or font_of(c))


def markup(text: str) -> str:
    """Text as reportlab paragraph markup, each word in a font that has all of its characters where there is one."""
    if text.isascii():
        return escape(text)
    runs: list[tuple[str, str]] = []
    for piece in re.split(r"(\s+)", drawable(text)):
        # A space takes the font of what stands before it, so that shaping sees whole phrases.
        found = [(runs[-1][0] if runs else "", piece)] if piece.isspace() else _runs_of(piece)
        for name, run in found:
            if runs and runs[-1][0] == name:
                runs[-1] = (name, runs[-1][1] + run)
            else:
                runs.append((name, run))
    return "".join(f'<font name="{name}">{escape(run)}</font>' if name else escape(run) for name, run in runs)


def _runs_of(word: str) -> list[tuple[str, str]]:
    """A word in one font, the paper's own first; else each character in a font that has it."""
    if not word or own_font(word):
        return [("", word)] if word else []
    whole = next((name for name, known in register() if all(ord(character) in known for character in word)), "")
    if whole:
        return [(whole, word)]
    runs: list[tuple[str, str]] = []
    for character in word:
        name = font_of(character)
        if runs and runs[-1][0] == name:
            runs[-1] = (name, runs[-1][1] + character)
        else:
            runs.append((name, character))
    return runs
