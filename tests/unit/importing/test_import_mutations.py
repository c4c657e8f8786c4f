"""Broken records: whatever is wrong with one, it is kept whole or refused, and the rest stays readable."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from db.local.opening import LocalStore
from msk_desk.district.district import District
from msk_desk.domain.roles import Actor, Role
from msk_desk.fhir.faults import faults_of, unreadable
from msk_desk.services.exporting import Exporter
from msk_desk.services.importing import Importer

JUNK: list[Any] = [
    None, True, 0, -1, 1.5, "", "x", "2026-13-45", [], {}, [None], [{}], {"a": 1}, [[]], "\u0000", "𝕏" * 5, 10**30,
    "P" * 70_000, {"reference": 5}, [{"url": 3}], {"coding": "x"}, {"coding": [3]},
]  # fmt: skip
TOGETHER = 50


def _places(node: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    parts = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in parts:
        yield (*above, key)
        yield from _places(value, (*above, key))


def _mutated(resource: dict[str, Any], chance: Random) -> dict[str, Any]:
    made = copy.deepcopy(resource)
    for _ in range(chance.randint(1, 3)):
        places = list(_places(made))
        if not places:
            break
        *way, last = chance.choice(places)
        node: Any = made
        for step in way:
            node = node[step]
        if chance.random() < 0.2:
            del node[last]
        else:
            node[last] = copy.deepcopy(chance.choice(JUNK))
    return made


@pytest.mark.parametrize("count", [400, pytest.param(10_000, marks=pytest.mark.soak)])
def test_mutated_records_are_kept_or_refused(count: int, store: LocalStore, write: Callable[..., Path]) -> None:
    chance = Random(count)
    good = list(District(today=date(2026, 11, 23), patients=40).resources())
    importer = Importer(store.whole, faults_of, unreadable)
    for _ in range(count // TOGETHER):
        entries = [{"resource": _mutated(chance.choice(good), chance)} for _ in range(TOGETHER)]
        path = write({"resourceType": "Bundle", "type": "collection", "entry": entries})
        report = importer.import_paths([path], Actor("asha", "Asha Rao", Role.ESP))
        assert report.created + report.updated + report.unchanged + len(report.refused) == TOGETHER
    assert sum(1 for _ in Exporter(store.whole).export_all()) > count // 5
    store.finder.find("a")
    store.clinics.day(date(2026, 11, 23))
