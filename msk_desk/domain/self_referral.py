"""What somebody answered who refers themselves, as the referral that it makes; the answers stay beside it whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FORM = "https://msk-desk.example/fhir/Questionnaire/self-referral"
_LENGTH = {
    "days": "for less than 2 weeks", "weeks": "for 2 to 6 weeks", "months": "for 6 weeks to 3 months",
    "long": "for more than 3 months",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SelfReferral:
    """The fields of a referral; `area` is one of REGIONS, `side` one of SIDES, `consent` yes, no or empty."""

    reason: str
    area: str
    side: str
    consent: str
    note: str


def read_answers(items: Sequence[Any]) -> SelfReferral:
    """The referral that answers make."""
    said = dict(_answers(items))
    since = _LENGTH.get(str(said.get("since", "")), "")
    reason = f"{said.get('problem-words', '')}{f', {since}' if since else ''}"
    if said.get("injury") is True:
        reason += f". New injury: {said.get('injury-words') or 'not told how'}"
    side = str(said.get("side", ""))
    agreed = said.get("consent")
    consent = "" if agreed is None else "yes" if agreed is True else "no"
    return SelfReferral(reason, str(said.get("area", "")), "" if side == "none" else side, consent, _note(said))


def _note(said: Mapping[str, Any]) -> str:
    lines = [
        f"Cannot: {said['stops']}." if said.get("stops") else "",
        f"Best reached: {said['reach']}." if said.get("reach") else "",
        f"Helps at appointments: {said['needs']}." if said.get("needs") else "",
    ]
    return "\n".join(line for line in lines if line)


def _answers(items: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    for item in items if isinstance(items, list | tuple) else ():
        if not isinstance(item, Mapping):
            continue
        for answer in item.get("answer") or ():
            yield str(item.get("linkId")), _value(answer)
        yield from _answers(item.get("item") or ())


def _value(answer: Mapping[str, Any]) -> Any:
    if "valueCoding" in answer:
        return answer["valueCoding"].get("code")
    return next((value for name, value in answer.items() if name.startswith("value")), None)
