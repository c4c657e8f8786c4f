"""The cache of the service's resources: pages, loads, what is kept, what goes."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from db.local.cache.versions import is_newer
from msk_desk.domain.outbox import Cursor, Remote
from msk_desk.domain.people import Patient
from msk_desk.domain.records import Ref
from msk_desk.domain.visits import Problem
from tests.db.local.conftest import Profile

Made = Callable[..., Patient]


def sent(id: str = "p1", version: str = "1", type: str = "Patient", deleted: bool = False, **content: object) -> Remote:
    body = json.dumps({"resourceType": type, "id": id, **content}).encode()
    return Remote(type, id, version, f"2026-11-23T10:00:{int(version):02d}Z", b"" if deleted else body, deleted)


def named(id: str, family: str, version: str = "1") -> Remote:
    return sent(id, version, name=[{"family": family}])


def test_a_page_says_what_it_changed(profile: Profile) -> None:
    page = profile.store.mirror.apply_page(
        [named("p1", "One"), sent("c1", type="Condition", subject={"reference": "Patient/p1"})]
    )
    assert page.changes.refs == {Ref("Patient", "p1"), Ref("Condition", "c1")}
    assert page.changes.patients == {"p1"}
    assert page.dirty == ()


@pytest.mark.parametrize(("order", "shown"), [((1, 2), "v2"), ((2, 1), "v2"), ((2, 2), "v2")])
def test_a_newer_version_replaces_and_an_older_does_not(profile: Profile, order: tuple[int, int], shown: str) -> None:
    for version in order:
        profile.store.mirror.apply_page([named("p1", f"v{version}", str(version))])
    both = [named("p2", f"v{version}", str(version)) for version in order]
    profile.store.mirror.apply_page(both)
    for id in ("p1", "p2"):
        found = profile.store.records.read(Patient, id)
        assert found is not None
        assert found.name.family == shown


def test_what_is_being_edited_is_given_back_and_left_as_it_is(profile: Profile, patient: Made) -> None:
    profile.save(patient("p1"))
    page = profile.store.mirror.apply_page([named("p1", "Theirs"), named("p2", "Other")])
    assert [entry.id for entry in page.dirty] == ["p1"]
    assert page.changes.refs == {Ref("Patient", "p2")}
    assert profile.store.records.read(Patient, "p1") == patient("p1")


def test_the_version_that_an_edit_was_made_on_is_nothing_new(profile: Profile) -> None:
    profile.store.mirror.apply_page([named("p1", "Base")])
    found = profile.store.records.read(Patient, "p1")
    assert found is not None
    profile.save(Patient("p1", found.names, born="1960-01-01"))
    assert profile.store.mirror.apply_page([named("p1", "Base")]).dirty == ()
    assert len(profile.store.mirror.apply_page([named("p1", "Newer", "2")]).dirty) == 1


def test_deleted_is_gone_from_everywhere(profile: Profile) -> None:
    mirror = profile.store.mirror
    mirror.apply_page([named("p1", "Gone")])
    assert mirror.apply_page([sent("p1", "2", deleted=True), sent("p9", "2", deleted=True)]).changes.refs
    assert profile.store.records.read(Patient, "p1") is None
    assert profile.store.finder.find("gone") == ()
    assert (mirror.count("Patient"), list(mirror.identities("Patient"))) == (0, [])
    base = mirror.base_of("Patient", "p1")
    assert base is not None
    assert base.deleted
    mirror.apply_page([named("p1", "Back", "3")])
    assert [line.id for line in profile.store.finder.find("back")] == ["p1"]


BROKEN = (
    b"",
    b"{",
    b"[]",
    b"3",
    b'{"resourceType":"Patient","id":"other"}',
    b"\xff\xfe",
    b'{"resourceType":"Patient"}',
)


@pytest.mark.parametrize("body", BROKEN)
def test_what_cannot_be_read_is_put_aside_and_the_rest_goes_on(profile: Profile, body: bytes) -> None:
    broken = Remote("Patient", "p1", "1", "2026-11-23T10:00:00Z", body)
    profile.store.mirror.apply_page([broken, named("p2", "Whole")])
    assert profile.store.pull_quarantine.count() == 1
    assert profile.store.records.read(Patient, "p2") is not None
    with profile.store.mirror.first_load() as load:
        assert load.add([broken, named("p3", "Whole")]) == 1
    assert profile.store.pull_quarantine.count() == 2


ODD = (
    {"name": "text"}, {"name": [3, None, {"given": "Tess", "family": 7}]}, {"birthDate": 1960}, {"telecom": {"a": 1}},
    {"telecom": [{"system": "phone", "value": 7}]}, {"address": [{"postalCode": ["x"]}]}, {"name": [{"prefix": 3}]},
    {"identifier": "x"}, {"deceasedDateTime": {}}, {"name": [{"family": "x" * 1_000_000}]},
    {"link": 4, "active": False}, {"birthDate": "9" * 1_000_000},
    {"telecom": [{"system": "phone", "value": "1" * 1_000_000}]},
    {"name": [{"family": "\u0000\U0001f600"}]}, {"name": [{"given": [None, {}, 3]}]},
)  # fmt: skip


@pytest.mark.parametrize("content", ODD, ids=range(len(ODD)))
def test_odd_content_is_kept_whole_and_never_in_the_way(profile: Profile, content: dict[str, object]) -> None:
    profile.store.mirror.apply_page([sent("p1", **content), named("p2", "Whole")])
    assert profile.store.whole.whole("Patient", "p1") == {"resourceType": "Patient", "id": "p1", **content}
    assert [line.id for line in profile.store.finder.find("whole")] == ["p2"]


@pytest.mark.parametrize("type", ["Slot", "Schedule", "Appointment", "Practitioner", "Location"])
@pytest.mark.parametrize("value", [3, "x", [], [3], {"reference": 3}, None])
def test_odd_clinics_are_kept_whole_too(profile: Profile, type: str, value: object) -> None:
    content = dict.fromkeys(
        (
            "name",
            "schedule",
            "start",
            "end",
            "status",
            "actor",
            "participant",
            "slot",
            "partOf",
            "appointmentType",
            "extension",
        ),
        value,
    )
    profile.store.mirror.apply_page([sent("x1", type=type, **content)])
    assert profile.store.whole.whole(type, "x1") == {"resourceType": type, "id": "x1", **content}


def test_a_load_keeps_newer_and_unsent_and_is_shown_at_once(profile: Profile, patient: Made) -> None:
    profile.save(patient("p1"))
    profile.store.mirror.apply_page([named("p2", "Newer", "5")])
    with profile.store.mirror.first_load() as load:
        assert load.add([named("p1", "Theirs"), named("p2", "Older", "4"), named("p3", "Third")]) == 1
        assert [line.id for line in profile.store.finder.find("third")] == ["p3"]
    assert profile.store.records.read(Patient, "p1") == patient("p1")
    assert [line.id for line in profile.store.finder.find("newer")] == ["p2"]


def test_a_save_during_a_load_is_shown_by_the_load(profile: Profile, patient: Made) -> None:
    with profile.store.mirror.first_load() as load:
        load.add([named("p2", "First")])
        profile.save(patient("p1"))
        load.add([named("p3", "Second")])
        assert profile.store.records.read(Patient, "p1") == patient("p1")


def test_leaving_a_scope_takes_the_detail_and_leaves_what_is_unsent(profile: Profile, patient: Made) -> None:
    of_p1 = {"subject": {"reference": "Patient/p1"}}
    profile.store.mirror.apply_page(
        [
            named("p1", "One"),
            sent("c1", type="Condition", **of_p1),
            sent("c2", type="Condition", subject={"reference": "Patient/p2"}),
        ]
    )

    profile.save(Problem("c3", "p1", "Unsent"))
    assert profile.store.mirror.purge_patient("p1", frozenset({"Patient"})) == 1
    assert [problem.id for problem in profile.store.records.of_patient(Problem, "p1")] == ["c3"]
    assert profile.store.mirror.missing([Ref("Patient", "p1"), Ref("Condition", "c1"), Ref("Condition", "c2")]) == (
        Ref("Condition", "c1"),
    )


def test_after_a_restore_a_lower_version_counts(profile: Profile) -> None:
    profile.store.mirror.apply_page([named("p1", "Lost", "9")])
    profile.store.mirror.begin_again()
    profile.store.mirror.apply_page([named("p1", "Restored", "3")])
    assert list(profile.store.mirror.identities("Patient")) == [("p1", "3")]


def test_cursors_profile_and_notes_are_kept(profile: Profile) -> None:
    store = profile.store
    store.cursors.put(Cursor("index", "w1", "o1", "e1"))
    store.cursors.put(Cursor("patient:p1", "w2"))
    assert store.cursors.get("index") == Cursor("index", "w1", "o1", "e1")
    store.cursors.drop("index")
    assert store.cursors.scopes() == ("patient:p1",)
    store.cursors.drop()
    assert store.cursors.scopes() == ()
    assert store.server.get() is None
    store.server.put({"atomic": True})
    assert store.server.get() == {"atomic": True}
    store.runs.note(online=True, running=True, loading=(3, 10))
    store.runs.note(running=False, last_success=profile.clock())
    status = store.sync_states.status()
    assert (status.online, status.running, status.last_success) == (True, False, profile.clock())
    assert (status.loading_done, status.loading_total) == (3, 10)


@pytest.mark.parametrize(
    ("version", "updated", "held", "held_updated", "newer"),
    [
        ("2", "", "1", "", True), ("10", "", "9", "", True), ("1", "", "1", "", False), ("1", "", "", "", True),
        ("b", "2026-01-02T00:00:00Z", "a", "2026-01-01T00:00:00Z", True),
        ("b", "2026-01-01T00:00:00+01:00", "a", "2026-01-01T00:00:00Z", False),
        ("b", "", "a", "2026-01-01T00:00:00Z", False),
    ],
)  # fmt: skip
def test_which_version_is_newer(version: str, updated: str, held: str, held_updated: str, newer: bool) -> None:
    assert is_newer(version, updated, held, held_updated) == newer
