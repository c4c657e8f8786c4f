"""Each role against each kind of data, by every way in which data can be had."""

from __future__ import annotations

import gzip
import time

import orjson
import pytest

from msk_desk.central.validation import validate
from tests.fakes.made_up import BASE, new_id, of_patient, patient, reference
from tests.fakes.service import RunningService

NEW = {"If-None-Match": "*"}
ROLES = ("receptionist", "secretary", "clinician", "esp", "team-lead", "administrator", "analyst")
# The table of roles, written down here a second time: r read, c create, u update; o: only in own care.
EXPECTED = {
    "Patient": ("rcu", "rcu", "rcu", "rcu", "rcu", "r", ""),
    "Flag": ("rcu", "rcu", "rcu", "rcu", "rcu", "r", ""),
    "ServiceRequest": ("rcu", "rcu", "rcu", "rcu", "rcu", "", ""),
    "ServiceRequest imaging": ("", "ro", "ro", "rcuo", "r", "", ""),
    "Task triage": ("", "r", "rcu", "rcu", "rcu", "", ""),
    "Task": ("rcu", "rcu", "rcu", "rcu", "rcu", "", ""),
    "EpisodeOfCare": ("rcu", "rcu", "rcu", "rcu", "rcu", "rcu", ""),
    "Appointment": ("rcu", "rcu", "rcu", "rcu", "rcu", "rcu", ""),
    "QuestionnaireResponse prom": ("c", "c", "rcu", "rcu", "r", "", ""),
    "Observation": ("", "", "rcu", "rcu", "ru", "", ""),
    "Observation clinical": ("", "ro", "rcuo", "rcuo", "r", "", ""),
    "QuestionnaireResponse": ("", "ro", "rcuo", "rcuo", "r", "", ""),
    "Encounter": ("", "ro", "rcuo", "rcuo", "r", "", ""),
    "Condition": ("", "ro", "rcuo", "rcuo", "r", "", ""),
    "AllergyIntolerance": ("", "ro", "rcuo", "rcuo", "r", "", ""),
    "Goal": ("", "ro", "rcuo", "rcuo", "r", "", ""),
    "CarePlan": ("", "ro", "rcuo", "rcuo", "r", "", ""),
    "Composition": ("", "rcu", "rcu", "rcu", "r", "", ""),
    "Composition appointment": ("r", "rcu", "rcu", "rcu", "r", "", ""),
    "DocumentReference": ("", "rcu", "rcu", "rcu", "r", "", ""),
    "DocumentReference signed": ("r", "rcu", "rcu", "rcu", "r", "", ""),
    "Communication complaint": ("c", "c", "c", "c", "rcu", "", "r"),
}
MORE = {
    "ServiceRequest imaging": {"category": [{"coding": [{"code": "imaging"}]}]},
    "Task triage": {"code": {"coding": [{"system": f"{BASE}/CodeSystem/task-kind", "code": "triage"}]}},
    "QuestionnaireResponse prom": {"questionnaire": f"{BASE}/Questionnaire/prom-oks|1"},
    "Observation clinical": {"category": [], "code": {"text": "Range of movement"}},
    "Composition appointment": {"type": {"text": "appointment"}},
    "DocumentReference signed": {"docStatus": "final"},
    "Communication complaint": {"category": [{"coding": [{"code": "complaint"}]}]},
}


def made(kind: str, subject: str) -> dict:
    """A resource of a kind; `category: []` would not be FHIR and is left out."""
    if kind == "Patient":
        return patient(subject)
    whole = of_patient(kind.split(maxsplit=1)[0], subject, **MORE.get(kind, {}))
    return {name: value for name, value in whole.items() if value != []}


def cases() -> list[tuple[str, str, str]]:
    return [(kind, role, rights[place]) for kind, rights in EXPECTED.items() for place, role in enumerate(ROLES)]


@pytest.fixture(scope="module")
def record(service: RunningService) -> tuple[str, dict[str, dict]]:
    """A patient with one resource of each kind, put there past all rights."""
    subject = new_id()
    resources = {kind: made(kind, subject) for kind in EXPECTED}
    service.load(resources.values())
    return subject, resources


@pytest.fixture(scope="module")
def people(service: RunningService, record):
    """One person in each role; strangers have nothing to do with the patient, carers care for them."""
    subject, _ = record
    found = {}
    for role in ROLES:
        for near in ("stranger", "carer"):
            name = f"{role}-{near}-{new_id()[:8]}"
            person = service.add_user(name, [role])
            if near == "carer":
                service.load([of_patient("EpisodeOfCare", subject, careManager=reference("Practitioner", person))])
            client = service.client(name, role)
            client.person = person
            found[role, near] = client
    yield found
    for client in found.values():
        client.close()


@pytest.mark.parametrize("near", ["stranger", "carer"])
@pytest.mark.parametrize("role", ROLES)
def test_a_role_receives_only_its_data_whatever_it_asks(role: str, near: str, people, record) -> None:
    subject, resources = record
    client = people[role, near]
    rights = {kind: EXPECTED[kind][ROLES.index(role)] for kind in EXPECTED}
    allowed = {k for k, right in rights.items() if "r" in right and ("o" not in right or near == "carer")}
    names = {kind: r["id"] for kind, r in resources.items()}

    def kinds(found: set[str]) -> set[str]:
        return {kind for kind, id in names.items() if id in found}

    read = {kind for kind, r in resources.items() if client.get(f"/{r['resourceType']}/{r['id']}").status_code == 200}
    assert read == allowed
    vread = {
        k for k, r in resources.items()
        if client.get(f"/{r['resourceType']}/{r['id']}/_history/1").status_code == 200
    }  # fmt: skip
    assert vread == allowed
    told = {
        k for k, r in resources.items()
        if client.get(f"/{r['resourceType']}/{r['id']}/_history").status_code == 200
    }  # fmt: skip
    assert told == allowed
    searched: set[str] = set()
    for r in resources.values():
        searched |= _ids(client.get(f"/{r['resourceType']}?_id={r['id']}"))
        searched |= _ids(client.get(f"/{r['resourceType']}?patient={subject}"))
    assert kinds(searched) == allowed
    assert kinds(_history(client)) == allowed
    assert kinds(_export(client)) == allowed
    everything = client.get(f"/Patient/{subject}/$everything")
    assert everything.status_code == (200 if "Patient" in allowed else 404)
    assert kinds(_ids(everything)) == (allowed if "Patient" in allowed else set())
    batch = [{"request": {"method": "GET", "url": f"{r['resourceType']}/{r['id']}"}} for r in resources.values()]
    assert kinds(_ids(client.post("", json={"resourceType": "Bundle", "type": "batch", "entry": batch}))) == allowed
    digest = {p["name"] for p in client.get("/$sync-digest").json()["parameter"]}
    assert digest & {"Condition", "Goal", "CarePlan"} == {k for k in allowed if k in ("Condition", "Goal", "CarePlan")}


def _ids(answer) -> set[str]:
    if answer.status_code != 200:
        return set()
    return {e["resource"]["id"] for e in answer.json().get("entry", []) if "resource" in e}


def _history(client) -> set[str]:
    found: set[str] = set()
    url = "/_history?_cursor=&_count=1000"
    while url:
        body = client.get(url).json()
        found |= {e["resource"]["id"] for e in body.get("entry", []) if "resource" in e}
        url = next((link["url"] for link in body["link"] if link["relation"] == "next"), "")
    return found


def _export(client) -> set[str]:
    place = client.get("/$export").headers["content-location"]
    while (answer := client.get(place)).status_code == 202:
        time.sleep(0.01)
    found: set[str] = set()
    for file in answer.json()["output"]:
        lines = gzip.decompress(client.get(file["url"]).content).splitlines()
        assert len(lines) == file["count"]
        found |= {orjson.loads(line)["id"] for line in lines}
    return found


@pytest.mark.parametrize(("kind", "role", "right"), cases())
def test_a_role_writes_only_what_it_may(kind: str, role: str, right: str, service, people) -> None:
    subject = new_id()
    near = people[role, "stranger"]
    there = made(kind, subject)
    service.load([there])
    changed = there | {"language": "cy"}
    where = f"/{there['resourceType']}/{there['id']}"
    updated = near.put(where, json=changed, headers={"If-Match": 'W/"1"'}).status_code
    assert updated == (200 if "u" in right and "o" not in right else 403)
    new = made(kind, new_id())
    created = near.put(f"/{new['resourceType']}/{new['id']}", json=new, headers=NEW).status_code
    assert created == (201 if "c" in right and "o" not in right else 403)


@pytest.mark.parametrize("role", ["clinician", "esp"])
def test_carers_write_clinical_detail(role: str, service, people, record) -> None:
    subject, _ = record
    new = of_patient("Condition", subject)
    assert people[role, "carer"].put(f"/Condition/{new['id']}", json=new, headers=NEW).status_code == 201
    assert (
        people[role, "stranger"].put(f"/Condition/{new_id()}", json=new | {"id": new_id()}, headers=NEW).status_code
        == 400
    )
    other = of_patient("Condition", subject)
    assert people[role, "stranger"].put(f"/Condition/{other['id']}", json=other, headers=NEW).status_code == 403


def test_a_visit_of_ones_own_takes_the_patient_into_care(staff, record) -> None:
    subject, resources = record
    doctor = staff("clinician")
    where = f"/Condition/{resources['Condition']['id']}"
    assert doctor.get(where).status_code == 404
    visit = of_patient("Encounter", subject, participant=[{"individual": reference("Practitioner", doctor.person)}])
    assert doctor.put(f"/Encounter/{visit['id']}", json=visit, headers=NEW).status_code == 201
    assert doctor.get(where).status_code == 200
    handed_over = visit | {"participant": [{"individual": reference("Practitioner", new_id())}]}
    answer = doctor.put(f"/Encounter/{visit['id']}", json=handed_over, headers={"If-Match": 'W/"1"'})
    assert answer.status_code == 200
    assert doctor.get(where).status_code == 404


def test_a_kind_cannot_be_changed_into_one_that_is_allowed(people, service) -> None:
    secret = of_patient("Composition", new_id())
    service.load([secret])
    disguised = secret | {"type": {"text": "appointment"}}
    answer = people["receptionist", "stranger"].put(
        f"/Composition/{secret['id']}", json=disguised, headers={"If-Match": 'W/"1"'}
    )
    assert answer.status_code == 403


def test_counts_are_told_where_only_counts_are_allowed(people, record) -> None:
    subject, _ = record
    analyst = people["analyst", "stranger"]
    assert analyst.get(f"/Appointment?patient={subject}&_summary=count").json()["total"] >= 1
    assert _ids(analyst.get(f"/Appointment?patient={subject}")) == set()
    assert analyst.get(f"/Condition?patient={subject}&_summary=count").json()["total"] == 0
    assert people["receptionist", "stranger"].get(f"/Condition?patient={subject}&_summary=count").json()["total"] == 0


def test_tasks_of_the_desk(service, staff) -> None:
    one, two, doctor = staff("receptionist"), staff("receptionist"), staff("clinician")
    subject = new_id()
    mine = of_patient("Task", subject, owner=reference("Practitioner", one.person))
    role = of_patient("Task", subject, performerType=[{"coding": [{"code": "receptionist"}]}])
    other = of_patient("Task", subject, performerType=[{"coding": [{"code": "clinician"}]}])
    open_to_all = of_patient("Task", subject)
    service.load([mine, role, other, open_to_all])
    assert _ids(one.get(f"/Task?patient={subject}")) == {mine["id"], role["id"], open_to_all["id"]}
    assert _ids(two.get(f"/Task?patient={subject}")) == {role["id"], open_to_all["id"]}
    assert _ids(doctor.get(f"/Task?patient={subject}")) == {mine["id"], role["id"], other["id"], open_to_all["id"]}


def test_a_record_is_opened_with_a_reason(service, staff, record) -> None:
    subject, resources = record
    doctor, lead = staff("clinician"), staff("team-lead")
    condition = f"/Condition/{resources['Condition']['id']}"
    assert doctor.get(condition).status_code == 404
    assert doctor.post(f"/Patient/{subject}/$open-with-reason", json={"reason": ""}).status_code == 422
    assert doctor.post(f"/Patient/{new_id()}/$open-with-reason", json={"reason": "Walked in"}).status_code == 404
    answer = doctor.post(f"/Patient/{subject}/$open-with-reason", json={"reason": "Walked in without a booking"})
    assert answer.status_code == 200
    assert answer.json()["parameter"][0]["name"] == "until"
    assert doctor.get(condition).status_code == 200
    assert (
        staff("receptionist").post(f"/Patient/{subject}/$open-with-reason", json={"reason": "Curious"}).status_code
        == 403
    )
    admin = staff("administrator")
    events = admin.get(f"/AuditEvent?patient={subject}").json()["entry"]
    assert all(validate(e["resource"]) == [] for e in events)
    assert any(e["resource"]["purposeOfEvent"][0]["text"] == "Walked in without a booking" for e in events)
    assert len(_ids(lead.get(f"/AuditEvent?patient={subject}"))) >= 1
    told = lead.get(f"/Task?patient={subject}&performer=team-lead").json()["entry"][0]["resource"]
    assert "Walked in without a booking" in told["description"]
    assert validate(told) == []


def test_signed_work_stays(staff, service, record) -> None:
    subject, _ = record
    author, other, lead = staff("clinician"), staff("clinician"), staff("team-lead")
    letter = of_patient("Composition", subject, author=[reference("Practitioner", author.person)])
    where = f"/Composition/{letter['id']}"

    def at(client, version: int, **changes) -> int:
        sent = letter | changes
        return client.put(where, json=sent, headers={"If-Match": f'W/"{version}"'}).status_code

    assert author.put(where, json=letter, headers=NEW).status_code == 201
    assert at(other, 1, status="final") == 403
    assert at(author, 1, status="final") == 200
    assert at(author, 2, status="final", title="Another title") == 422
    assert at(author, 2, status="preliminary") == 422
    assert at(author, 2, status="entered-in-error", title="Another title") == 422
    posted = [{"url": f"{BASE}/StructureDefinition/sent", "valueBoolean": True}]
    copies = [{"url": f"{BASE}/StructureDefinition/copies", "valueString": "GP"}]
    assert at(author, 2, status="final", extension=copies) == 422
    assert at(author, 2, status="amended", extension=posted) == 422
    assert at(staff("receptionist"), 2, status="final", extension=posted) == 403
    assert at(staff("secretary"), 2, status="final", extension=posted) == 200
    assert at(author, 3, status="final") == 422
    letter["extension"] = posted
    assert at(other, 3, status="entered-in-error") == 403
    assert at(lead, 3, status="final", title="Mine now") == 403
    assert at(lead, 3, status="entered-in-error") == 200
    assert at(author, 4, status="final") == 422
    secretary = staff("secretary")
    draft = of_patient("Composition", subject, status="final", author=[reference("Practitioner", secretary.person)])
    assert secretary.put(f"/Composition/{draft['id']}", json=draft, headers=NEW).status_code == 403


def test_a_letter_about_an_appointment_needs_no_signature_and_stays(staff, record) -> None:
    subject, _ = record
    secretary, desk = staff("secretary"), staff("receptionist")
    kind = {"coding": [{"system": f"{BASE}/CodeSystem/letter-kind", "code": "appointment"}]}
    author = [reference("Practitioner", secretary.person)]
    letter = of_patient("Composition", subject, status="final", type=kind, author=author)
    where = f"/Composition/{letter['id']}"
    assert desk.put(where, json=letter, headers=NEW).status_code == 403
    assert secretary.put(where, json=letter, headers=NEW).status_code == 201
    changed = letter | {"title": "Another title"}
    assert secretary.put(where, json=changed, headers={"If-Match": 'W/"1"'}).status_code == 422
    assert desk.get(where).status_code == 200
    given = {
        "resourceType": "Communication", "id": new_id(), "status": "completed",
        "subject": reference("Patient", subject), "sender": reference("Practitioner", desk.person),
        "payload": [{"contentString": "Your appointment"}],
    }  # fmt: skip
    assert desk.put(f"/Communication/{given['id']}", json=given, headers=NEW).status_code == 201


def test_audit_is_only_added_to(staff) -> None:
    doctor, other, admin = staff("clinician"), staff("clinician"), staff("administrator")
    event = {
        "resourceType": "AuditEvent",
        "id": new_id(),
        "type": {"code": "rest"},
        "recorded": "2026-11-20T09:00:00Z",
        "agent": [{"who": reference("Practitioner", doctor.person), "requestor": True}],
        "source": {"observer": {"display": "desk"}},
    }
    where = f"/AuditEvent/{event['id']}"
    assert doctor.put(where, json=event, headers=NEW).status_code == 201
    assert doctor.put(where, json=event | {"action": "R"}, headers={"If-Match": 'W/"1"'}).status_code == 403
    assert [c.get(where).status_code for c in (doctor, other, admin)] == [200, 404, 200]


def test_a_task_of_another_desk_is_not_changed(service, staff) -> None:
    desk = staff("receptionist")
    task = of_patient("Task", new_id(), owner=reference("Practitioner", new_id()))
    service.load([task])
    answer = desk.put(f"/Task/{task['id']}", json=task | {"status": "completed"}, headers={"If-Match": 'W/"1"'})
    assert answer.status_code == 403


def test_a_team_lead_marks_an_error_and_changes_nothing_else(service, staff) -> None:
    lead = staff("team-lead")
    answers = of_patient("QuestionnaireResponse", new_id())
    service.load([answers])
    where, at = f"/QuestionnaireResponse/{answers['id']}", {"If-Match": 'W/"1"'}
    wrong = answers | {"status": "entered-in-error"}
    assert lead.put(where, json=wrong | {"authored": "2026-11-21T09:10:00Z"}, headers=at).status_code == 403
    assert lead.put(where, json=answers | {"status": "amended"}, headers=at).status_code == 403
    assert lead.put(where, json=wrong, headers=at).status_code == 200


def test_what_is_included_passes_the_same_gate(service, people, record) -> None:
    subject, resources = record
    task = of_patient("Task", subject, focus=reference("Condition", resources["Condition"]["id"]))
    service.load([task])

    def included(role: str) -> set[str]:
        return _ids(people[role, "stranger"].get(f"/Task?_id={task['id']}&_include=Task:focus&_include=Task:patient"))

    assert included("receptionist") == {task["id"], subject}
    assert included("team-lead") == {task["id"], subject, resources["Condition"]["id"]}


def test_signed_answers_stay(staff, service, record) -> None:
    subject, _ = record
    author, other, lead = staff("clinician"), staff("esp"), staff("team-lead")
    by = reference("Practitioner", author.person)
    answers = of_patient("QuestionnaireResponse", subject, author=by, status="in-progress")
    where = f"/QuestionnaireResponse/{answers['id']}"
    seen_by = [{"individual": reference("Practitioner", each.person)} for each in (author, other)]
    service.load([of_patient("Encounter", subject, participant=seen_by)])
    mark = f"{BASE}/StructureDefinition/entered-in-error"
    why = [{"url": mark, "extension": [{"url": "reason", "valueString": "Wrong person"}]}]

    def at(client, version: int, **changes) -> int:
        sent = answers | changes
        return client.put(where, json=sent, headers={"If-Match": f'W/"{version}"'}).status_code

    assert author.put(where, json=answers, headers=NEW).status_code == 201
    assert at(other, 1, status="completed") == 403
    assert at(author, 1, status="completed") == 200
    assert at(author, 2, status="completed", authored="2026-11-22T09:00:00Z") == 422
    assert at(author, 2, status="in-progress") == 422
    assert at(author, 2, status="amended") == 422
    assert at(author, 2, status="completed", questionnaire="https://x.example/Questionnaire/prom-pain") == 422
    assert at(author, 2, status="entered-in-error", item=[{"linkId": "other"}]) == 422
    assert at(other, 2, status="entered-in-error", extension=why) == 403
    assert at(lead, 2, status="entered-in-error", extension=why) == 200
    assert at(author, 3, status="completed") == 422
    forged = answers | {"id": new_id(), "status": "completed"}
    assert other.put(f"/QuestionnaireResponse/{forged['id']}", json=forged, headers=NEW).status_code == 403


def test_shared_phrases_are_written_by_team_leads_and_administrators(staff) -> None:
    kind = {"coding": [{"system": f"{BASE}/CodeSystem/library-kind", "code": "phrase"}]}
    for role in ("team-lead", "administrator"):
        phrase = {"resourceType": "Library", "id": new_id(), "status": "active", "type": kind, "title": "gait"}
        where = f"/Library/{phrase['id']}"
        assert staff("clinician").put(where, json=phrase, headers=NEW).status_code == 403
        assert staff(role).put(where, json=phrase, headers=NEW).status_code == 201
        assert staff("clinician").get(where).status_code == 200
        at = {"If-Match": 'W/"1"'}
        assert staff("esp").put(where, json=phrase | {"status": "retired"}, headers=at).status_code == 403
        assert staff(role).put(where, json=phrase | {"status": "retired"}, headers=at).status_code == 200
