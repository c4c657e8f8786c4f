"""Transactions and batches."""

from __future__ import annotations

from tests.fakes.made_up import new_id, of_patient, patient, reference


def entry(resource: dict, if_match: int | None = None, **more) -> dict:
    condition = {"ifNoneMatch": "*"} if if_match is None else {"ifMatch": f'W/"{if_match}"'}
    url = f"{resource['resourceType']}/{resource['id']}"
    return {"resource": resource, "request": {"method": "PUT", "url": url} | condition} | more


def bundle(*entries: dict, kind: str = "transaction") -> dict:
    return {"resourceType": "Bundle", "type": kind, "entry": list(entries)}


def test_a_unit_is_stored_together(clerk) -> None:
    one, two = patient(), patient()
    answer = clerk.post("", json=bundle(entry(one), entry(two)), headers={"Prefer": "return=representation"})
    assert answer.status_code == 200
    body = answer.json()
    assert body["type"] == "transaction-response"
    assert [e["response"]["status"] for e in body["entry"]] == ["201 Created", "201 Created"]
    assert [e["resource"]["id"] for e in body["entry"]] == [one["id"], two["id"]]
    assert body["entry"][0]["response"]["etag"] == 'W/"1"'
    minimal = clerk.post("/", json=bundle(entry(one | {"gender": "other"}, 1)))
    assert "resource" not in minimal.json()["entry"][0]


def test_a_unit_with_one_bad_precondition_leaves_nothing(clerk, someone) -> None:
    new = patient()
    answer = clerk.post("", json=bundle(entry(new), entry(patient(someone, family="X"), 9)))
    assert answer.status_code == 412
    assert clerk.get(f"/Patient/{new['id']}").status_code == 404
    assert clerk.get(f"/Patient/{someone}").headers["etag"] == 'W/"1"'


def test_a_unit_with_one_invalid_resource_says_which(clerk) -> None:
    new = patient()
    answer = clerk.post("", json=bundle(entry(new), entry(patient(gender="femal"))))
    assert answer.status_code == 422
    assert answer.json()["issue"][0]["expression"] == ["Bundle.entry[1].resource.Patient.gender"]
    assert clerk.get(f"/Patient/{new['id']}").status_code == 404


def test_a_unit_with_one_forbidden_resource_leaves_nothing(clerk, someone) -> None:
    new = patient()
    answer = clerk.post("", json=bundle(entry(new), entry(of_patient("Condition", someone))))
    assert answer.status_code == 403
    assert clerk.get(f"/Patient/{new['id']}").status_code == 404


def test_a_repeated_unit_gets_the_stored_answer(clerk) -> None:
    op = {"X-Request-ID": new_id(), "Prefer": "return=representation"}
    unit = bundle(entry(patient()), entry(patient()))
    first = clerk.post("", json=unit, headers=op).json()
    name = unit["entry"][0]["request"]["url"]
    changed = unit["entry"][0]["resource"] | {"gender": "male"}
    assert clerk.put(f"/{name}", json=changed, headers={"If-Match": 'W/"1"'}).status_code == 200
    second = clerk.post("", json=unit, headers=op).json()
    assert second["entry"] == first["entry"]
    assert len(clerk.get(f"/{name}/_history").json()["entry"]) == 2
    other = bundle(entry(patient()))
    assert clerk.post("", json=other, headers=op).status_code == 409


def test_references_by_urn_become_literal(clerk) -> None:
    who = patient()
    visit = of_patient("Appointment", "x")
    visit["participant"][0]["actor"] = {"reference": f"urn:uuid:{who['id']}"}
    unit = bundle(entry(who, fullUrl=f"urn:uuid:{who['id']}"), entry(visit))
    assert clerk.post("", json=unit).status_code == 200
    kept = clerk.get(f"/Appointment/{visit['id']}").json()
    assert kept["participant"][0]["actor"] == reference("Patient", who["id"])
    assert len(clerk.get(f"/Appointment?patient={who['id']}").json()["entry"]) == 1


def test_a_batch_does_what_it_can(clerk, someone) -> None:
    new = patient()
    get = {"request": {"method": "GET", "url": f"Patient/{someone}"}}
    lost = {"request": {"method": "GET", "url": f"Patient/{new_id()}"}}
    wrong = {"request": {"method": "POST", "url": "Patient"}, "resource": patient()}
    body = clerk.post("", json=bundle(entry(new), get, lost, entry(patient(someone), 9), wrong, kind="batch")).json()
    assert [e["response"]["status"][:3] for e in body["entry"]] == ["201", "200", "404", "412", "400"]
    assert body["entry"][1]["resource"]["id"] == someone
    assert body["entry"][3]["response"]["outcome"]["issue"][0]["code"] == "conflict"


def test_bundles_that_make_no_sense(clerk) -> None:
    one = patient()
    assert clerk.post("", json=bundle(entry(one), entry(one))).status_code == 400
    assert clerk.post("", json=bundle(kind="document")).status_code == 400
    assert clerk.post("", json=patient()).status_code == 400
    assert clerk.post("", json={"resourceType": "Bundle", "type": "transaction", "entry": {}}).status_code == 400
    assert clerk.post("", json={"resourceType": "Bundle", "type": "transaction", "entry": [7]}).status_code == 400
    assert clerk.post("", json=bundle({"resource": one})).status_code == 400
    assert clerk.post("", json=bundle(entry(one) | {"resource": None})).status_code == 400
    assert clerk.post("", json=bundle(*(entry(patient()) for _ in range(201)))).status_code == 413
    assert clerk.post("", json=bundle()).status_code == 200
    assert clerk.get(f"/Patient/{one['id']}").status_code == 404


def test_a_provenance_is_about_the_patient_of_what_it_signs(staff, clerk, someone) -> None:
    doctor = staff("clinician")
    visit = of_patient("Encounter", someone, participant=[{"individual": reference("Practitioner", doctor.person)}])
    act = {
        "resourceType": "Provenance",
        "id": new_id(),
        "target": [reference("Encounter", visit["id"])],
        "recorded": "2026-11-20T09:40:00Z",
        "agent": [{"who": reference("Practitioner", doctor.person)}],
    }
    assert doctor.post("", json=bundle(entry(visit), entry(act))).status_code == 200
    names = {e["resource"]["resourceType"] for e in doctor.get(f"/Patient/{someone}/$everything").json()["entry"]}
    assert names == {"Patient", "Encounter", "Provenance"}
    assert doctor.put(f"/Provenance/{act['id']}", json=act | {"recorded": "2026-11-20T09:41:00Z"},
                      headers={"If-Match": 'W/"1"'}).status_code == 403  # fmt: skip
    clerks = {e["resource"]["resourceType"] for e in clerk.get(f"/Patient/{someone}/$everything").json()["entry"]}
    assert clerks == {"Patient"}
