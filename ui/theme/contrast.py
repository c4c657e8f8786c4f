"""Contrast of token pairs, by the formula of WCAG; the tests hold every theme to it."""

from __future__ import annotations

TEXT, CONTROL = 4.5, 3.0

TEXT_PAIRS = (
    ("ink", "page"), ("ink", "surface"), ("ink", "raised"), ("ink", "primary_soft"), ("ink", "hover"), ("ink", "sunk"),
    ("muted", "page"), ("muted", "surface"), ("muted", "primary_soft"), ("muted", "hover"), ("muted", "raised"),
    ("faint", "surface"), ("primary", "surface"), ("primary", "page"), ("primary_dark", "surface"),
    ("on_primary", "primary"), ("on_primary", "primary_hover"), ("on_bad", "bad"), ("bad_text", "surface"),
    ("good_text", "good_soft"), ("warn_text", "warn_soft"), ("bad_text", "bad_soft"), ("info_text", "info_soft"),
    ("neutral_text", "neutral_soft"), ("rail_ink", "rail"), ("rail_ink", "rail_hover"), ("badge_ink", "badge"),
    ("rail_chosen_ink", "rail_chosen"), ("avatar_ink", "avatar"), ("deceased_ink", "deceased"),
    ("deceased_ink", "deceased_stripe"), ("warn_ink", "warn"), ("disabled_ink", "disabled_fill"),
    ("good_text", "surface"), ("warn_text", "surface"), ("primary", "primary_soft"), ("focus_ink", "focus"),
    ("ink", "disabled_fill"), ("disabled_ink", "surface"),
)  # fmt: skip
"""What is read, on what it is read."""

CONTROL_PAIRS = (
    ("control_line", "surface"), ("control_line", "page"), ("control_line", "raised"), ("primary", "surface"),
    ("primary", "page"), ("good", "surface"), ("bad", "surface"), ("plum", "surface"), ("violet", "surface"),
    ("rail_chosen_ink", "rail_chosen"), ("focus_ink", "focus"), ("primary", "sunk"), ("body_edge", "surface"),
    ("body_edge", "body_fill"), ("body_ghost", "body_fill"),
    *((f"mark_{kind}", f"mark_{kind}_soft") for kind in ("pain", "ache", "burning", "numb", "pins", "stiff", "weak")),
    *((f"mark_{kind}", "surface") for kind in ("pain", "ache", "burning", "numb", "pins", "stiff", "weak")),
)  # fmt: skip
"""Edges and lines that must be seen, on what they lie."""


def contrast(first: str, second: str) -> float:
    """Ratio of two six-digit colours, 1 to 21.

    Source: WCAG 2.2, relative luminance and contrast ratio.
    """
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
