"""Field and cursor as the journal keeps them."""

from __future__ import annotations

from ui.forms.events import FocusPlace


def focus_text(place: FocusPlace | None) -> str:
    """Field and cursor as text."""
    if place is None:
        return ""
    return place.path if place.cursor is None else f"{place.path}@{place.cursor}"


def focus_from(text: str) -> FocusPlace | None:
    """Field and cursor from the journal."""
    path, _, cursor = text.partition("@")
    return FocusPlace(path, int(cursor) if cursor.isdigit() else None) if path else None
