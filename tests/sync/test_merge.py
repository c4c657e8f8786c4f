"""The three-way merge: nothing of either side is lost without being named, whatever the sides are."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msk_desk.fhir.names import LAST_OP
from msk_desk.sync.merge import decide, last_op, merge, same

VALUE = st.sampled_from(["a", "b", "c", 1, 1.5, True, False])
KEYS = st.sampled_from(["gender", "language", "maritalStatus", "active"])
TELECOM = st.builds(
    lambda use, value: {"system": "phone", "use": use, "value": value},
    st.sampled_from(["home", "work", "mobile"]),
    st.sampled_from(["1", "2"]),
)


@st.composite
def patients(draw: st.DrawFn) -> dict[str, Any]:
    fields = draw(st.dictionaries(KEYS, VALUE, max_size=4))
    uses = draw(st.lists(TELECOM, max_size=3, unique_by=lambda e: e["use"]))
    given = draw(st.lists(VALUE, max_size=2))
    return {"resourceType": "Patient", **fields, **({"telecom": uses} if uses else {}), "photo": given}


@given(patients(), patients())
def test_one_side_alone_wins(base: dict[str, Any], changed: dict[str, Any]) -> None:
    assert merge(base, changed, base).value == changed
    merged = merge(base, base, changed)
    assert merged.value == changed
    assert not merged.clashes


@given(patients(), patients(), patients())
def test_both_sides_clash_on_the_same_fields(
    base: dict[str, Any], local: dict[str, Any], remote: dict[str, Any]
) -> None:
    assert merge(base, local, remote).clashes == merge(base, remote, local).clashes


@given(patients(), patients(), patients())
def test_without_a_clash_every_change_of_both_is_there(
    base: dict[str, Any], local: dict[str, Any], remote: dict[str, Any]
) -> None:
    merged = merge(base, local, remote)
    if merged.clashes:
        return
    for key in {*base, *local, *remote} - {"telecom"}:
        for side in (local, remote):
            if repr(side.get(key)) != repr(base.get(key)):
                assert repr(merged.value.get(key)) == repr(side.get(key))
    before, out = uses(base), uses(merged.value)
    for side in (uses(local), uses(remote)):
        for use in {*before, *side}:
            if side.get(use) != before.get(use):
                assert out.get(use) == side.get(use)


def uses(resource: dict[str, Any]) -> dict[str, Any]:
    return {e["use"]: e["value"] for e in resource.get("telecom", [])}


@given(patients(), patients())
def test_same_change_on_both_sides_is_no_clash(base: dict[str, Any], changed: dict[str, Any]) -> None:
    assert merge(base, changed, changed).clashes == []


@pytest.mark.parametrize(
    ("kind", "ours", "theirs"),
    [
        ("Patient", {"birthDate": "1970-01-02"}, {"name": [{"family": "New"}]}),
        ("Condition", {"bodySite": [{"text": "Left knee"}]}, {"code": {"text": "Osteoarthritis of right knee"}}),
        ("Appointment", {"status": "cancelled"}, {"start": "2026-01-01T10:00:00Z"}),
    ],
)
def test_what_belongs_together_is_decided_together(kind: str, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    base = {"resourceType": kind, "id": "x"}
    assert set(merge(base, base | ours, base | theirs).clashes) == {*ours, *theirs}


def test_dose_and_unit_are_one() -> None:
    base = {"resourceType": "Observation", "component": {"valueQuantity": {"value": 5, "unit": "mg"}}}
    ours = {"resourceType": "Observation", "component": {"valueQuantity": {"value": 7, "unit": "mg"}}}
    theirs = {"resourceType": "Observation", "component": {"valueQuantity": {"value": 5, "unit": "g"}}}
    assert merge(base, ours, theirs).clashes == ["component.valueQuantity"]


def test_deletion_of_what_the_other_changed_is_a_clash() -> None:
    base = {"resourceType": "Patient", "gender": "male"}
    assert merge(base, {"resourceType": "Patient"}, base | {"gender": "female"}).clashes == ["gender"]


def test_answers_to_different_questions_are_joined() -> None:
    def answers(**given: str) -> dict[str, Any]:
        items = [{"linkId": k, "answer": [{"valueString": v}]} for k, v in given.items()]
        return {"resourceType": "QuestionnaireResponse", "item": items}

    merged = merge(answers(a="1", b="1"), answers(a="2", b="1"), answers(a="1", b="2", c="3"))
    assert merged.value == answers(a="2", b="2", c="3")
    assert merge(answers(a="1"), answers(a="2"), answers(a="3")).clashes == ["item[a].answer"]


def test_stamps_text_and_mark_never_clash() -> None:
    def version(number: int, op: str) -> dict[str, Any]:
        mark = {"url": LAST_OP, "valueString": op}
        return {"resourceType": "Patient", "meta": {"versionId": str(number)}, "extension": [mark]}

    merged = merge(version(1, "x"), version(1, "ours"), version(2, "theirs") | {"gender": "male"})
    assert not merged.clashes
    assert last_op(merged.value) == "ours"
    assert merged.value["meta"]["versionId"] == "2"
    assert same(version(1, "a"), version(2, "b"))


def test_true_is_not_one() -> None:
    base = {"resourceType": "Patient", "active": True}
    assert merge(base, base | {"active": 1}, base).value["active"] == 1


@given(patients(), patients(), patients())
def test_decision_takes_each_clash_from_the_chosen_side(
    base: dict[str, Any], local: dict[str, Any], remote: dict[str, Any]
) -> None:
    clashes = merge(base, local, remote).clashes
    ours, theirs = decide(base, local, remote, frozenset(clashes)), decide(base, local, remote, frozenset())
    for name in set(clashes) & {"gender", "language", "maritalStatus", "active", "photo"}:
        assert repr(ours.get(name)) == repr(local.get(name))
        assert repr(theirs.get(name)) == repr(remote.get(name))


def test_decision_never_divides_what_belongs_together() -> None:
    base = {"resourceType": "Patient", "birthDate": "1970-01-01", "name": [{"family": "Old"}]}
    local, remote = base | {"birthDate": "1970-01-02"}, base | {"name": [{"family": "New"}]}
    assert decide(base, local, remote, frozenset({"birthDate"})) == local
    assert decide(base, local, remote, frozenset()) == remote


def test_edit_of_what_was_signed_meanwhile_is_judged_by_a_person() -> None:
    base = {"resourceType": "Composition", "status": "preliminary", "title": "Clinic letter"}
    signed, edited = base | {"status": "final"}, base | {"title": "Letter"}
    assert merge(base, edited, signed).clashes == ["status"]
    assert merge(base, base, signed).clashes == []
    assert merge(base, signed, edited).clashes == []
