"""Copies earlier signed answers into fields that are still empty, each marked until somebody looked at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msk_desk.domain.visits import FormAnswers
from msk_desk.forms.answers import WrongAnswer
from msk_desk.forms.instance import Instance
from msk_desk.forms.item import Item
from msk_desk.forms.state import FormState
from msk_desk.forms.value_words import values_words
from msk_desk.services.reading_forms import COPIED_FROM, DRAWN

NO_COPY = "https://msk-desk.example/fhir/StructureDefinition/no-copy-forward"
"""On an item of a form (valueBoolean): what stands there and below is of its day and is never copied, or may be."""
OF_ITS_DAY = ("red-flags", "red-flag-list", "examination", "tests", "function-tests", *DRAWN)
"""Sections that are never copied unless their form says with the extension that they may be."""
_MEASURED = ("integer", "decimal", "quantity")
"""A number is a measure of its day: never copied unless its form says that it may be."""
SEEN = "seen"
_PASSES = 6


@dataclass(frozen=True, slots=True)
class Copied:
    """One answer that was copied: where to, what it said then, and when that was signed (ISO day)."""

    path: str
    was: str
    day: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """Stored answers by their place; by linkId where one stands alone; and how many rows each group had."""

    by_path: dict[str, list[Any]]
    by_link: dict[str, list[list[Any]]]
    rows: dict[str, int]

    def values(self, instance: Instance) -> list[Any] | None:
        """The answers for an item: of the same place, else of a question that stands there but once."""
        found = self.by_path.get(instance.path)
        if found is None and not any(one.item.repeats and one.item.is_group for one in instance.up() if one.parent):
            alone = self.by_link.get(instance.link_id, [])
            found = alone[0] if len(alone) == 1 else None
        return found


def may_copy(item: Item, ancestors: Sequence[Item] = ()) -> bool:
    """Whether answers to an item may be copied: what the item or the nearest group above it says, else its section."""
    for one in (item, *reversed(ancestors)):
        for extension in one.raw.get("extension") or ():
            if extension.get("url") == NO_COPY:
                return extension.get("valueBoolean") is False
    if item.type in _MEASURED:
        return False
    return not any(one.link_id in OF_ITS_DAY for one in (item, *ancestors))


def copy_forward(state: FormState, source: FormAnswers, said_by: str, section: str = "") -> tuple[Copied, ...]:
    """Fill empty fields of an open form from signed answers, by linkId.

    Args:
        said_by: the name of who signed them, kept with each copy.
        section: the linkId of the one top-level item to fill; all without it.

    Returns:
        what was copied, in reading order; nothing that had an answer is touched.
    """
    earlier = _earlier(source.items)
    day = source.authored.astimezone().date().isoformat()
    mark = _mark(source, day, said_by)
    done: dict[str, Copied] = {}
    for _ in range(_PASSES):  # an answer copied may open further questions
        found = [copied for top in _tops(state, section) for copied in _fill(state, top, earlier, mark, day)]
        done |= {one.path: one for one in found}
        if not found:
            break
    return tuple(done.values())


def unseen(state: FormState) -> Iterator[Instance]:
    """The items whose copied answers nobody has looked at yet."""
    for instance in state.root.walk():
        if instance.item.is_question and state.visible(instance) and copied_day(instance):
            yield instance


def copied_day(instance: Instance) -> str:
    """The ISO day that an answer was copied from, empty when it was not or was looked at since."""
    for slot in instance.slots:
        for extension in slot.extra.get("extension") or ():
            if extension.get("url") == COPIED_FROM:
                parts = {part.get("url"): part for part in extension.get("extension") or ()}
                if not parts.get(SEEN, {}).get("valueBoolean"):
                    return str(parts.get("date", {}).get("valueDate", ""))
    return ""


def look_at(state: FormState, instance: Instance) -> bool:
    """Note that somebody looked at a copied answer; tell whether it was one."""
    if not copied_day(instance):
        return False
    extensions = []
    for extension in instance.slots[0].extra.get("extension") or ():
        if extension.get("url") == COPIED_FROM:
            parts = [part for part in extension["extension"] if part.get("url") != SEEN]
            extension = {**extension, "extension": [*parts, {"url": SEEN, "valueBoolean": True}]}
        extensions.append(extension)
    state.put_beside(instance, {"extension": extensions})
    return True


def _mark(source: FormAnswers, day: str, said_by: str) -> dict[str, Any]:
    parts: list[dict[str, Any]] = [
        {"url": "answers", "valueReference": {"reference": f"QuestionnaireResponse/{source.id}"}},
        {"url": "date", "valueDate": day},
    ]
    if said_by:
        parts.append({"url": "author", "valueString": said_by})
    return {"extension": [{"url": COPIED_FROM, "extension": parts}]}


def _tops(state: FormState, section: str) -> Iterator[Instance]:
    for top in list(state.root.children):
        if not section or top.link_id == section:
            yield top


def _fill(state: FormState, top: Instance, earlier: Earlier, mark: Mapping[str, Any], day: str) -> Iterator[Copied]:
    for instance in _rows_made(state, top, earlier):
        values = earlier.values(instance) if _takes(state, instance) else None
        if not values:
            continue
        try:
            state.set_answer(instance, values)
        except WrongAnswer:
            continue  # asked differently in this version: left empty to be asked again
        state.put_beside(instance, mark)
        yield Copied(instance.path, values_words(instance.values), day)


def _rows_made(state: FormState, top: Instance, earlier: Earlier) -> list[Instance]:
    """The instances under a section, with as many rows of an empty repeating group as were answered before."""
    for group in [one for one in top.walk() if one.item.is_group and one.item.repeats]:
        same = [one for one in group.siblings() if one.item is group.item]
        empty = not any(one.values for row in same for one in row.walk() if one.item.is_question)
        if empty and _allowed(group) and len(same) == 1:
            for _ in range(earlier.rows.get(group.path, 1) - 1):
                state.add_instance(group)
    return list(top.walk())


def _takes(state: FormState, instance: Instance) -> bool:
    item = instance.item
    plain = item.is_question and not item.read_only and item.calculated is None and not instance.values
    return plain and state.visible(instance) and _allowed(instance)


def _allowed(instance: Instance) -> bool:
    above = [one.item for one in instance.up() if one.parent is not None]
    return may_copy(instance.item, tuple(reversed(above)))


def _earlier(items: Sequence[Any]) -> Earlier:
    earlier = Earlier({}, {}, {})
    _gather(items, "", earlier, repeated=False)
    return earlier


def _gather(items: Sequence[Any], above: str, earlier: Earlier, *, repeated: bool) -> None:
    counts: dict[str, int] = {}
    whole = [item for item in items if isinstance(item, Mapping)]
    names = [str(item.get("linkId", "")) for item in whole]
    for item, link_id in zip(whole, names, strict=True):
        at = counts[link_id] = counts.get(link_id, -1) + 1
        base = f"{above}/{_escaped(link_id)}" if above else _escaped(link_id)
        path = f"{base}:{at}" if at else base
        earlier.rows[base] = at + 1
        again = repeated or names.count(link_id) > 1
        values = [value for answer in item.get("answer") or () if (value := _value(answer))]
        if values:
            earlier.by_path[path] = values
            earlier.by_link.setdefault(link_id, []).append([] if again else values)
        for answer in item.get("answer") or ():
            _gather(answer.get("item") or (), path, earlier, repeated=again)
        _gather(item.get("item") or (), path, earlier, repeated=again)


def _value(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {key: one for key, one in answer.items() if key.startswith("value")}


def _escaped(link_id: str) -> str:
    return link_id.replace("%", "%25").replace("/", "%2F").replace(":", "%3A")
