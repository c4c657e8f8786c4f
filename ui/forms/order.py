"""The order in which the parts of a group are read."""

from __future__ import annotations

from msk_desk.forms.instance import Instance

_FIRST, _LAST = ("header",), ("footer", "legal")


def reading_order(instances: list[Instance]) -> list[Instance]:
    """Return the instances with what the form calls a header first and a footer last, the rest as they stand."""
    return sorted(instances, key=_rank)


def _rank(instance: Instance) -> int:
    control = instance.item.look.control
    return 0 if control in _FIRST else 2 if control in _LAST else 1
