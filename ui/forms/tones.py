"""What choosing an answer means, by its code system: a warning sign found is never the blue of a plain choice."""

from __future__ import annotations

from msk_desk.forms.item import Value

_TONES = {"red-flag-answer": {"present": "bad", "not-asked": "neutral"}}
"""Last part of the code system: code: tone of the theme."""


def tone_of(answer: Value) -> str:
    """The tone of an answer once it is chosen; empty for a plain choice."""
    coding = answer.get("valueCoding") or {}
    system = str(coding.get("system", "")).rpartition("/")[2]
    return _TONES.get(system, {}).get(str(coding.get("code", "")), "")
