"""The licensed wording of an instrument: a Questionnaire out of a pack, whose licence somebody confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class PackedForm:
    """One instrument's Questionnaire out of a pack; with problems it must not be used.

    `languages` are those it is translated to; `counts` says in words what the first and the last answer of
    each kind of question count, for a person to hold against the licence's own scoring sheet.
    """

    file: str
    instrument: str
    questionnaire: Mapping[str, Any]
    problems: tuple[str, ...]
    languages: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """A stored wording (FHIR Questionnaire), active or retired.

    `licensed_by` and `licensed_on` (ISO date) say who confirmed that the service may use it; `revision` grows
    with each import of the same instrument; `withdrawn` is the reason why it is not used any more.
    """

    id: str
    instrument: str
    revision: int
    status: str
    form: Mapping[str, Any] = field(default_factory=dict)
    licensed_by: str = ""
    licensed_on: str = ""
    imported_by: str = ""
    imported: datetime | None = None
    withdrawn: str = ""

    @property
    def active(self) -> bool:
        """Whether it is shown to patients."""
        return self.status == "active"

    @property
    def version(self) -> str:
        """The version of the instrument that it words."""
        return str(self.form.get("version", ""))

    @property
    def title(self) -> str:
        """What the pack calls it."""
        return str(self.form.get("title") or self.instrument)
