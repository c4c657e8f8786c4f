"""The local store and the vault offer every method of the ports that services and sync call, with their names."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from db.local.cache.loading import BulkLoad
from db.local.opening import LocalStore
from db.local.stores.audit import StoredAudit
from db.local.stores.clinics import StoredClinics
from db.local.stores.cursors import StoredCursors, StoredPullQuarantine, StoredServerProfile
from db.local.stores.diary import StoredDiary
from db.local.stores.drafts import StoredDrafts
from db.local.stores.forms import StoredForms
from db.local.stores.lists import StoredLists
from db.local.stores.mirror import StoredMirror
from db.local.stores.outbox import StoredOutbox
from db.local.stores.patients import StoredPatients
from db.local.stores.records import StoredRecords
from db.local.stores.sessions import StoredSessions
from db.local.stores.settings import StoredSettings
from db.local.stores.sync_states import StoredRunNotes, StoredSyncStates
from db.local.stores.timeline import StoredTimelines
from db.local.stores.whole import StoredWholeResources
from msk_desk.domain import outbox
from msk_desk.services import ports

PAIRS: tuple[tuple[type, type], ...] = (
    (ports.Records, StoredRecords), (ports.PatientFinder, StoredPatients), (ports.ClinicLists, StoredClinics),
    (ports.DiaryLists, StoredDiary),
    (ports.Timelines, StoredTimelines), (ports.Drafts, StoredDrafts), (ports.SyncStates, StoredSyncStates),
    (ports.AuditTrail, StoredAudit), (ports.Settings, StoredSettings), (ports.WholeResources, StoredWholeResources),
    (ports.StoredForms, StoredForms), (ports.Sessions, StoredSessions),
    (ports.StoredForms, StoredForms), (ports.ListRows, StoredLists),
    (outbox.Outbox, StoredOutbox), (outbox.Mirror, StoredMirror), (outbox.FirstLoad, BulkLoad),
    (outbox.Cursors, StoredCursors), (outbox.ServerProfile, StoredServerProfile),
    (outbox.PullQuarantine, StoredPullQuarantine), (outbox.RunNotes, StoredRunNotes),
)  # fmt: skip


def methods(kind: type) -> dict[str, Callable[..., Any]]:
    return {name: value for name, value in vars(kind).items() if inspect.isfunction(value) and not name.startswith("_")}


def shape(function: Callable[..., Any]) -> list[tuple[str, object, object]]:
    return [(p.name, p.kind, p.default) for p in inspect.signature(function).parameters.values()]


@pytest.mark.parametrize(("port", "adapter"), PAIRS, ids=[port.__name__ for port, _ in PAIRS])
def test_an_adapter_has_every_method_of_its_port(port: type, adapter: type) -> None:
    asked = methods(port)
    assert asked
    for name, method in asked.items():
        assert shape(getattr(adapter, name)) == shape(method), name


def test_the_store_has_everything_that_the_engine_asks_for() -> None:
    asked = [name for name in vars(outbox.SyncStore) if not name.startswith("_")]
    assert asked
    fields = set(LocalStore.__dataclass_fields__) | set(vars(LocalStore))
    assert set(asked) <= fields
