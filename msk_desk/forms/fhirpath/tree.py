"""Walking items down: `repeat`, `children`, `descendants`, and an index by linkId for one pass."""

from typing import Any

from msk_desk.forms.fhirpath.context import Compiled, Context
from msk_desk.forms.fhirpath.equality import distinct
from msk_desk.forms.fhirpath.items import Collection, children, json_of, member


def descendants(items: Collection) -> Collection:
    """Return everything under the items, level by level, repeats kept."""
    found: Collection = []
    level = [child for item in items for child in children(item)]
    while level:
        found.extend(level)
        level = [child for item in level for child in children(item)]
    return found


def repeated_items(items: Collection) -> Collection:
    """Return what `repeat(item)` finds: equal items once, as the standard has it."""
    found: Collection = []
    level = [child for item in items for child in member(item, "item")]
    while level:
        found.extend(level)
        level = [child for item in level for child in member(item, "item")]
    return distinct(found)


def by_link_id(context: Context, roots: Collection, kind: str, link_id: str) -> Collection:
    """Return the items of a linkId under the roots, from an index made once a pass."""
    if len(roots) != 1 or type(json_of(roots[0])) is not dict:
        return [item for item in _walked(roots, kind) if _link_id(item) == link_id]
    data = json_of(roots[0])
    key = (kind, id(data))
    entry = context.memo.get(key)
    if entry is None:
        index: dict[Any, Collection] = {}
        for item in _walked(roots, kind):
            found = _link_id(item)
            if found is not None:
                index.setdefault(found, []).append(item)
        # The resource is kept beside its index, so that its id cannot be given to another object.
        entry = context.memo[key] = (data, index)
    return list(entry[1].get(link_id, ()))


def _walked(roots: Collection, kind: str) -> Collection:
    return repeated_items(roots) if kind == "repeat" else descendants(roots)


def _link_id(item: Any) -> str | None:
    data = json_of(item)
    found = data.get("linkId") if type(data) is dict else None
    return found if type(found) is str else None


def repeat(context: Context, items: Collection, arguments: tuple[Compiled, ...]) -> Collection:
    """Apply the expression again and again to what it finds, until it finds nothing new."""
    found: Collection = []
    level = items
    while level:
        fresh = [item for _, made in context.each(arguments[0], level) for item in made]
        merged = distinct(found + fresh)
        level, found = merged[len(found) :], merged
    return found
