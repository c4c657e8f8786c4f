"""What the service does with one PUT."""

from __future__ import annotations

import gzip
import json

import pytest

from tests.fakes.made_up import new_id, of_patient, patient, reference, with_op

NEW = {"If-None-Match": "*"}


def at(version: int) -> dict[str, str]:
    return {"If-Match": f'W/"{version}"'}


def path(resource: dict) -> str:
    return f"/{resource['resourceType']}/{resource['id']}"


def test_a_new_resource_is_stored_whole(clerk) -> None:
    sent = patient(extension=[{"url": "https://example.org/unknown", "valueDecimal": 7.5}], multipleBirthBoolean=False)
    body = json.dumps(sent).replace("7.5", "7.500")
    answer = clerk.put(path(sent), content=body, headers=NEW)
    assert answer.status_code == 201
    assert answer.headers["etag"] == 'W/"1"'
    assert answer.headers["location"].endswith(f"{path(sent)}/_history/1")
    read = clerk.get(path(sent))
    assert '"valueDecimal":7.500' in read.text
    kept = read.json()
    meta = kept.pop("meta")
    assert kept == sent
    assert meta["versionId"] == "1"
    assert len(meta["lastUpdated"]) == len("2026-11-22T03:44:40.159511Z")


def test_meta_other_than_the_stamps_survives(clerk) -> None:
    sent = patient(
        meta={"versionId": "77", "lastUpdated": "2001-01-01T00:00:00Z", "profile": ["https://example.org/p"]}
    )
    clerk.put(path(sent), json=sent, headers=NEW)
    meta = clerk.get(path(sent)).json()["meta"]
    assert meta["versionId"] == "1"
    assert meta["profile"] == ["https://example.org/p"]


def test_an_update_needs_the_version_it_changes(clerk, someone) -> None:
    changed = patient(someone, family="Mensah")
    assert clerk.put(path(changed), json=changed).status_code == 428
    assert clerk.put(path(changed), json=changed, headers=at(7)).status_code == 412
    assert clerk.put(path(changed), json=changed, headers=NEW).status_code == 412
    answer = clerk.put(path(changed), json=changed, headers=at(1))
    assert answer.status_code == 200
    assert answer.json()["meta"]["versionId"] == "2"
    assert clerk.get(path(changed) + "/_history/1").json()["name"][0]["family"] == "Okafor"


def test_if_match_of_something_absent_is_refused(clerk) -> None:
    sent = patient()
    assert clerk.put(path(sent), json=sent, headers=at(1)).status_code == 412


def test_the_same_content_makes_no_version(clerk, someone) -> None:
    same = patient(someone)
    answer = clerk.put(path(same), json=same, headers=at(1))
    assert answer.status_code == 200
    assert answer.headers["etag"] == 'W/"1"'
    assert len(clerk.get(path(same) + "/_history").json()["entry"]) == 1


def test_an_operation_is_done_once_by_its_last_op(clerk) -> None:
    op = new_id()
    sent = with_op(patient(), op)
    assert clerk.put(path(sent), json=sent, headers=NEW).status_code == 201
    later = with_op(sent | {"gender": "other"}, new_id())
    assert clerk.put(path(sent), json=later, headers=at(1)).status_code == 200
    again = clerk.put(path(sent), json=sent, headers=NEW)
    assert again.status_code == 200
    assert again.headers["etag"] == 'W/"1"'
    assert clerk.get(path(sent)).headers["etag"] == 'W/"2"'


def test_an_operation_is_done_once_by_its_request_id(clerk) -> None:
    op = {"X-Request-ID": new_id()}
    sent = patient()
    assert clerk.put(path(sent), json=sent, headers=NEW | op).status_code == 201
    again = clerk.put(path(sent), json=sent, headers=NEW | op)
    assert again.status_code == 201
    assert again.headers["etag"] == 'W/"1"'
    other = clerk.put(path(sent), json=sent | {"gender": "other"}, headers=at(1) | op)
    assert other.status_code == 409


def test_another_person_cannot_fetch_an_answer_by_its_request_id(clerk, staff) -> None:
    op = {"X-Request-ID": new_id()}
    sent = patient()
    clerk.put(path(sent), json=sent, headers=NEW | op)
    assert staff("analyst").put(path(sent), json=sent, headers=NEW | op).status_code == 409


def test_bodies_may_be_packed(clerk) -> None:
    sent = patient()
    packed = gzip.compress(json.dumps(sent).encode())
    headers = NEW | {"Content-Encoding": "gzip", "Content-Type": "application/fhir+json"}
    assert clerk.put(path(sent), content=packed, headers=headers).status_code == 201
    assert clerk.put(path(sent), content=packed[:-9], headers=headers).status_code == 400
    assert clerk.put(path(sent), content=b"no gzip", headers=headers).status_code == 400
    bomb = gzip.compress(b" " * 6_000_000)
    assert clerk.put(path(sent), content=bomb, headers=headers).status_code == 413


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b'"text"', 400),
        (b"\xff\xfe", 400),
        (b'{"resourceType":"Patient","id":"x","active":NaN}', 400),
        (b"[" * 100_000, 400),
        (b'{"resourceType":"Observation","id":"x"}', 400),
        (b'{"resourceType":"Patient","id":"y"}', 400),
        (b'{"resourceType":"Patient","id":"x","meta":[]}', 400),
        (b'{"resourceType":"Patient","id":"x","surname":"Okafor"}', 422),
        (b'{"resourceType":"Patient","id":"x","gender":"femal"}', 422),
        (b'{"resourceType":"Patient","id":"x","birthDate":"2026-02-30"}', 422),
        (b'{"resourceType":"Patient","id":"x","generalPractitioner":[{"reference":"the one on the corner"}]}', 422),
        (b'{"resourceType":"Patient","id":"x","name":"Okafor"}', 422),
    ],
)
def test_what_makes_no_sense_is_refused_with_an_outcome(clerk, body: bytes, status: int) -> None:
    answer = clerk.put("/Patient/x", content=body, headers=NEW)
    assert answer.status_code == status
    outcome = answer.json()
    assert outcome["resourceType"] == "OperationOutcome"
    assert outcome["issue"][0]["severity"] == "error"
    assert "Okafor" not in answer.text


def test_every_problem_is_told_with_its_place(clerk) -> None:
    sent = patient(gender="femal", birthDate="1961-13-01")
    issues = clerk.put(path(sent), json=sent, headers=NEW).json()["issue"]
    assert {"Patient.gender", "Patient.birthDate"} <= {i["expression"][0] for i in issues}


def test_types_methods_and_addresses_that_are_not_there(clerk, someone) -> None:
    assert clerk.put("/Bundle/x", json={"resourceType": "Bundle", "id": "x"}).status_code == 404
    assert clerk.get("/Nonsense/x").status_code == 404
    assert clerk.get("/Nonsense").status_code == 404
    for answer in (clerk.delete(f"/Patient/{someone}"), clerk.patch(f"/Patient/{someone}"), clerk.post("/Patient")):
        assert answer.status_code == 405
        assert answer.json()["resourceType"] == "OperationOutcome"
    assert clerk.get("/a/b/c/d/e").json()["resourceType"] == "OperationOutcome"


def test_dangling_references_are_accepted(clerk, someone) -> None:
    sent = of_patient("ServiceRequest", someone, requester=reference("Practitioner", new_id()))
    assert clerk.put(path(sent), json=sent, headers=NEW).status_code == 201


def test_times_only_go_up(clerk) -> None:
    stamps = []
    for _ in range(20):
        sent = patient()
        stamps.append(clerk.put(path(sent), json=sent, headers=NEW).json()["meta"]["lastUpdated"])
    assert stamps == sorted(set(stamps))


def test_a_slot_is_booked_once(staff, someone) -> None:
    here, there = staff("receptionist"), staff("receptionist")
    slot = {
        "resourceType": "Slot",
        "id": new_id(),
        "schedule": reference("Schedule", new_id()),
        "status": "free",
        "start": "2026-12-01T09:00:00Z",
        "end": "2026-12-01T09:30:00Z",
    }
    assert here.put(path(slot), json=slot, headers=NEW).status_code == 201
    answers = []
    for client in (here, there):
        visit = of_patient("Appointment", someone, slot=[reference("Slot", slot["id"])])
        entries = [
            {"resource": slot | {"status": "busy", "comment": client.person},
             "request": {"method": "PUT", "url": f"Slot/{slot['id']}", "ifMatch": 'W/"1"'}},
            {"resource": visit,
             "request": {"method": "PUT", "url": f"Appointment/{visit['id']}", "ifNoneMatch": "*"}},
        ]  # fmt: skip
        answers.append(
            (client.post("", json={"resourceType": "Bundle", "type": "transaction", "entry": entries}), visit)
        )
    assert [a.status_code for a, _ in answers] == [200, 412]
    assert here.get(path(answers[0][1])).status_code == 200
    assert here.get(path(answers[1][1])).status_code == 404


def lease(holder: str, epoch: int, until: str) -> dict:
    parts = [
        {"url": "holder", "valueString": holder},
        {"url": "epoch", "valueInteger": epoch},
        {"url": "until", "valueInstant": until},
    ]
    return {"url": "https://msk-desk.example/fhir/StructureDefinition/lease", "extension": parts}


def test_a_leased_session_is_booked_by_its_holder_only(staff) -> None:
    van, desk = staff("clinician", device="van-2"), staff("receptionist", device="desk-1")
    session = {
        "resourceType": "Schedule",
        "id": new_id(),
        "actor": [reference("Practitioner", new_id())],
        "extension": [lease("van-2", 1, "2099-01-01T00:00:00Z")],
    }
    slot = {
        "resourceType": "Slot",
        "id": new_id(),
        "schedule": reference("Schedule", session["id"]),
        "status": "free",
        "start": "2026-12-01T09:00:00Z",
        "end": "2026-12-01T09:30:00Z",
    }
    assert van.put(path(session), json=session, headers=NEW).status_code == 201
    assert van.put(path(slot), json=slot, headers=NEW).status_code == 201
    busy = slot | {"status": "busy"}
    assert desk.put(path(slot), json=busy, headers=at(1)).status_code == 409
    assert van.put(path(slot), json=busy, headers=at(1)).status_code == 200
    taken = session | {"extension": [lease("desk-1", 2, "2099-02-01T00:00:00Z")]}
    assert desk.put(path(session), json=taken, headers=at(1)).status_code == 409
    noted = session | {"comment": "Van 2 is out today"}
    assert desk.put(path(session), json=noted, headers=at(1)).status_code == 200
    ended = session | {"extension": [lease("van-2", 1, "2020-01-01T00:00:00Z")]}
    assert van.put(path(session), json=ended, headers=at(2)).status_code == 409
    ended = session | {"extension": [lease("van-2", 2, "2020-01-01T00:00:00Z")]}
    assert van.put(path(session), json=ended, headers=at(2)).status_code == 200
    assert desk.put(path(slot), json=slot | {"status": "free"}, headers=at(2)).status_code == 200


def test_text_that_a_database_cannot_hold_is_refused(clerk) -> None:
    for bad in (patient(family="a\0b"), patient(given="\0"), patient(language="\0")):
        answer = clerk.put(path(bad), json=bad, headers=NEW)
        assert answer.status_code == 422
    assert clerk.get("/Patient?name=a%00b").status_code == 400
    assert clerk.get("/Patient/a%00b").status_code == 400
    assert clerk.post("/Patient/_search", content=b"name=a%00b").status_code == 400
    assert clerk.get("/Patient/x", headers={"If-None-Match": "W/nonsense"}).status_code == 404
    sent = patient()
    for tag in ("nonsense", 'W/"0x1"', 'W/"99999999999"', ""):
        assert clerk.put(path(sent), json=sent, headers={"If-Match": tag}).status_code in (400, 412)
    big = patient(multipleBirthInteger=2**70)
    assert clerk.put(path(big), json=big, headers=NEW).status_code == 422
