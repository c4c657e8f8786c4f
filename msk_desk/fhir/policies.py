"""AttendancePolicy <-> FHIR HealthcareService: what the service as a whole has agreed, synchronised to every desk."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.attendance import AttendancePolicy, Step
from msk_desk.fhir.clinic_templates import CLINIC_KIND
from msk_desk.fhir.elements import Json, code_in, extension, put, put_extension, sequence, text_of
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import EXT

ATTENDANCE = "attendance-policy"
POLICY = f"{EXT}/attendance-policy"
_FIELDS = ("first", "later", "adult_from", "interpreter_days", "published")


def is_policy(resource: Json) -> bool:
    """Whether a HealthcareService is this policy."""
    return any(code_in(node, CLINIC_KIND) == ATTENDANCE for node in sequence(resource.get("category")))


def read_policy(resource: Json) -> AttendancePolicy:
    """A HealthcareService that holds the policy; a step that is not known is the careful one."""
    said = extension(resource, POLICY)

    def step(name: str) -> Step:
        code = text_of(extension(said, name).get("valueCode"))
        return Step(code) if code in tuple(Step) else Step.ASK

    def number(name: str, otherwise: int) -> int:
        value = extension(said, name).get("valueInteger")
        return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else otherwise

    return AttendancePolicy(
        text_of(resource.get("id")), step("first"), step("later"), number("adult-from", 18),
        number("interpreter-days", 0), text_of(extension(said, "published").get("valueString")),
    )  # fmt: skip


def _put(resource: dict[str, Any], policy: AttendancePolicy) -> None:
    parts: list[dict[str, Any]] = [
        {"url": "first", "valueCode": str(policy.first)},
        {"url": "later", "valueCode": str(policy.later)},
        {"url": "adult-from", "valueInteger": policy.adult_from},
        {"url": "interpreter-days", "valueInteger": policy.interpreter_days},
    ]
    if policy.published:
        parts.append({"url": "published", "valueString": policy.published})
    put_extension(resource, POLICY, {"extension": parts})
    put(resource, "active", True)


MAPPER = Mapper(
    AttendancePolicy, "HealthcareService", read_policy,
    patches=dict.fromkeys(_FIELDS, _put),
    fresh=lambda _policy: {"category": [{"coding": [{"system": CLINIC_KIND, "code": ATTENDANCE}]}]},
    matches=is_policy,
)  # fmt: skip
