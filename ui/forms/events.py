"""What the form says to the screen around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Value = dict[str, Any]


@dataclass(frozen=True)
class Edit:
    """What a user did in one editor: the answers there now, or why what was typed is none."""

    values: tuple[Value, ...] = ()
    problem: str = ""
    unfinished: bool = False
    """What is typed is no answer yet, but may become one: too early to say that it is wrong."""


@dataclass(frozen=True)
class FieldEdit:
    """An edit with the key of the instance it belongs to."""

    key: int
    edit: Edit


@dataclass(frozen=True)
class AnswerGiven:
    """An answer the user gave, at each keystroke."""

    path: str
    link_id: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class FocusPlace:
    """Where the user was: the item and the place of the cursor in its text."""

    path: str
    cursor: int | None = None


@dataclass(frozen=True)
class SectionChosen:
    """The section shown now."""

    path: str
    index: int
