"""Errors in words: what a message bar says of an exception."""

from __future__ import annotations

from dataclasses import dataclass

from msk_desk.domain.errors import MskDeskError, Offline


@dataclass(frozen=True, slots=True)
class Trouble:
    """What happened, what to do, the code for the help desk, and how grave it looks."""

    title: str
    advice: str
    code: str
    look: str = "bad"


def trouble(error: Exception) -> Trouble:
    """The words for an exception; one that is none of ours is shown without its text, which may name a patient."""
    if isinstance(error, MskDeskError):
        title = error.detail or error.title
        return Trouble(title, error.advice, error.code, "warn" if isinstance(error, Offline) else "bad")
    return Trouble(MskDeskError.title, MskDeskError.advice, f"{MskDeskError.code} {type(error).__name__}")
