"""Rules that no role stands above: signed work stays, bookings of a leased session belong to its holder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

from msk_desk.central import leases
from msk_desk.central.context import Caller
from msk_desk.central.indexing import reference_id, values_at
from msk_desk.central.labels import Label, label_of
from msk_desk.central.outcomes import Refusal, forbidden
from msk_desk.central.preparing import LAST_OP
from msk_desk.central.rights import SIGNERS
from msk_desk.domain.central_store import Stored, WriteTransaction
from msk_desk.domain.roles import Role

SENT = "https://msk-desk.example/fhir/StructureDefinition/sent"
ERROR = "entered-in-error"
PROM_ALERT = "prom-alert"
ALERT_ROLES = frozenset({Role.CLINICIAN, Role.ESP, Role.TEAM_LEAD})
ERROR_MARK = "https://msk-desk.example/fhir/StructureDefinition/entered-in-error"
_SIGNED = {
    "Composition": frozenset({"final", "amended"}),
    "QuestionnaireResponse": frozenset({"completed", "amended"}),
}
_MARKS = frozenset({LAST_OP, ERROR_MARK})
"""Beside the content: which operation wrote it, and why it does not hold."""
_STANDING = frozenset(
    {"status", "docStatus", "lifecycleStatus", "verificationStatus", "clinicalStatus", "meta", "text", "extension"}
)
_KEPT_FOREVER = frozenset({"AuditEvent", "Provenance"})


def marks_error(resource: Mapping[str, Any]) -> bool:
    """Whether a resource says of itself that it was entered in error."""
    coded = values_at(resource, ("verificationStatus", "coding", "code"))
    return ERROR in (*(resource.get(name) for name in ("status", "docStatus", "lifecycleStatus")), *coded)


def only_marks_error(sent: Mapping[str, Any], current: Stored | None) -> bool:
    """Whether a change is nothing but the mark that something was entered in error."""
    if current is None or current.deleted or not marks_error(sent):
        return False
    return _content(sent) == _content(orjson.loads(current.json))


def check(tx: WriteTransaction, caller: Caller, sent: Mapping[str, Any], current: Stored | None, now: datetime) -> None:
    """Refuse what breaks a rule.

    Raises:
        Refusal: 422 for signed work, 405 for what is only added to, 409 for a leased session, 403 for another's name.
    """
    exists = current is not None and not current.deleted
    if exists and sent["resourceType"] in _KEPT_FOREVER:
        raise Refusal(405, "not-supported", "This is added to and never changed.")
    if exists and current is not None and sent["resourceType"] == "Task":
        _check_alert(caller, orjson.loads(current.json))
    if _is_signed_work(sent) or (current is not None and exists and _is_signed_work(orjson.loads(current.json))):
        _check_signed(caller, sent, orjson.loads(current.json) if exists and current is not None else None)
    if exists and current is not None:
        leases.check(tx, caller, sent, current, now)


def _check_alert(caller: Caller, before: Mapping[str, Any]) -> None:
    """Nothing lowers or hides an alert but what a clinician records."""
    if PROM_ALERT in values_at(before, ("code", "coding", "code")) and caller.role not in ALERT_ROLES:
        raise forbidden("Only a clinician or a team lead changes an alert.")


def _check_signed(caller: Caller, sent: Mapping[str, Any], before: Mapping[str, Any] | None) -> None:
    signed = _SIGNED[sent["resourceType"]]
    if before is not None and before.get("status") == ERROR:
        raise Refusal(422, "business-rule", "What was entered in error is not changed any more.")
    if before is not None and before.get("status") in signed and _sends(sent, before):
        return
    if before is not None and before.get("status") in signed:
        if not marks_error(sent) or _content(sent) != _content(before):
            raise Refusal(422, "business-rule", "Signed work is not changed: write an amendment instead.")
        if caller.role is not Role.TEAM_LEAD and caller.person not in _authors(before):
            raise forbidden("Only its author or a team lead marks signed work as entered in error.")
        return
    if label_of(sent) is Label.LETTER_ADMIN:
        return  # about an appointment, and no more: it needs no signature
    signs = caller.role in SIGNERS and caller.person in _authors(sent)
    if sent.get("status") in signed and not signs:
        raise forbidden("Only its author signs a letter or note, in a clinical role.")


def _is_signed_work(resource: Mapping[str, Any]) -> bool:
    """Letters, notes and a clinician's answers are signed; a questionnaire of the patient is typed in by anybody."""
    kind = resource["resourceType"]
    return kind in _SIGNED and (kind != "QuestionnaireResponse" or label_of(resource) is Label.CLINICAL)


def _sends(sent: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """Whether a change of a signed letter says that it was sent, and nothing else."""
    same_standing = all(sent.get(name) == before.get(name) for name in _STANDING - {"meta", "text", "extension"})
    unsent = {**sent, "extension": [e for e in sent.get("extension", ()) if e.get("url") != SENT]}
    return same_standing and sent.get("text") == before.get("text") and _content(unsent) == _content(before)


def _authors(resource: Mapping[str, Any]) -> set[str | None]:
    return {reference_id(author) for author in values_at(resource, ("author",))}


def _content(resource: Mapping[str, Any]) -> bytes:
    """What a resource says, apart from whether it holds."""
    kept = {k: v for k, v in resource.items() if k not in _STANDING}
    kept["extension"] = [e for e in resource.get("extension", ()) if e.get("url") not in _MARKS]
    return orjson.dumps(kept, option=orjson.OPT_SORT_KEYS)
