"""Two people compared, in words: what each field says of each of them and how far it agrees; no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from msk_desk.domain import telephone
from msk_desk.domain.dates import staff_date
from msk_desk.domain.matching import Agreement, FieldMatch, Match, Verdict
from msk_desk.domain.nhs_number import shown
from msk_desk.domain.people import Patient
from ui.context import Texts

VERDICT_ROLES = {
    Verdict.SAME_PERSON: "bad", Verdict.LIKELY: "warn", Verdict.POSSIBLE: "info", Verdict.UNLIKELY: "neutral",
}  # fmt: skip
SIGNS = {
    Agreement.SAME: ("check", "good_text"), Agreement.NEAR: ("balance", "warn_text"),
    Agreement.DIFFERENT: ("close", "bad_text"), Agreement.UNKNOWN: ("minus", "muted"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One field: its name, both values, how far they agree and why."""

    name: str
    mine: str
    theirs: str
    agreement: Agreement
    why: str


def compared_rows(texts: Texts, one: Patient, other: Patient, match: Match) -> tuple[ComparedRow, ...]:
    """Every field of which anything is known, in the order of the comparison."""
    rows = (
        ComparedRow(
            texts.get(f"referral.field_{field.field}"), _value(one, field.field), _value(other, field.field),
            field.agreement, why_words(texts, field),
        )
        for field in match.fields
    )  # fmt: skip
    return tuple(row for row in rows if row.mine or row.theirs)


def why_words(texts: Texts, field: FieldMatch) -> str:
    """`same`, `day and month swapped`, `different`…"""
    if field.agreement is Agreement.NEAR and field.note:
        return texts.get(f"referral.near_{field.note}")
    return texts.get(f"referral.agree_{field.agreement}")


def reason_words(texts: Texts, match: Match) -> str:
    """The reasons in one line: what does not agree first, as that is what to ask about."""
    said = (f"{texts.get(f'referral.field_{each.field}')}: {why_words(texts, each)}" for each in match.reasons[::-1])
    return "; ".join(said)


def _value(patient: Patient, field: str) -> str:
    values = {
        "nhs_number": shown(patient.nhs_number) if patient.nhs_number else "",
        "family": patient.name.family.upper(),
        "given": " ".join(patient.name.given),
        "born": staff_date(patient.born) if patient.born else "",
        "gender": patient.gender.capitalize(),
        "phone": telephone.shown(patient.phone()),
        "email": next((c.value for c in patient.contacts if c.system == "email"), ""),
        "address": patient.addresses[0].one_line() if patient.addresses else "",
    }
    return values[field]
