"""Patient <-> FHIR Patient (UK Core where it has a name for a thing)."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.people import Address, Contact, Patient, PersonName
from msk_desk.fhir.elements import (
    Json,
    concept,
    extension,
    first,
    mapping,
    put,
    put_extension,
    reference,
    sequence,
    target,
    text_of,
    texts,
)
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import ETHNIC_CATEGORY, INTERPRETER, NHS_NUMBER, PREFERRED_FORMAT
from msk_desk.fhir.patient_links import read_distinct, read_links, write_distinct, write_links


def read_name(node: Json) -> PersonName:
    """A HumanName."""
    given = node.get("given")
    return PersonName(
        family=text_of(node.get("family")) or ("" if given else text_of(node.get("text"))),
        given=texts(given),
        title=" ".join(texts(node.get("prefix"))),
        use=text_of(node.get("use")),
    )


def write_name(name: PersonName) -> dict[str, Any]:
    """A HumanName."""
    node: dict[str, Any] = {}
    put(node, "use", name.use)
    put(node, "family", name.family)
    put(node, "given", list(name.given))
    put(node, "prefix", [name.title] if name.title else [])
    return node


def _read_contact(node: Json) -> Contact:
    return Contact(text_of(node.get("system")), text_of(node.get("value")), text_of(node.get("use")))


def _read_address(node: Json) -> Address:
    lines = node.get("line")
    return Address(
        texts(lines),
        text_of(node.get("city")), text_of(node.get("postalCode")), text_of(node.get("use")),
    )  # fmt: skip


def _ethnicity(resource: Json) -> str:
    return concept(extension(resource, ETHNIC_CATEGORY).get("valueCodeableConcept"))


def _nhs_number(resource: Json) -> str:
    return next(
        (text_of(i.get("value")) for i in sequence(resource.get("identifier")) if i.get("system") == NHS_NUMBER),
        "",
    )


def _deceased(resource: Json) -> str:
    return text_of(resource.get("deceasedDateTime")) or ("yes" if resource.get("deceasedBoolean") is True else "")


def _language(resource: Json) -> str:
    spoken = sequence(resource.get("communication"))
    preferred = next((c for c in spoken if c.get("preferred") is True), spoken[0] if spoken else {})
    return concept(preferred.get("language"))


def _practice(resource: Json) -> str:
    for node in sequence(resource.get("generalPractitioner")):
        if target(node, "Organization"):
            return target(node, "Organization")
    return ""


def read_patient(resource: Json) -> Patient:
    """The patient of a resource."""
    return Patient(
        id=text_of(resource.get("id")),
        names=tuple(read_name(name) for name in sequence(resource.get("name"))),
        born=text_of(resource.get("birthDate")),
        gender=text_of(resource.get("gender")),
        nhs_number=_nhs_number(resource),
        contacts=tuple(_read_contact(node) for node in sequence(resource.get("telecom"))),
        addresses=tuple(_read_address(node) for node in sequence(resource.get("address"))),
        language=_language(resource),
        interpreter=extension(resource, INTERPRETER).get("valueBoolean") is True,
        preferred_format=text_of(extension(resource, PREFERRED_FORMAT).get("valueCode")),
        ethnicity=_ethnicity(resource),
        gp_practice_id=_practice(resource),
        deceased=_deceased(resource),
        active=resource.get("active") is not False,
        links=read_links(resource),
        distinct_from=read_distinct(resource),
    )


def _patch_each(resource: dict[str, Any], key: str, before: list[Any], after: list[Any], write: Any) -> None:
    """Patch an array entry by entry: unchanged entries keep every element we do not model."""
    nodes = [node for node in resource.get(key) or [] if isinstance(node, dict)]
    patched = []
    for index, value in enumerate(after):
        node = nodes[index] if index < len(nodes) else {}
        same = index < len(before) and before[index] == value
        patched.append(node if same else {**node, **write(value)})
    put(resource, key, patched)


def _names(resource: dict[str, Any], patient: Patient) -> None:
    _patch_each(resource, "name", list(read_patient(resource).names), list(patient.names), write_name)


def _contacts(resource: dict[str, Any], patient: Patient) -> None:
    _patch_each(resource, "telecom", list(read_patient(resource).contacts), list(patient.contacts), _write_contact)


def _write_contact(contact: Contact) -> dict[str, Any]:
    node: dict[str, Any] = {}
    put(node, "system", contact.system)
    put(node, "value", contact.value)
    put(node, "use", contact.use)
    return node


def _write_address(address: Address) -> dict[str, Any]:
    node: dict[str, Any] = {}
    put(node, "use", address.use)
    put(node, "line", list(address.lines))
    put(node, "city", address.town)
    put(node, "postalCode", address.postcode)
    return node


def _addresses(resource: dict[str, Any], patient: Patient) -> None:
    _patch_each(resource, "address", list(read_patient(resource).addresses), list(patient.addresses), _write_address)


def _number(resource: dict[str, Any], patient: Patient) -> None:
    others = [i for i in resource.get("identifier") or [] if mapping(i).get("system") != NHS_NUMBER]
    mine = [i for i in resource.get("identifier") or [] if mapping(i).get("system") == NHS_NUMBER]
    if patient.nhs_number:
        others = [{**(mine[0] if mine else {}), "system": NHS_NUMBER, "value": patient.nhs_number}, *others]
    put(resource, "identifier", others)


def _speech(resource: dict[str, Any], patient: Patient) -> None:
    spoken = {**first(resource.get("communication")), "language": {"text": patient.language}}
    put(resource, "communication", [spoken] if patient.language else [])


def _died(resource: dict[str, Any], patient: Patient) -> None:
    resource.pop("deceasedBoolean", None)
    resource.pop("deceasedDateTime", None)
    if patient.deceased == "yes":
        resource["deceasedBoolean"] = True
    elif patient.deceased:
        resource["deceasedDateTime"] = patient.deceased


def _interpreter(resource: dict[str, Any], patient: Patient) -> None:
    put_extension(resource, INTERPRETER, {"valueBoolean": True} if patient.interpreter else None)


def _format(resource: dict[str, Any], patient: Patient) -> None:
    value = {"valueCode": patient.preferred_format} if patient.preferred_format else None
    put_extension(resource, PREFERRED_FORMAT, value)


def _practice_link(resource: dict[str, Any], patient: Patient) -> None:
    others = [node for node in sequence(resource.get("generalPractitioner")) if not target(node, "Organization")]
    link = [reference("Organization", patient.gp_practice_id)] if patient.gp_practice_id else []
    put(resource, "generalPractitioner", [*link, *others])


PATIENT = Mapper(
    Patient, "Patient", read_patient,
    patches={
        "names": _names,
        "born": lambda r, p: put(r, "birthDate", p.born),
        "gender": lambda r, p: put(r, "gender", p.gender),
        "nhs_number": _number,
        "contacts": _contacts,
        "addresses": _addresses,
        "language": _speech,
        "interpreter": _interpreter,
        "preferred_format": _format,
        "gp_practice_id": _practice_link,
        "deceased": _died,
        "active": lambda r, p: put(r, "active", p.active),
        "links": write_links,
        "distinct_from": write_distinct,
    },
    fresh=lambda _patient: {},
)  # fmt: skip
