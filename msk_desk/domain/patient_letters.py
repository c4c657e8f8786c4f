"""Letters to patients about appointments and waiting: templates as data, filled by facts and by what holds. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from msk_desk.domain.letters import LetterSection

COMMON = "common"
NOT_IN_TEXTS = frozenset({"clinician", "service", "service_words", "language", "address", "elsewhere"})
"""What a text message never says: a telephone is read by others."""
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Said:
    """Something that a template says when all of `when` hold; `!x` holds when x does not.

    A fact has a `label`, a line of an easy-read letter a `symbol`, a part a title as its label and several lines.
    """

    lines: tuple[str, ...]
    label: str = ""
    symbol: str = ""
    when: tuple[str, ...] = ()

    def holds(self, tags: frozenset[str]) -> bool:
        """Whether it is said."""
        return all(tag[1:] not in tags if tag.startswith("!") else tag in tags for tag in self.when)


@dataclass(frozen=True, slots=True)
class PatientLetterTemplate:
    """One kind of letter to patients; `kind` is what it is on the record, `days` are the service's own spans."""

    code: str
    kind: str
    version: str
    title: str
    message: str
    facts: tuple[Said, ...]
    parts: tuple[Said, ...]
    easy: tuple[Said, ...]
    services: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, int] = field(default_factory=dict)
    provenance: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FilledLetter:
    """A letter in words: facts at its head, parts, and the same in easy lines of (symbol, words)."""

    code: str
    kind: str
    title: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    easy: tuple[tuple[str, str], ...]
    message: str

    def sections(self) -> tuple[LetterSection, ...]:
        """As they are kept on the record."""
        head = "\n".join(f"{label}: {value}" for label, value in self.facts)
        kept = [LetterSection("facts", self.title, head)] if head else []
        kept += [LetterSection(self.code, title or self.title, "\n".join(lines)) for title, lines in self.parts]
        return tuple(kept)

    def words(self) -> str:
        """All of it, for its reading age."""
        return "\n".join(line.lstrip("- ") for _, lines in self.parts for line in lines)


def fill(
    template: PatientLetterTemplate,
    common: PatientLetterTemplate,
    facts: Mapping[str, str],
    tags: Iterable[str],
) -> FilledLetter:
    """The letter; a line that asks for a fact that is not known is left out, and so is a part without a line."""
    held = frozenset(tags)
    parts = [(said.label, _lines(said, facts)) for said in (*template.parts, *common.parts) if said.holds(held)]
    lines = [said for said in (*template.easy, *common.easy) if said.holds(held)]
    easy = [(said.symbol, line) for said in lines for line in _lines(said, facts)]
    return FilledLetter(
        template.code, template.kind, template.title,
        tuple((said.label, line) for said in template.facts if said.holds(held) for line in _lines(said, facts)),
        tuple((title, lines) for title, lines in parts if lines), tuple(easy),
        " ".join(_filled(template.message, facts).split()),
    )  # fmt: skip


def asked(text: str) -> tuple[str, ...]:
    """The facts that a text asks for."""
    return tuple(_PLACE.findall(text))


def _lines(said: Said, facts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(_filled(line, facts) for line in said.lines if all(facts.get(name) for name in asked(line)))


def _filled(line: str, facts: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda found: facts.get(found[1], ""), line)
