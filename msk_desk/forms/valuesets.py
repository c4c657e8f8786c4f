"""Answer lists held inside a Questionnaire: contained ValueSets and CodeSystems, expanded or not."""

from collections.abc import Iterator
from typing import Any

from msk_desk.forms.item import Option
from msk_desk.forms.known_valuesets import KNOWN_VALUE_SETS

Coding = dict[str, Any]


class ValueSets:
    """The value sets a form carries; nothing is fetched."""

    def __init__(self, questionnaire: dict[str, Any]) -> None:
        contained = [one for one in questionnaire.get("contained") or () if isinstance(one, dict)]
        self._sets = {key: one for one in contained if one.get("resourceType") == "ValueSet" for key in _keys(one)}
        self._systems = {
            one.get("url"): one for one in contained if one.get("resourceType") == "CodeSystem" and one.get("url")
        }

    def codings(self, reference: str) -> list[Coding] | None:
        """Return the codings of `#id` or a canonical; None when it is not held here."""
        return self._codings(reference, frozenset())

    def _codings(self, reference: str, asking: frozenset[str]) -> list[Coding] | None:
        name = reference.removeprefix("#").split("|")[0]
        found = self._sets.get(name)
        if found is None:
            return KNOWN_VALUE_SETS.get(name)
        if (expansion := found.get("expansion")) and expansion.get("contains"):
            return list(_expanded(expansion["contains"]))
        # A set that includes itself has no more in it than the rest of it.
        return [] if name in asking else self._composed(found.get("compose") or {}, asking | {name})

    def _composed(self, compose: dict[str, Any], asking: frozenset[str]) -> list[Coding] | None:
        codings: list[Coding] = []
        for include in compose.get("include") or ():
            part = self._included(include, asking)
            if part is None:
                return None
            codings.extend(part)
        for exclude in compose.get("exclude") or ():
            part = self._included(exclude, asking)
            if part is None:
                return None
            dropped = {_key(one) for one in part}
            codings = [one for one in codings if _key(one) not in dropped]
        return list({_key(one): one for one in reversed(codings)}.values())[::-1]

    def _included(self, include: dict[str, Any], asking: frozenset[str]) -> list[Coding] | None:
        """Return what an include names; of several value sets what is in all of them. Source: FHIR R4, ValueSet."""
        system = include.get("system")
        if include.get("filter"):
            return None
        found: list[Coding] | None = None
        if include.get("concept"):
            found = [_coding(system, concept) for concept in include["concept"]]
        elif system is not None:
            held = self._systems.get(system)
            if held is None:
                return None
            found = [_coding(system, concept) for concept in _concepts(held)]
        for reference in include.get("valueSet") or ():
            part = self._codings(str(reference), asking)
            if part is None:
                return None
            within = {_key(one) for one in part}
            found = part if found is None else [one for one in found if _key(one) in within]
        return found

    def options(self, reference: str) -> tuple[Option, ...] | None:
        """Return the answers a value set offers; None when it is not held here."""
        codings = self.codings(reference)
        if codings is None:
            return None
        return tuple(Option({"valueCoding": _as_answer(one)}, label_of(one)) for one in codings)

    def concepts(self) -> Iterator[Coding]:
        """Yield every concept of the contained code systems, with its extensions."""
        for url, system in self._systems.items():
            for concept in _concepts(system):
                yield {**concept, "system": url}

    def all_codings(self) -> Iterator[Coding]:
        """Yield every coding of the contained value sets."""
        seen: set[int] = set()
        for key, found in self._sets.items():
            if id(found) not in seen:
                seen.add(id(found))
                yield from self.codings(key) or ()

    def member_of(self, url: str, value: Any) -> bool | None:
        """Tell whether a code, Coding or CodeableConcept is in a value set; None when it is not held here."""
        codings = self.codings(url)
        if codings is None:
            return None
        wanted = value.get("coding") or [value] if isinstance(value, dict) else [{"code": value}]
        return any(_same_code(one, other) for one in codings for other in wanted)


def label_of(coding: Coding) -> str:
    """Return the words of a coding."""
    return str(coding.get("display") or coding.get("code") or "")


def _as_answer(coding: Coding) -> Coding:
    return {key: value for key, value in coding.items() if key != "property"}


def _keys(resource: dict[str, Any]) -> Iterator[str]:
    yield from (str(resource[key]) for key in ("id", "url") if resource.get(key))


def _expanded(contains: list[dict[str, Any]]) -> Iterator[Coding]:
    for one in contains:
        if one.get("code") and not one.get("abstract"):
            yield {key: one[key] for key in ("system", "code", "display", "extension", "property") if key in one}
        yield from _expanded(one.get("contains") or [])


def _coding(system: str | None, concept: dict[str, Any]) -> Coding:
    base = {"system": system} if system else {}
    return {**base, **{key: concept[key] for key in ("code", "display", "extension", "property") if key in concept}}


def _concepts(holder: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for concept in holder.get("concept") or ():
        yield concept
        yield from _concepts(concept)


def _key(coding: Coding) -> tuple[str, str]:
    return str(coding.get("system")), str(coding.get("code"))


def _same_code(left: Coding, right: Coding) -> bool:
    same_system = not right.get("system") or left.get("system") == right.get("system")
    return left.get("code") == right.get("code") and same_system
