"""Breaks long words of a choice into lines, which Qt's buttons do not do by themselves."""

from __future__ import annotations

from ui.theme.theme import current

_INDICATOR = 34


def wrapped(text: str, room: float) -> str:
    """Return the words in lines no longer than the room, ready for a button.

    Args:
        room: in pixels at 100 %, with the button's own circle or box.
    """
    metrics, most = current().metrics(), current().px(room - _INDICATOR)
    words = text.replace("&", "&&")
    if metrics.horizontalAdvance(words) <= most:
        return words
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > most:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)
