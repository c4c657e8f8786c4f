"""The chips of a banner: allergies for those who may see them, alerts, and communication needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.context import Texts

if TYPE_CHECKING:
    from msk_desk.services.record import Banner

_FORMATS = {
    "large-print": "window.format_large_print", "easy-read": "window.format_easy_read",
    "braille": "window.format_braille", "audio": "window.format_audio", "email": "window.format_email",
}  # fmt: skip


def banner_chips(banner: Banner, texts: Texts) -> tuple[tuple[str, str], ...]:
    """(words, role) of each chip, safety first, none twice."""
    patient = banner.patient
    chips = [(alert.text, "bad") for alert in banner.alerts if alert.category == "safety"]
    if banner.allergies is not None:
        chips.append(_allergies(banner, texts))
    chips += [(alert.text, "info") for alert in banner.alerts if alert.category != "safety"]
    if patient.preferred_format in _FORMATS:
        chips.append((texts.get(_FORMATS[patient.preferred_format]), "info"))
    if patient.interpreter:
        language = patient.language or texts.get("window.language_not_known")
        chips.append((texts.get("window.interpreter", language=language), "warn"))
    return tuple(dict.fromkeys(chips))


def _allergies(banner: Banner, texts: Texts) -> tuple[str, str]:
    found = banner.allergies or ()
    known = [allergy.text for allergy in found if not allergy.none_known]
    if known:
        return texts.get("window.allergies_known", allergies=", ".join(known)), "bad"
    if found:
        return texts.get("window.allergies_none"), "neutral"
    return texts.get("window.allergies_not_recorded"), "warn"
