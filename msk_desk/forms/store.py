"""Keeps the instances of an open form: builds them, finds them by linkId, keeps their JSON in step."""

from collections.abc import Iterator
from typing import Any

from msk_desk.forms.definition import Definition
from msk_desk.forms.instance import Instance, Slot
from msk_desk.forms.item import Item

_ROOT = Item("", "group", "", "", {}, ())
# A form that asks for more rows than anybody fills in at once opens with fewer; validation still asks for all.
_MOST_ROWS, _ENOUGH = 50, 5000


class Store:
    """The tree of instances with an index by linkId and a revision that grows with each change."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.revision = 0
        self._serial = 0
        self._by_link_id: dict[str, list[Instance]] = {}
        self.root = Instance(_ROOT, None, 0)
        self.resource: dict[str, Any] = {"resourceType": "QuestionnaireResponse", "status": "in-progress"}
        self.root.children = self._all_of(definition.items, self.root)

    def make(self, item: Item, parent: Instance) -> Instance:
        """Return a new instance of an item with one of everything under it."""
        self._serial += 1
        instance = Instance(item, parent, self._serial)
        self._by_link_id.setdefault(item.link_id, []).append(instance)
        below = self._all_of(item.items, instance)
        if item.is_question:
            instance.slots[0].children = below
        else:
            instance.children = below
        return instance

    def _all_of(self, items: tuple[Item, ...], parent: Instance) -> list[Instance]:
        """Return one instance of each item, and of a repeating group as many rows as there must be."""
        made = []
        for item in items:
            rows = (item.limits.min_occurs or 1) if item.is_group and item.repeats else 1
            if self._serial > _ENOUGH:
                rows = 1
            made += [self.make(item, parent) for _ in range(max(1, min(rows, _MOST_ROWS)))]
        return made

    def fill_slot(self, instance: Instance, slot: Slot) -> None:
        """Give a further answer of a question its own items."""
        if not slot.children:
            slot.children = self._all_of(instance.item.items, instance)

    def forget(self, instance: Instance) -> None:
        """Take an instance and all under it out of the index."""
        for one in instance.walk():
            self._by_link_id[one.link_id] = [other for other in self._by_link_id[one.link_id] if other is not one]

    def of(self, link_id: str) -> list[Instance]:
        """Return every instance of a linkId, in the order they were made."""
        return self._by_link_id.get(link_id, [])

    def all(self) -> Iterator[Instance]:
        """Yield every instance in reading order."""
        for child in self.root.children:
            yield from child.walk()

    def nearest(self, instance: Instance, link_id: str) -> list[Instance]:
        """Return the instances of a question under the closest ancestor that has any."""
        found = self.of(link_id)
        if len(found) <= 1:
            return found
        for above in (instance, *instance.up()):
            near = [one for one in found if one is above or above in one.up()]
            if near:
                return near
        return found

    def at(self, path: str) -> Instance | None:
        """Return the instance at a path, or the first of a linkId."""
        found = next((one for one in self.of(_link_id(path)) if one.path == path), None)
        if found is None and self.of(path):
            return self.of(path)[0]
        return found

    def refresh(self, instance: Instance) -> None:
        """Bring the JSON of an instance and of those above it up to date."""
        instance.refresh_json()
        for above in instance.up():
            above.refresh_json()
        self._top()

    def refresh_all(self) -> None:
        """Bring the JSON of the whole tree up to date."""
        for child in self.root.children:
            _refresh_below(child)
        self.root.refresh_json()
        self._top()

    def _top(self) -> None:
        items = self.root.json.get("item")
        if items:
            self.resource["item"] = items
        else:
            self.resource.pop("item", None)

    def seen(self, link_id: str, under_answers: bool) -> list[dict[str, Any]]:
        """Return the JSON of a linkId's instances that are in the response now."""
        return [one.json for one in self.of(link_id) if _is_seen(one, under_answers)]


def _is_seen(instance: Instance, under_answers: bool) -> bool:
    if not instance.enabled or ("answer" not in instance.json and "item" not in instance.json):
        return False
    return all(above.enabled and (under_answers or not above.item.is_question) for above in instance.up())


def _refresh_below(instance: Instance) -> None:
    for child in instance.below():
        _refresh_below(child)
    instance.refresh_json()


def _link_id(path: str) -> str:
    name = path.rpartition("/")[2].partition(":")[0]
    return name.replace("%3A", ":").replace("%2F", "/").replace("%25", "%")
