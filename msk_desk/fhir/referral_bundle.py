"""Reads a referral that another system sent: a FHIR Bundle with ServiceRequest, Patient and what is attached."""

from __future__ import annotations

import base64
import binascii
import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from msk_desk.domain import nhs_number
from msk_desk.domain.errors import BadInput
from msk_desk.domain.incoming import Incoming
from msk_desk.domain.letters import StoredDocument
from msk_desk.domain.people import Patient
from msk_desk.domain.referring import NewReferral, area_in, titled
from msk_desk.fhir.elements import Json, concept, extension, first, mapping, sequence, text_of
from msk_desk.fhir.names import FIRST_CLOCK_START, PATHWAY_NUMBER, REFERRAL_SOURCE
from msk_desk.fhir.patient import read_patient

UBRN = "https://fhir.nhs.uk/Id/UBRN"
LARGEST = 3_000_000
"""Bytes of one attachment: the service takes 5 MiB in one transaction, and a third is lost to writing it as text."""
UNKNOWN_KIND = "application/octet-stream"
SPACE = uuid.UUID("2f1f4c2e-6d1e-4c57-9a44-0c1a5f6d9f11")
_FIRST_CONTACT = ("first contact", "first-contact", "fcp", "physiotherap")
_PRIORITY = {"routine": "routine", "urgent": "urgent", "asap": "urgent", "stat": "stat"}
_OPEN = ("active", "draft", "on-hold", "unknown", "")


def is_referral(resource: Json) -> bool:
    """Whether a resource is a Bundle that refers one patient: not an export, which says what became of it."""
    kinds = [text_of(node.get("resourceType")) for node in _resources(resource)]
    return "ServiceRequest" in kinds and kinds.count("Patient") == 1 and "EpisodeOfCare" not in kinds


def read_referrals(bundle: Json, today: str) -> tuple[Incoming, ...]:
    """Every referral of a bundle, received on a day (ISO).

    Raises:
        BadInput: it is no such bundle; the words say why and name nobody.
    """
    if bundle.get("resourceType") != "Bundle":
        raise BadInput("The file is not a FHIR Bundle.")
    found = _Bundle(bundle)
    requests = [node for node in found.of("ServiceRequest") if text_of(node.get("status")) in _OPEN]
    if not requests:
        raise BadInput("The file holds no open ServiceRequest.")
    documents = (*found.attachments(), _original(bundle))
    for document in documents:
        if len(document.data) > LARGEST:
            raise BadInput("An attachment is larger than 3 MB.", advice="Ask for it in a smaller file.")
    return tuple(_incoming(found, request, documents, today) for request in requests)


def _incoming(found: _Bundle, request: Json, documents: tuple[StoredDocument, ...], today: str) -> Incoming:
    resource = found.patient_of(request)
    patient, lines = _person(read_patient(resource))
    key = _key(request, found.seal)
    requester = found.target(request.get("requester"))
    practice = found.practice(requester)
    kept = tuple(
        replace(each, id=str(uuid.uuid5(SPACE, f"{key}/{at}")), created=today, about_type="ServiceRequest")
        for at, each in enumerate(documents)
    )
    lines += [*found.missing, *(f"UBRN {text}" for text in _identifiers(request, UBRN))]
    reason, site = _reason(found, request), concept(first(request.get("bodySite")))
    region = area_in(site) or area_in(reason)
    referral = NewReferral(
        source=_source(request, requester), reason=reason, region=region,
        title=titled(region, f"{site} {reason}") or site,
        priority=_PRIORITY.get(text_of(request.get("priority")), "routine"),
        referrer=found.name_of(request.get("requester")), received=today,
        kind="advice" if request.get("intent") == "proposal" else "referral",
        note="\n".join([*(text_of(note.get("text")) for note in sequence(request.get("note"))), *lines]).strip(),
        ppi=next(iter(_identifiers(request, PATHWAY_NUMBER)), ""),
        clock_start=text_of(extension(request, FIRST_CLOCK_START).get("valueDate")), attachments=kept,
    )  # fmt: skip
    return Incoming(key, replace(patient, id=str(uuid.uuid5(SPACE, f"{key}/patient"))), referral, practice)


def _person(patient: Patient) -> tuple[Patient, list[str]]:
    """The patient with a number that can be one; what was sent instead goes to the note, so that it is not lost."""
    if not any(name.family or name.given for name in patient.names):
        raise BadInput("The patient in the file has no name.")
    sent = patient.nhs_number
    bare = replace(patient, links=(), distinct_from=(), gp_practice_id="", active=True)
    if not sent:
        return bare, []
    if not nhs_number.is_valid(sent):
        return replace(bare, nhs_number=""), [f"NHS number as sent, which fails its check: {sent}"]
    return replace(bare, nhs_number=nhs_number.parse(sent) or ""), []


def _key(request: Json, seal: str) -> str:
    """What says that it is the same referral: its own number, else its id, else everything in the file."""
    numbers = [f"{i.get('system', '')}|{i.get('value')}" for i in sequence(request.get("identifier")) if i.get("value")]
    named = numbers[0] if numbers else text_of(request.get("id"))
    return f"referral/{named or seal}"


def _identifiers(request: Json, system: str) -> list[str]:
    nodes = [*sequence(request.get("identifier")), mapping(request.get("requisition"))]
    return [text_of(node.get("value")) for node in nodes if node.get("system") == system and node.get("value")]


def _source(request: Json, requester: Json) -> str:
    said = text_of(extension(request, REFERRAL_SOURCE).get("valueCode"))
    if said:
        return said
    titles = [concept(code) for code in sequence(requester.get("code"))]
    titles += [concept(each.get("code")) for each in sequence(requester.get("qualification"))]
    words = " ".join(titles).casefold()
    return "fcp" if any(word in words for word in _FIRST_CONTACT) else "gp"


def _reason(found: _Bundle, request: Json) -> str:
    words = [concept(code) for code in sequence(request.get("reasonCode"))]
    words += [concept(found.target(each).get("code")) for each in sequence(request.get("reasonReference"))]
    if not any(words):
        words = [concept(request.get("code"))]
    return "; ".join(dict.fromkeys(filter(None, words))) or "See what came with it"


def _original(bundle: Json) -> StoredDocument:
    """The whole file, without the bytes of attachments, which are kept as documents of their own."""
    from msk_desk.fhir.exact_json import dumps

    data = dumps(_without_data(bundle))
    return StoredDocument("", "", "The referral as it was received", "", "application/fhir+json", data)


def _without_data(value: Any) -> Any:
    if isinstance(value, dict):
        heavy = "contentType" in value and isinstance(value.get("data"), str)
        return {key: _without_data(each) for key, each in value.items() if not (heavy and key == "data")}
    return [_without_data(each) for each in value] if isinstance(value, list) else value


def _resources(bundle: Json) -> Iterator[Json]:
    for entry in sequence(bundle.get("entry")):
        resource = mapping(entry.get("resource"))
        if resource:
            yield resource


class _Bundle:
    """The resources of a bundle by every name they can be referred to."""

    def __init__(self, bundle: Json) -> None:
        from msk_desk.fhir.exact_json import dumps

        self._every = list(_resources(bundle))
        self._named: dict[str, Json] = {}
        self.missing: list[str] = []
        self.seal = hashlib.sha256(dumps(bundle)).hexdigest()
        for entry in sequence(bundle.get("entry")):
            resource = mapping(entry.get("resource"))
            for name in (text_of(entry.get("fullUrl")), f"{resource.get('resourceType')}/{resource.get('id')}"):
                if name:
                    self._named.setdefault(name, resource)

    def of(self, type: str) -> list[Json]:
        """Every resource of a type."""
        return [each for each in self._every if each.get("resourceType") == type]

    def target(self, node: Any) -> Json:
        """What a Reference points to, in the bundle or contained; empty when it is not there."""
        named = text_of(mapping(node).get("reference"))
        return self._find(named) if named else {}

    def _find(self, named: str) -> Json:
        if named.startswith("#"):
            inside = (each for whole in self._every for each in sequence(whole.get("contained")))
            return next((each for each in inside if f"#{each.get('id')}" == named), {})
        found = self._named.get(named)
        if found is None and "/" in named:
            found = self._named.get("/".join(named.split("/_history/", maxsplit=1)[0].split("/")[-2:]))
        return found or {}

    def patient_of(self, request: Json) -> Json:
        """The patient of a request; the only one of the bundle when the request names none that is there."""
        found = self.target(request.get("subject"))
        if found.get("resourceType") == "Patient":
            return found
        every = self.of("Patient")
        if len(every) != 1:
            raise BadInput("It is not clear whom the file is about." if every else "The file holds no Patient.")
        return every[0]

    def name_of(self, node: Any) -> str:
        """Who a Reference names, in words: a person, with the organisation they are of."""
        found = self.target(node)
        person = self.target(found.get("practitioner")) if found.get("resourceType") == "PractitionerRole" else found
        said = text_of(mapping(node).get("display"))
        if person.get("resourceType") == "Practitioner":
            name = read_patient({"name": person.get("name")}).name
            return " ".join(part for part in (name.title, name.spoken()) if part)
        return said or text_of(person.get("name") if isinstance(person.get("name"), str) else "")

    def practice(self, requester: Json) -> str:
        """The name of the organisation that the requester is or works for."""
        of_role = self.target(requester.get("organization"))
        found = requester if requester.get("resourceType") == "Organization" else of_role
        return text_of(found.get("name"))

    def attachments(self) -> tuple[StoredDocument, ...]:
        """What is attached: documents with their bytes, and binaries that no document names."""
        used: set[int] = set()
        found = []
        for node in self.of("DocumentReference"):
            for content in sequence(node.get("content")):
                attachment = mapping(content.get("attachment"))
                binary = self._find(text_of(attachment.get("url")))
                used.add(id(binary))
                title = (
                    text_of(attachment.get("title")) or text_of(node.get("description")) or concept(node.get("type"))
                )
                data = _bytes(attachment) or _bytes(binary)
                if not data:
                    self.missing.append(f"Named as attached, but not in the file: {title}")
                    continue
                kind = text_of(attachment.get("contentType")) or text_of(binary.get("contentType"))
                found.append(
                    StoredDocument("", "", title or "Attachment", "", kind or "application/octet-stream", data)
                )
        for binary in self.of("Binary"):
            if id(binary) not in used and _bytes(binary):
                kind = text_of(binary.get("contentType")) or UNKNOWN_KIND
                found.append(StoredDocument("", "", "Attachment", "", kind, _bytes(binary)))
        return tuple(found)


def _bytes(node: Json) -> bytes:
    try:
        return base64.b64decode("".join(text_of(node.get("data")).split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadInput("An attachment is damaged: it is not base64.") from error
