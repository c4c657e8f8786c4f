"""S6: changes made elsewhere until they are visible here, and a save here until the service has it."""

from __future__ import annotations

import time
from typing import Any

import orjson

from msk_desk.sync.transport import HttpTransport
from tests.benchmarks.bench_district import BenchDistrict, Computer
from tests.benchmarks.measure import Measure, percentile, timed

CHANGES, PAGE, SAVES = 500, 100, 30
_FHIR = {"Content-Type": "application/fhir+json"}
_SOME = "SELECT id FROM patient_line WHERE phone != '' ORDER BY id DESC LIMIT ?"


def measure(district: BenchDistrict) -> list[Measure]:
    """Both directions."""
    here = district.whole()
    with here.store.files.cache.reading() as cache:
        patients = [row[0] for row in cache.execute(_SOME, (CHANGES + SAVES,)).fetchall()]
    here.sync()
    return [_received(here, patients[:CHANGES]), _sent(here, patients[CHANGES:])]


def _received(here: Computer, patients: list[str]) -> Measure:
    transport = here.transport()
    _change_elsewhere(transport, patients)
    ours = here.sync(transport) * 1000
    seen = sum(here.office.patients.read(patient).phone() == _phone(at) for at, patient in enumerate(patients))
    if seen != len(patients):
        raise AssertionError(f"only {seen} of {len(patients)} changes are visible")
    bare = _round_trip(transport, f"_history?_count={CHANGES}")
    name = f"{CHANGES} changes elsewhere to visible here"
    return Measure("S6", name, ours, bare, "≤ 1 s", ours <= 1000.0, "ms")


def _round_trip(transport: HttpTransport, url: str) -> float:
    """Milliseconds of one bare exchange, its answer read as JSON."""
    with timed() as took:
        orjson.loads(transport.send("GET", url).body)
    return took.milliseconds


def _change_elsewhere(transport: HttpTransport, patients: list[str]) -> None:
    """Another client gives each patient another telephone number, in transactions of 100."""
    for start in range(0, len(patients), PAGE):
        part = patients[start : start + PAGE]
        asked = transport.send("GET", f"Patient?_id={','.join(part)}&_count={PAGE}").json()
        found = {entry["resource"]["id"]: entry["resource"] for entry in asked["entry"]}
        entries = [_put(found[id], _phone(start + at)) for at, id in enumerate(part)]
        bundle = {"resourceType": "Bundle", "type": "transaction", "entry": entries}
        answer = transport.send("POST", "", orjson.dumps(bundle), _FHIR)
        if not answer.ok:
            raise AssertionError(f"the other client was refused: {answer.status} {answer.body[:300]!r}")


def _put(patient: dict[str, Any], phone: str) -> dict[str, Any]:
    version = patient["meta"]["versionId"]
    patient["telecom"] = [{"system": "phone", "value": phone, "use": "mobile"}]
    request = {"method": "PUT", "url": f"Patient/{patient['id']}", "ifMatch": f'W/"{version}"'}
    return {"resource": patient, "request": request}


def _phone(at: int) -> str:
    """A made-up mobile number of the range that is kept free for fiction."""
    return f"07700 900{at % 1000:03d}"


def _sent(here: Computer, patients: list[str]) -> Measure:
    """A save and the synchronisation that the window asks for after it."""
    transport = here.transport()
    took, bare = [], []
    for at, patient in enumerate(patients):
        began = time.perf_counter()
        here.office.patients.change_phone(patient, f"01632 960{at:03d}")
        here.sync(transport)
        took.append((time.perf_counter() - began) * 1000)
        bare.append(_round_trip(transport, f"Patient/{patient}"))
    if here.store.outbox.next_units(10):
        raise AssertionError("a save was not acknowledged")
    ours = percentile(took, 0.95)
    name = f"a save here to acknowledged, p95 of {SAVES}"
    return Measure("S6", name, ours, percentile(bare, 0.95), "≤ 150 ms", ours <= 150.0, "ms")
