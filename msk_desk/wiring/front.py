"""What the unlock page needs, and the services behind it, which are loaded when one is first asked for anything."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from msk_desk.content.texts import Texts
from msk_desk.platform.clock import now
from msk_desk.services.access import Access
from msk_desk.wiring.late import LatePorts, Opened

if TYPE_CHECKING:
    from msk_desk.wiring.office import Office


@dataclass(frozen=True)
class Front:
    """The parts that are there before any service: no store is open yet."""

    opened: Opened
    ports: LatePorts
    texts: Texts
    access: Access


def build_front() -> Front:
    """Build them; quick, so that the unlock page is painted at once."""
    opened = Opened()
    ports = LatePorts(opened)
    return Front(opened, ports, Texts.load(), Access(ports.audit, now))


class LateOffice:
    """The services behind a front, built by `prepare` or when one is first asked.

    Should two threads ask at the same moment, each may build them: services keep nothing between calls.
    """

    def __init__(self, front: Front) -> None:
        self._front = front

    def prepare(self) -> None:
        """Load what opening a store needs, and build; safe from any thread."""
        import_module("db.local.opening")
        assert self.built

    @cached_property
    def built(self) -> Office:
        """The services."""
        from msk_desk.wiring.office import build_office

        return build_office(self._front)

    def part(self, name: str) -> Any:
        """One service, usable before it is loaded."""
        return _LatePart(self, name)


class _LatePart:
    """Stands for one service until it is asked for anything."""

    def __init__(self, late: LateOffice, name: str) -> None:
        self._late = late
        self._name = name

    def __getattr__(self, verb: str) -> Any:
        found = getattr(getattr(self._late.built, self._name), verb)
        setattr(self, verb, found)
        return found
