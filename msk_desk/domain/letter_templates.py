"""Letter templates: sections under PRSB headings, in order, with what must be there before it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Need(StrEnum):
    """How far a heading is asked for: mandatory to send at all, required if held, or optional."""

    MANDATORY = "mandatory"
    REQUIRED = "required"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class SectionTemplate:
    """One section; `filled_from` names the part of the record that it starts with, empty for free text."""

    code: str
    heading: str
    title: str
    need: Need
    filled_from: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """One kind of letter with its sections in the order they are read."""

    code: str
    version: str
    title: str
    opening: str
    closing: str
    sections: tuple[SectionTemplate, ...]
    provenance: Mapping[str, str] = field(default_factory=dict)

    def unfilled(self, texts: Mapping[str, str]) -> tuple[SectionTemplate, ...]:
        """The mandatory sections that have no text yet, in order, by section code."""
        return tuple(
            section
            for section in self.sections
            if section.need is Need.MANDATORY and not texts.get(section.code, "").strip()
        )
