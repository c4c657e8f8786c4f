"""Reads, searches and histories."""

from __future__ import annotations

import pytest

from tests.fakes.made_up import new_id, of_patient, patient, reference

NEW = {"If-None-Match": "*"}


def put(client, resource: dict, version: int | None = None):
    condition = NEW if version is None else {"If-Match": f'W/"{version}"'}
    answer = client.put(f"/{resource['resourceType']}/{resource['id']}", json=resource, headers=condition)
    assert answer.status_code in (200, 201), answer.text
    return answer


def ids(answer) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [e["resource"]["id"] for e in answer.json().get("entry", [])]


def links(body: dict) -> dict[str, str]:
    return {link["relation"]: link["url"] for link in body["link"]}


def test_an_unchanged_resource_is_not_sent_again(clerk, someone) -> None:
    answer = clerk.get(f"/Patient/{someone}", headers={"If-None-Match": 'W/"1"'})
    assert answer.status_code == 304
    assert answer.headers["etag"] == 'W/"1"'


def test_versions_that_are_not_there(clerk, someone) -> None:
    assert clerk.get(f"/Patient/{someone}/_history/1").status_code == 200
    assert clerk.get(f"/Patient/{someone}/_history/2").status_code == 404
    assert clerk.get(f"/Patient/{someone}/_history/x").status_code == 404
    assert clerk.get(f"/Patient/{new_id()}/_history").status_code == 404


def test_patients_are_found_as_reception_asks(clerk) -> None:
    family = "Zzq" + "".join(c for c in new_id() if c.isalpha())
    nhs = {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000" + new_id()[:5]}
    who = patient(
        family=f"Ó {family}", given="Zoë", identifier=[nhs], birthDate="1950-05-06",
        telecom=[{"system": "phone", "value": "01632 960 001"}, {"system": "email", "value": f"{family}@example.org"}],
        address=[{"postalCode": "ZZ99 9ZZ"}],
    )  # fmt: skip
    other = patient(family=f"{family}son", given="Al", birthDate="1950-05-07")
    put(clerk, who)
    put(clerk, other)

    def found(query: str) -> set[str]:
        return {who["id"]: "who", other["id"]: "other"}.keys() & set(ids(clerk.get(f"/Patient?{query}&_count=1000")))

    assert found(f"family=o%20{family.lower()}") == {who["id"]}
    assert found(f"name={family}") == {other["id"]}
    assert found(f"name:contains={family.upper()}") == {who["id"], other["id"]}
    assert found(f"family:exact={family}son") == {other["id"]}
    assert found(f"family:exact={family}") == set()
    assert found(f"identifier={nhs['system']}|{nhs['value']}") == {who["id"]}
    assert found(f"identifier={nhs['value']}") == {who["id"]}
    assert found(f"identifier=https://else.example|{nhs['value']}") == set()
    assert found(f"email={family}@example.org") == {who["id"]}
    assert found(f"phone=01632960001&family:contains={family}") == {who["id"]}
    assert found(f"address-postalcode=zz999&family:contains={family}") == {who["id"]}
    assert found(f"birthdate=1950-05-06&name:contains={family}") == {who["id"]}
    assert found(f"birthdate=gt1950-05-06&name:contains={family}") == {other["id"]}
    assert found(f"birthdate=ge1950-05-06&birthdate=lt1950-05-07&name:contains={family}") == {who["id"]}
    assert found(f"birthdate=1950&name:contains={family}") == {who["id"], other["id"]}
    assert found(f"birthdate=ne1950-05-06&name:contains={family}") == {other["id"]}
    assert found(f"identifier:missing=true&name:contains={family}") == {other["id"]}
    assert found(f"gender:not=female&name:contains={family}") == set()
    assert found(f"_id={who['id']},{other['id']}") == {who["id"], other["id"]}
    assert found(f"name:contains={family}&given=al,zoe") == {who["id"], other["id"]}


def test_a_changed_name_is_found_by_the_new_one_only(clerk, someone) -> None:
    name = "Yy" + "".join(c for c in new_id() if c.isalpha())
    put(clerk, patient(someone, family=name), 1)
    assert ids(clerk.get(f"/Patient?family={name}")) == [someone]
    put(clerk, patient(someone, family="Xx"), 2)
    assert ids(clerk.get(f"/Patient?family={name}")) == []


def test_a_search_by_post(clerk, someone) -> None:
    answer = clerk.post("/Patient/_search", data={"_id": someone})
    assert ids(answer) == [someone]


@pytest.mark.parametrize(
    "query",
    ["colour=red", "name:sounds=x", "birthdate=yesterday", "_sort=name", "_count=many", "_cursor=x",
     "_lastUpdated=soon", "_include=Appointment:slot", "_include=Patient:name", "_summary=text"],
)  # fmt: skip
def test_what_is_not_supported_is_refused_not_ignored(clerk, query: str) -> None:
    answer = clerk.get(f"/Patient?{query}")
    assert answer.status_code == 400
    assert answer.json()["resourceType"] == "OperationOutcome"


def test_pages_hold_everything_once_even_when_things_change(clerk, someone) -> None:
    made = [of_patient("Appointment", someone) for _ in range(7)]
    for visit in made:
        put(clerk, visit)
    found: list[str] = []
    url = f"/Appointment?patient={someone}&_count=3"
    while url:
        body = clerk.get(url).json()
        found += [e["resource"]["id"] for e in body["entry"]]
        if len(found) == 3:
            put(clerk, made[0] | {"status": "arrived"}, 1)
        url = links(body).get("next", "")
    assert set(found) == {v["id"] for v in made}
    assert found[-1] == made[0]["id"]
    backwards = clerk.get(f"/Appointment?patient={someone}&_sort=-_lastUpdated&_count=2")
    assert ids(backwards) == [made[0]["id"], made[6]["id"]]
    assert ids(clerk.get(links(backwards.json())["next"])) == [made[5]["id"], made[4]["id"]]


def test_counting(clerk, someone) -> None:
    for _ in range(3):
        put(clerk, of_patient("Appointment", someone))
    body = clerk.get(f"/Appointment?patient={someone}&_summary=count").json()
    assert body["total"] == 3
    assert "entry" not in body
    assert clerk.get(f"/Appointment?subject=Patient/{someone}&_total=accurate&_count=1").json()["total"] == 3


def test_changes_since_a_time(clerk, someone) -> None:
    first, second = of_patient("Appointment", someone), of_patient("Appointment", someone)
    stamp = put(clerk, first).json()["meta"]["lastUpdated"]
    put(clerk, second)

    def found(how: str) -> list[str]:
        return ids(clerk.get(f"/Appointment?patient={someone}&_lastUpdated={how}{stamp}"))

    assert found("ge") == [first["id"], second["id"]]
    assert found("gt") == [second["id"]]
    assert found("le") == [first["id"]]
    assert found("lt") == []


def test_appointments_by_day_person_place_and_status(clerk, someone) -> None:
    doctor, room = new_id(), new_id()
    visit = of_patient("Appointment", someone)
    visit["participant"] += [
        {"actor": reference("Practitioner", doctor), "status": "accepted"},
        {"actor": reference("Location", room), "status": "accepted"},
    ]
    put(clerk, visit)
    for query in (
        f"practitioner={doctor}",
        f"practitioner=Practitioner/{doctor}",
        f"actor=Practitioner/{doctor}&date=2026-11-20",
        f"location={room}&status=booked,arrived",
        f"actor={doctor}&date=ge2026-11-20T09:00:00Z&date=lt2026-11-20T10:00:00%2B01:00",
    ):
        expected = [] if "lt" in query else [visit["id"]]
        assert ids(clerk.get(f"/Appointment?{query}")) == expected, query
    assert ids(clerk.get(f"/Appointment?location={doctor}")) == []
    assert ids(clerk.get(f"/Appointment?actor=Location/{doctor}")) == []


def test_included_and_parts(clerk, someone) -> None:
    visit = of_patient("Appointment", someone)
    put(clerk, visit)
    entries = clerk.get(f"/Appointment?_id={visit['id']}&_include=Appointment:patient").json()["entry"]
    assert [(e["resource"]["id"], e["search"]["mode"]) for e in entries] == [
        (visit["id"], "match"),
        (someone, "include"),
    ]
    part = clerk.get(f"/Patient?_id={someone}&_elements=birthDate").json()["entry"][0]["resource"]
    assert set(part) == {"resourceType", "id", "meta", "birthDate"}
    assert part["meta"]["tag"][0]["code"] == "SUBSETTED"


def test_history_by_cursor_is_whole_and_in_order(clerk) -> None:
    one, two = patient(), patient()
    position = _last(clerk)
    put(clerk, one)
    put(clerk, two)
    put(clerk, one | {"gender": "other"}, 1)
    page = clerk.get(f"/_history?_cursor={position}&_count=2")
    body = page.json()
    assert [(e["resource"]["id"], e["response"]["etag"]) for e in body["entry"]] == [
        (one["id"], 'W/"1"'), (two["id"], 'W/"1"'),
    ]  # fmt: skip
    assert body["entry"][0]["response"]["status"] == "201"
    assert body["entry"][0]["request"] == {"method": "PUT", "url": f"Patient/{one['id']}"}
    rest = clerk.get(links(body)["next"])
    assert [e["response"]["etag"] for e in rest.json()["entry"]] == ['W/"2"']
    assert "next" not in links(rest.json())
    idle = clerk.get(links(rest.json())["cursor"])
    assert "entry" not in idle.json()
    assert idle.headers["x-cursor"] == rest.headers["x-cursor"]


def test_a_cursor_from_another_life_of_the_database_is_refused(clerk) -> None:
    assert clerk.get("/_history?_cursor=999999999999").status_code == 410
    assert clerk.get("/_history?_cursor=nonsense").status_code == 400


def _last(client) -> str:
    """The cursor behind everything there is."""
    answer = client.get("/_history?_cursor=&_count=1000")
    while "next" in links(answer.json()):
        answer = client.get(links(answer.json())["next"])
    return str(answer.headers["x-cursor"])


def test_history_by_type_and_time_is_newest_first(clerk, someone) -> None:
    visits = [of_patient("Appointment", someone) for _ in range(3)]
    since = put(clerk, visits[0]).json()["meta"]["lastUpdated"]
    for visit in visits[1:]:
        put(clerk, visit)
    body = clerk.get("/Appointment/_history", params={"_since": since, "_count": 2}).json()
    assert [e["resource"]["id"] for e in body["entry"]] == [visits[2]["id"], visits[1]["id"]]
    rest = clerk.get(links(body)["next"]).json()
    assert [e["resource"]["id"] for e in rest["entry"]] == [visits[0]["id"]]
    assert clerk.get("/_history?_since=soon").status_code == 400
    assert clerk.get("/_history?_type=Nonsense").status_code == 404
    assert clerk.get("/_history", params={"_since": "2099-01-01T00:00:00Z"}).json().get("entry") is None


def test_everything_of_a_patient_in_pages(staff, someone) -> None:
    lead = staff("team-lead")
    clerk = staff("receptionist")
    for _ in range(4):
        put(clerk, of_patient("Appointment", someone))
    found: list[str] = []
    url = f"/Patient/{someone}/$everything?_count=2"
    while url:
        body = lead.get(url).json()
        found += [e["resource"]["resourceType"] for e in body["entry"]]
        url = links(body).get("next", "")
    assert found == ["Patient"] + ["Appointment"] * 4
    assert lead.get(f"/Patient/{new_id()}/$everything").status_code == 404


def test_an_erased_resource_is_gone_and_told(service, clerk, someone) -> None:
    position = _last(clerk)
    with service.store.writing() as tx:
        tx.delete(tx.current("Patient", someone), "administrator")
    assert clerk.get(f"/Patient/{someone}").status_code == 410
    assert someone not in ids(clerk.get(f"/Patient?_id={someone}"))
    told = clerk.get(f"/_history?_cursor={position}").json()["entry"][0]
    assert told["request"] == {"method": "DELETE", "url": f"Patient/{someone}"}
    assert "resource" not in told
    again = patient(someone)
    assert clerk.put(f"/Patient/{someone}", json=again, headers={"If-Match": 'W/"1"'}).status_code == 412
    assert clerk.put(f"/Patient/{someone}", json=again, headers=NEW).status_code == 410


def test_answers_are_packed_where_asked(clerk, someone) -> None:
    put(clerk, of_patient("Appointment", someone, comment="x" * 2000))
    packed = clerk.get(f"/Appointment?patient={someone}", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    plain = clerk.get(f"/Appointment?patient={someone}", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert ids(packed) == ids(plain)
