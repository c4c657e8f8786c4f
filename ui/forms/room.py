"""How much width a section has, and how questions share it with their answers."""

from __future__ import annotations

from enum import Enum

QUESTION_WIDTH, BROAD_QUESTION_WIDTH = 176, 300
"""Of a question beside its editor, in pixels at 100 %."""
NARROW = {QUESTION_WIDTH: 128, BROAD_QUESTION_WIDTH: 200}
LONG_QUESTION = 96
"""Letters beyond which a question beside its editor would break into too many lines."""
ROOM = 520.0
"""For questions and answers in the narrowest window, in pixels at 100 %."""
QWIDGETSIZE_MAX = 16_777_215


class Room(Enum):
    """How much width a section has."""

    AMPLE = "ample"
    LITTLE = "little"
    SCANT = "scant"


LEAST = ((Room.AMPLE, 628), (Room.LITTLE, 524))
"""Pixels at which questions stand beside answers with ample, or with little room."""


def room_for(width: float) -> Room:
    """Return how much room a width is.

    Args:
        width: in pixels at 100 % text size.
    """
    return next((room for room, least in LEAST if width >= least), Room.SCANT)
