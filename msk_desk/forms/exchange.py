"""QuestionnaireResponse in and out: reading answers into the open form, writing them with or without the hidden."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from msk_desk.forms.answers import WrongAnswer, answer
from msk_desk.forms.fhirpath.evaluate import number
from msk_desk.forms.finding import Finding
from msk_desk.forms.instance import Instance, Slot
from msk_desk.forms.item import Item
from msk_desk.forms.store import Store

_OWN_KEYS = ("linkId", "answer", "item")


class Import:
    """Reads one response into a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.findings: list[Finding] = []

    def read(self, response: dict[str, Any]) -> None:
        """Put the answers of a response into the form; what has no place is reported."""
        kept = {key: value for key, value in response.items() if key != "item"}
        self._store.resource.update(kept)
        self._items(self._store.root, self._store.root.children, response.get("item") or ())

    def _items(self, parent: Instance, row: list[Instance], items: Iterable[dict[str, Any]]) -> None:
        taken: dict[str, int] = {}
        for raw in _objects(items):
            link_id = str(raw.get("linkId") or "")
            same = [one for one in row if one.link_id == link_id]
            if not same:
                self.findings.append(Finding(link_id, "unknown-item", f"{link_id} has no place here in the form"))
                continue
            at = taken.get(link_id, 0)
            taken[link_id] = at + 1
            self._item(self._instance(parent, row, same, at), raw, again=at > 0)

    def _instance(self, parent: Instance, row: list[Instance], same: list[Instance], at: int) -> Instance:
        item = same[0].item
        if at < len(same) or not (item.is_group and item.repeats):
            return same[min(at, len(same) - 1)]
        fresh = self._store.make(item, parent)
        row.insert(next(i for i, one in enumerate(row) if one is same[-1]) + 1, fresh)
        return fresh

    def _item(self, instance: Instance, raw: dict[str, Any], again: bool) -> None:
        instance.extra = {key: value for key, value in raw.items() if key not in _OWN_KEYS}
        if raw.get("answer") and not instance.item.is_question:
            message = f"{instance.link_id} is a {instance.item.type} and takes no answer"
            self.findings.append(Finding(instance.link_id, "type", message))
        if not instance.item.is_question:
            if again and not instance.item.repeats:
                message = f"{instance.link_id} stands more than once"
                self.findings.append(Finding(instance.link_id, "max-occurs", message))
            self._items(instance, instance.children, raw.get("item") or ())
            return
        slots = instance.slots if again else []
        for one in _objects(raw.get("answer")):
            slot = self._slot(instance, one, slots)
            if slot is not None:
                slots.append(slot)
        if slots:
            instance.slots = slots
        if raw.get("item"):
            self._items(instance, instance.slots[0].children, raw["item"])

    def _slot(self, instance: Instance, raw: dict[str, Any], before: list[Slot]) -> Slot | None:
        slot = instance.slots[0] if not before else Slot()
        self._store.fill_slot(instance, slot)
        given = {key: value for key, value in raw.items() if key.startswith("value")}
        if given:
            try:
                slot.value = answer(instance.item, given, instance.options)
            except WrongAnswer as problem:
                self.findings.append(Finding(instance.link_id, "type", str(problem)))
        slot.extra = {key: value for key, value in raw.items() if key not in given and key != "item"}
        self._items(instance, slot.children, raw.get("item") or ())
        return slot if slot.value is not None or raw.get("item") else None


def _objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects of a list, whatever else was sent."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list | tuple) else []


def whole(store: Store) -> dict[str, Any]:
    """Return the response with everything kept in memory, also what is not shown now."""
    kept = {key: value for key, value in store.resource.items() if key != "item"}
    return {**plain(kept), "item": [_whole_item(one) for one in store.root.children if _worth(one)]}


def _whole_item(instance: Instance) -> dict[str, Any]:
    found: dict[str, Any] = {"linkId": instance.link_id, **instance.extra}
    answers = [
        {
            **slot.extra,
            **(slot.value or {}),
            **({"item": under} if (under := [_whole_item(one) for one in slot.children if _worth(one)]) else {}),
        }
        for slot in instance.slots
    ]
    if any(answers):
        found["answer"] = [one for one in answers if one]
    if group := [_whole_item(one) for one in instance.children if _worth(one)]:
        found["item"] = group
    return dict(plain(found))


def _worth(instance: Instance) -> bool:
    """Keep what has an answer, and every row of a repeating group so that places stay the same."""
    item: Item = instance.item
    return (item.is_group and item.repeats) or bool(instance.values) or any(_worth(one) for one in instance.below())


def plain(value: Any) -> Any:
    """Return JSON with every Decimal as the number it is; a copy, so that later answers leave it alone."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return number(value) if isinstance(value, Decimal) else value
