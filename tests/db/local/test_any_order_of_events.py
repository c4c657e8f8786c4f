"""Any order of saves, sendings, answers, pulls, restarts and lost caches: nothing accepted is ever lost."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from db.local.copies import faults_of
from msk_desk.domain.outbox import Acked, OpState, OutboxUnit, Remote
from msk_desk.domain.people import Contact, Patient, PersonName
from msk_desk.domain.records import Unit
from msk_desk.fhir.names import LAST_OP
from tests.db.local.conftest import ASHA, BEN, Profile

IDS = ("p1", "p2", "p3")
PEOPLE = st.sampled_from([ASHA, BEN])
SETTINGS = settings(
    max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


class LocalEvents(RuleBasedStateMachine):
    """One computer and a service that is perfect; the computer's ends of the protocol are real."""

    template: Path

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        shutil.copytree(self.template, self.folder / "profile")
        self.profile = Profile(self.folder / "profile")
        self.profile.open()
        self.service: dict[str, tuple[int, dict[str, Any]]] = {}
        self.accepted: dict[str, Patient] = {}
        self.number = 0

    @property
    def store(self):  # type: ignore[no-untyped-def]
        return self.profile.store

    @rule(ids=st.sets(st.sampled_from(IDS), min_size=1), by=PEOPLE, signed=st.booleans())
    def save(self, ids: set[str], by: object, signed: bool) -> None:
        records = []
        for id in sorted(ids):
            self.number += 1
            now = self.store.records.read(Patient, id) or Patient(id, (PersonName("Tester", (id,)),))
            records.append(replace(now, contacts=(Contact("phone", f"07700 900{self.number:03d}"),)))
        self.store.records.save(
            Unit(f"u{self.number}", "Saved", by, self.profile.clock(), tuple(records), signed)  # type: ignore[arg-type]
        )
        self.accepted |= {record.id: record for record in records}

    @rule(outcome=st.sampled_from(["answered", "request lost", "answer lost"]))
    def send(self, outcome: str) -> None:
        for unit in self.store.outbox.next_units(1):
            if unit.state is OpState.INFLIGHT:
                return
            frozen = self.store.outbox.mark_inflight(unit.unit_id, self.profile.clock())
            answers = self._served(frozen) if outcome != "request lost" else []
            if outcome == "answered":
                self.store.outbox.ack(frozen.unit_id, answers)

    @rule()
    def recover(self) -> None:
        for unit in self.store.outbox.next_units():
            if unit.state is OpState.INFLIGHT:
                self.store.outbox.ack(unit.unit_id, self._found(unit) or self._served(unit))

    def _served(self, unit: OutboxUnit) -> list[Acked]:
        """The service takes a unit in: it must be made on what the service has."""
        for op in unit.ops:
            version, _ = self.service.get(op.id, (0, {}))
            assert op.base_version == (str(version) if version else ""), "would not have been accepted"
            body = {**json.loads(op.body), "meta": {"versionId": str(version + 1)}}
            self.service[op.id] = (version + 1, body)
        return self._found(unit)

    def _found(self, unit: OutboxUnit) -> list[Acked]:
        """What the service has of a unit, by the mark of its operations."""
        found = []
        for op in unit.ops:
            version, body = self.service.get(op.id, (0, {}))
            if {"url": LAST_OP, "valueString": op.op_id} in body.get("extension", []):
                found.append(Acked(op.op_id, str(version), "2026-11-23T10:00:00Z", json.dumps(body).encode()))
        return found

    @rule(id=st.sampled_from(IDS))
    def pull(self, id: str) -> None:
        if id in self.service:
            version, body = self.service[id]
            self.store.mirror.apply_page(
                [Remote("Patient", id, str(version), "2026-11-23T10:00:00Z", json.dumps(body).encode())]
            )

    @rule(lost=st.booleans())
    def restart(self, lost: bool) -> None:
        self.store.close()
        if lost:
            for file in self.profile.folder.glob("cache.db*"):
                file.unlink()
        self.profile.opened.clear()
        self.profile.open()

    @invariant()
    def what_was_accepted_is_shown(self) -> None:
        for id, record in getattr(self, "accepted", {}).items():
            assert self.store.records.read(Patient, id) == record
            assert id in {line.id for line in self.store.finder.find(record.contacts[0].value)}

    def teardown(self) -> None:
        if not hasattr(self, "profile"):
            return
        for _ in range(200):
            units = self.store.outbox.next_units()
            if not units:
                break
            unit = self.store.outbox.mark_inflight(units[0].unit_id, self.profile.clock())
            self.store.outbox.ack(unit.unit_id, self._found(unit) or self._served(unit))
        assert self.store.sync_states.status().waiting == 0
        for id, record in self.accepted.items():
            assert self.service[id][1]["telecom"][0]["value"] == record.contacts[0].value
        assert faults_of(self.store.files.work) == ()
        self.store.close()
        shutil.rmtree(self.folder)


def run(template: Path, more: settings) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    machine = type("Events", (LocalEvents,), {"template": template})
    run_state_machine_as_test(machine, settings=more)


def test_nothing_accepted_is_lost(migrated: Path) -> None:
    run(migrated, SETTINGS)


@pytest.mark.soak
def test_nothing_accepted_is_lost_in_many_orders(migrated: Path) -> None:
    run(migrated, settings(SETTINGS, max_examples=1000, stateful_step_count=60))
