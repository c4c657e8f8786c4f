"""Exports, digests, the statement of what is possible, and the audit."""

from __future__ import annotations

import gzip
import hashlib
import time

import fhirkit

from tests.fakes.made_up import BASE, new_id, of_patient, patient
from tests.fakes.service import running_service

NEW = {"If-None-Match": "*"}


def exported(client, query: str = "") -> dict:
    begun = client.get(f"/$export{query}", headers={"Prefer": "respond-async"})
    assert begun.status_code == 202
    place = begun.headers["content-location"]
    while (answer := client.get(place)).status_code == 202:
        assert "of" in answer.headers["x-progress"]
        time.sleep(0.01)
    assert answer.status_code == 200
    return answer.json()


def test_files_are_what_the_manifest_says(clerk, someone) -> None:
    manifest = exported(clerk, "?_type=Patient,Appointment")
    assert {f["type"] for f in manifest["output"]} <= {"Patient", "Appointment"}
    for file in manifest["output"]:
        answer = clerk.get(file["url"])
        assert answer.headers["content-type"] == "application/gzip"
        assert hashlib.sha256(answer.content).hexdigest() == file["extension"]["sha256"]
        assert len(answer.content) == file["extension"]["size"]
        plain = gzip.decompress(answer.content)
        assert len(plain) == file["extension"]["plainSize"]
        assert plain.count(b"\n") == file["count"]
        assert file["type"] != "Patient" or someone.encode() in plain


def test_a_file_is_continued_where_it_was_cut(clerk, someone) -> None:
    file = exported(clerk, "?_type=Patient")["output"][0]
    whole = clerk.get(file["url"])
    tag = whole.headers["etag"]
    assert tag == f'"{file["extension"]["sha256"]}"'
    rest = clerk.get(file["url"], headers={"Range": "bytes=10-", "If-Range": tag})
    assert rest.status_code == 206
    assert rest.content == whole.content[10:]
    other = clerk.get(file["url"], headers={"Range": "bytes=10-", "If-Range": '"another"'})
    assert other.status_code == 200
    assert other.content == whole.content


def test_what_comes_later_is_found_by_the_cursor(clerk) -> None:
    cursor = exported(clerk)["extension"][f"{BASE}/StructureDefinition/cursor"]
    later = patient()
    assert clerk.put(f"/Patient/{later['id']}", json=later, headers=NEW).status_code == 201
    found = clerk.get(f"/_history?_cursor={cursor}").json()["entry"]
    assert [e["resource"]["id"] for e in found] == [later["id"]]


def test_an_export_is_for_who_asked(staff, someone) -> None:
    clerk, doctor = staff("receptionist"), staff("clinician")
    place = clerk.get("/$export").headers["content-location"]
    assert doctor.get(place).status_code == 404
    assert clerk.get(place.rsplit("/", 1)[0] + "/" + new_id()).status_code == 404
    manifest = exported(clerk)
    url = manifest["output"][0]["url"]
    assert doctor.get(url).status_code == 404
    assert clerk.get(url.rsplit("/", 1)[0] + "/..%2F..%2Fcentral.db").status_code == 404


def test_an_export_is_not_made_twice(clerk) -> None:
    assert exported(clerk) == exported(clerk)


def test_exports_that_make_no_sense(clerk) -> None:
    assert clerk.get("/$export?_type=Nonsense").status_code == 404
    assert clerk.get("/$export?_since=2026-01-01").status_code == 400


def test_a_digest_is_the_exclusive_or_of_versions(clerk, service) -> None:
    def digest() -> dict[str, tuple[int, int]]:
        answer = clerk.get("/$sync-digest?_type=Organization").json()
        parts = next(p for p in answer["parameter"] if p["name"] == "Organization").get("part", [])
        split = {p["name"]: p["valueString"].split(":") for p in parts}
        return {name: (int(count), int(mix, 16)) for name, (count, mix) in split.items()}

    before = digest()
    made = [{"resourceType": "Organization", "id": f"ee{new_id()[2:]}", "name": "Practice"} for _ in range(3)]
    service.load(made)
    expected = 0
    for one in made:
        expected ^= int.from_bytes(hashlib.sha256(f"{one['id']}|1".encode()).digest()[:8], "big")
    count, mix = digest()["ee"]
    old_count, old_mix = before.get("ee", (0, 0))
    assert (count - old_count, mix ^ old_mix) == (3, expected)


def test_the_statement_is_true(clerk, service, someone) -> None:
    answer = clerk.get("/metadata")
    statement = answer.json()
    assert statement["fhirVersion"] == "4.0.1"
    told = {e["url"].rsplit("/", 1)[1]: e for e in statement["implementation"]["extension"]}
    assert told["epoch"]["valueString"] == service.store.epoch
    assert told["protocol"]["valueString"] == "1.0"
    assert {e["url"]: e["valueInteger"] for e in told["limits"]["extension"]}["max-entries"] == 200
    assert clerk.get("/metadata", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    resources = statement["rest"][0]["resource"]
    # Types without parameters of their own are all alike: one of them stands for them.
    for resource in (r for r in resources if len(r["searchParam"]) > 4 or r["type"] == "Account"):
        for parameter in resource["searchParam"]:
            value = {"date": "2026-01-01", "reference": f"Patient/{someone}"}.get(parameter["type"], "x")
            found = clerk.get(f"/{resource['type']}?{parameter['name']}={value}&_count=1")
            assert found.status_code == 200, (resource["type"], parameter, found.text)


def test_every_request_is_audited(service, staff, someone) -> None:
    clerk = staff("receptionist")
    request_id = new_id()
    clerk.get(f"/Patient/{someone}", headers={"X-Request-ID": request_id})
    clerk.get(f"/Patient/{new_id()}")
    visit = of_patient("Appointment", someone)
    clerk.put(f"/Appointment/{visit['id']}", json=visit, headers=NEW)
    clerk.get(f"/Appointment?patient={someone}")
    lines = []
    for _ in range(200):
        lines = service.store.audit_of(clerk.person)
        if len(lines) == 4:
            break
        time.sleep(0.02)
    newest_last = [(a.action, a.type, a.patients, a.status, a.count) for a in reversed(lines)]
    assert newest_last == [
        ("read", "Patient", someone, 200, 0),
        ("read", "Patient", "", 404, 0),
        ("update", "Appointment", someone, 201, 1),
        ("search", "Appointment", someone, 200, 1),
    ]
    assert lines[-1].request_id == request_id
    assert lines[-1].role == "receptionist"


def test_exports_left_by_a_killed_service_are_removed(tmp_path) -> None:
    left = tmp_path / "exports" / new_id()
    left.mkdir(parents=True)
    (left / "Patient.ndjson.gz").write_bytes(b"left behind")
    with running_service(tmp_path):
        assert not left.exists()
    assert list(tmp_path.glob("exports/*")) == []


def test_exports_lie_beside_the_database_for_its_owner_only(tmp_path) -> None:
    with running_service(tmp_path, exports=None) as service:
        service.add_user("ann", ["receptionist"])
        with service.client("ann") as client:
            exported(client)
        folder = tmp_path / "central.db.exports"
        assert folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()


def test_the_audit_is_read_by_who_may(staff, someone) -> None:
    admin, doctor, clerk = staff("administrator"), staff("clinician"), staff("receptionist")
    doctor.get(f"/Patient/{someone}")
    clerk.get(f"/Patient/{someone}")

    def persons(client, query: str = "") -> set[str]:
        found = client.get(f"/$access-log?_count=10000{query}").json().get("parameter", [])
        parts = [{p["name"]: p for p in line["part"]} for line in found]
        return {p["person"]["valueString"] for p in parts if p.get("id", {}).get("valueString") == someone}

    for _ in range(100):
        if doctor.person in persons(doctor) and clerk.person in persons(admin):
            break
        time.sleep(0.02)
    assert persons(doctor) == {doctor.person}
    assert persons(doctor, f"&person={clerk.person}") == {doctor.person}
    assert persons(admin, f"&person={clerk.person}") == {clerk.person}
    assert {doctor.person, clerk.person} <= persons(admin)
    assert clerk.get("/$access-log").status_code == 403
    assert fhirkit.validate(admin.get("/$access-log?_count=3").content) == []
