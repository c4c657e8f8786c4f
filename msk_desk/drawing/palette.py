"""Colour tokens of drawings as they look in the light theme; documents print these."""

from types import MappingProxyType

LIGHT = MappingProxyType(
    {
        "ink": "#212B32",
        "muted": "#4C6272",
        "page": "#F3F6F8",
        "surface": "#FFFFFF",
        "line": "#D8DDE0",
        "primary": "#005EB8",
        "primary_dark": "#003087",
        "good": "#007F3B",
        "good_soft": "#E3F3EA",
        "warn": "#FFB81C",
        "warn_text": "#6B4A00",
        "bad": "#D5281B",
        "plum": "#7C2855",
        "icon_empty": "#DFE4E7",
        "figure_skin": "#C68863",
        "figure_skin_far": "#A96E4C",
        "figure_hair": "#3B2A22",
        "figure_top": "#2F7DC1",
        "figure_top_far": "#1F5C94",
        "figure_trousers": "#3D4F5E",
        "figure_trousers_far": "#2A3944",
        "figure_shoe": "#F4F6F7",
        "figure_shoe_far": "#CBD3D8",
        "figure_outline": "#212B32",
        "prop": "#B9C4CC",
        "prop_far": "#98A6B0",
        "prop_soft": "#D3E3EA",
        "band": "#D5281B",
        "arrow": "#005EB8",
    }
)
"""Six-digit colours by token. Other themes may replace any of them."""
