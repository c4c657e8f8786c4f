"""The tree of answers while a form is open: one Instance per item, and per repeat of a group."""

from collections.abc import Iterator
from typing import Any

from msk_desk.forms.item import Item, Option, Value


class Slot:
    """One answer of a question: its value, what else the stored answer carried, and the items under it."""

    __slots__ = ("children", "extra", "value")

    def __init__(self, value: Value | None = None, extra: dict[str, Any] | None = None) -> None:
        self.value = value
        self.extra = extra or {}
        self.children: list[Instance] = []


class Instance:
    """One item as it stands in the answers, whether it is shown or not."""

    __slots__ = (
        "children",
        "enabled",
        "extra",
        "item",
        "json",
        "key",
        "options",
        "overridden",
        "parent",
        "slots",
        "switched_on",
        "text",
    )

    def __init__(self, item: Item, parent: "Instance | None", key: int) -> None:
        self.item = item
        self.parent = parent
        self.key = key
        self.children: list[Instance] = []
        self.slots: list[Slot] = [Slot()] if item.is_question else []
        self.enabled = True
        self.switched_on = True
        self.overridden = False
        self.options: tuple[Option, ...] = item.options
        self.text = item.text
        self.extra: dict[str, Any] = {}
        self.json: dict[str, Any] = {"linkId": item.link_id}

    @property
    def link_id(self) -> str:
        """The linkId of the item."""
        return self.item.link_id

    @property
    def values(self) -> list[Value]:
        """The answers given, in order."""
        return [slot.value for slot in self.slots if slot.value is not None]

    def below(self) -> Iterator["Instance"]:
        """Yield the instances directly under this one, of the group or of its answers."""
        yield from self.children
        for slot in self.slots:
            yield from slot.children

    def walk(self) -> Iterator["Instance"]:
        """Yield this instance and all under it, in reading order."""
        yield self
        for child in self.below():
            yield from child.walk()

    def up(self) -> Iterator["Instance"]:
        """Yield the instances above this one, nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def siblings(self) -> list["Instance"]:
        """Return the list this instance stands in.

        Raises:
            ValueError: for the root.
        """
        if self.parent is None:
            raise ValueError("the root stands in no list")
        for row in (self.parent.children, *(slot.children for slot in self.parent.slots)):
            if any(one is self for one in row):
                return row
        raise ValueError("the instance has been removed")

    @property
    def path(self) -> str:
        """The place in the answers: linkIds joined by `/`, with `:n` from the second repeat on."""
        if self.parent is None:
            return ""
        same = [one for one in self.parent.below() if one.item is self.item]
        at = next((i for i, one in enumerate(same) if one is self), 0)
        name = self.link_id.replace("%", "%25").replace("/", "%2F").replace(":", "%3A")
        above = self.parent.path
        return f"{above}/{name}{f':{at}' if at else ''}" if above else f"{name}{f':{at}' if at else ''}"

    def set_values(self, values: list[Value]) -> None:
        """Replace the answers; items under an answer that stays are kept with it."""
        old, fresh = list(self.slots), []
        for at, value in enumerate(values):
            match = next((slot for slot in old if slot.value == value), None)
            if match is None and at < len(self.slots) and self.slots[at] in old:
                match = self.slots[at]
            if match is None:
                slot = Slot(value)
            else:
                old = [one for one in old if one is not match]
                slot = match
                if slot.value != value:
                    slot.value, slot.extra = value, {}
            fresh.append(slot)
        if not fresh:
            fresh = self.slots[:1] or [Slot()]
            fresh[0].value, fresh[0].extra = None, {}
        self.slots = fresh

    def refresh_json(self) -> bool:
        """Bring the JSON of this instance up to date; tell whether it has content to be seen."""
        answers = []
        for slot in self.slots:
            under = [child.json for child in slot.children if child.switched_on and has_content(child)]
            if slot.value is not None or under:
                answers.append({**slot.extra, **(slot.value or {}), **({"item": under} if under else {})})
        group = [child.json for child in self.children if child.switched_on and has_content(child)]
        self.json.clear()
        self.json.update({"linkId": self.link_id, **self.extra})
        if answers:
            self.json["answer"] = answers
        if group:
            self.json["item"] = group
        return bool(answers or group)


def has_content(instance: Instance) -> bool:
    """Tell whether an instance has an answer or an item with one in its JSON."""
    return "answer" in instance.json or "item" in instance.json
