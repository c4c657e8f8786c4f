"""Puts the parts of a form in their places, as SDC `$assemble` does, and makes it a plain Questionnaire.

Source: HL7 SDC 3.0.0 and 4.0.0, Modular Forms: a display item with a subQuestionnaire extension gives way to the
items of the Questionnaire that it names; what stands at that one's root (variables, launch context, contained
resources) moves to the root of the whole, which says what it was assembled from.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from msk_desk.content.catalogue_groups import expanded, names_catalogue
from msk_desk.content.form_codings import with_codings
from msk_desk.content.form_items import CORE, SDC, Item, every_item, found_extension
from msk_desk.content.resource_files import ContentInvalid

SUB_QUESTIONNAIRE = f"{SDC}subQuestionnaire"
ASSEMBLED_FROM = f"{SDC}assembledFrom"
_LAUNCH, _VARIABLE = f"{SDC}launchContext", f"{CORE}variable"
_MOVED = (_LAUNCH, _VARIABLE)

ReadPart = Callable[[str], Mapping[str, Any]]


def assembled(form: Mapping[str, Any], read_part: ReadPart) -> Item:
    """A form with everything in its place.

    Args:
        form: a Questionnaire that may include parts and groups made of catalogues.
        read_part: finds a part by its canonical, with or without version.

    Raises:
        ContentInvalid: a part includes itself, a linkId stands twice, or two parts disagree.
    """
    name = str(form.get("name") or form.get("url") or "form")
    work = _Assembly(name, read_part)
    whole: Item = {**form, "item": list(work.items(form.get("item", ()), (str(form.get("url", "")),)))}
    work.take_root(form)
    whole = work.with_root(whole)
    _refuse_twice(name, whole["item"])
    return with_codings(whole)


def is_brief(item: Mapping[str, Any]) -> bool:
    """Whether an item stands for others."""
    return found_extension(item, SUB_QUESTIONNAIRE) is not None or names_catalogue(item)


class _Assembly:
    """One form being put together."""

    def __init__(self, name: str, read_part: ReadPart) -> None:
        self._name = name
        self._read_part = read_part
        self._moved: dict[tuple[str, str], Item] = {}
        self._contained: dict[str, Any] = {}
        self._from: dict[str, None] = {}

    def items(self, items: Iterable[Mapping[str, Any]], above: tuple[str, ...]) -> Iterator[Item]:
        """Items with parts and catalogue groups put in place; `above` names the parts that are being read."""
        for each in items:
            canonical = found_extension(each, SUB_QUESTIONNAIRE)
            if canonical is not None:
                yield from self._part(str(canonical), str(each.get("linkId", "")), above)
                continue
            made = expanded(each, self._name)
            if "item" in made:
                made = {**made, "item": list(self.items(made["item"], above))}
            yield made

    def _part(self, canonical: str, place: str, above: tuple[str, ...]) -> Iterator[Item]:
        url = canonical.partition("|")[0]
        if url in above:
            way = " → ".join(each.rsplit("/", 1)[-1] for each in (*above, url))
            raise ContentInvalid(f"{self._name}: {place} includes itself: {way}")
        part = self._read_part(canonical)
        self._from[f"{url}|{part.get('version', '')}"] = None
        self.take_root(part)
        yield from self.items(part.get("item", ()), (*above, url))

    def take_root(self, holder: Mapping[str, Any]) -> None:
        """Move what stands at the root of a form or a part to the root of the whole."""
        for each in holder.get("extension", ()):
            if each.get("url") in _MOVED:
                self._keep(self._moved, (each["url"], _name_of(each)), each)
        for each in holder.get("contained", ()):
            self._keep(self._contained, str(each.get("id")), each)

    def _keep(self, kept: dict[Any, Any], key: Any, value: Any) -> None:
        if kept.setdefault(key, value) != value:
            raise ContentInvalid(f"{self._name}: two parts define {key} differently")

    def with_root(self, whole: Item) -> Item:
        """The whole with what its parts brought to the root."""
        own = [each for each in whole.get("extension", ()) if each.get("url") not in _MOVED]
        sources = [{"url": ASSEMBLED_FROM, "valueCanonical": canonical} for canonical in self._from]
        made = {**whole, "extension": [*own, *self._moved.values(), *sources]}
        if self._contained:
            made["contained"] = list(self._contained.values())
        return made if made["extension"] else {key: value for key, value in made.items() if key != "extension"}


def _name_of(extension: Mapping[str, Any]) -> str:
    """The name of a variable or of a launch context."""
    if extension.get("url") == _VARIABLE:
        return str(extension.get("valueExpression", {}).get("name", ""))
    for part in extension.get("extension", ()):
        if part.get("url") == "name":
            return str(part.get("valueCoding", {}).get("code") or part.get("valueId") or "")
    return ""


def _refuse_twice(name: str, items: Iterable[Mapping[str, Any]]) -> None:
    seen: set[str] = set()
    for each in every_item(items):
        link_id = str(each.get("linkId", ""))
        if link_id in seen:
            raise ContentInvalid(f"{name}: the linkId {link_id} stands twice")
        seen.add(link_id)
