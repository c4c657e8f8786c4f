"""Copying forward fills empty fields alone, never what is of its day, and each copy is looked at before signing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from msk_desk.domain.visits import FormAnswers
from msk_desk.forms.definition import Definition
from msk_desk.forms.state import FormState
from msk_desk.services.copy_forward import NO_COPY, copied_day, copy_forward, look_at, unseen
from msk_desk.services.form_answers import Incomplete, opened
from tests.fakes.filled_forms import assessment
from tests.fakes.small_clinic import MARGARET, Clinic

OCTOBER = datetime(2026, 10, 12, 9, tzinfo=UTC)


HAS_WORK = {"question": "work", "operator": "exists", "answerBoolean": True}


def item(link_id: str, type: str = "text", *, copy: bool | None = None, **more: Any) -> dict[str, Any]:
    marks = [] if copy is None else [{"url": NO_COPY, "valueBoolean": not copy}]
    return {"linkId": link_id, "type": type, "text": link_id, **({"extension": marks} if marks else {}), **more}


def form() -> Definition:
    rows = item(
        "rows",
        "group",
        repeats=True,
        item=[item("what", "string"), item("score", "integer", copy=True), item("kilos", "decimal")],
    )
    return Definition.load({
        "resourceType": "Questionnaire", "url": "u", "version": "2", "status": "active",
        "item": [
            item("red-flags", "group", item=[item("unwell", "boolean")]),
            item("history", "group", item=[
                item("complaint"), item("mood", copy=False), item("work", "string"),
                item("hours", "integer", copy=True, enableWhen=[HAS_WORK]),
                rows,
            ]),
            item("examination", "group", item=[item("observation"), item("always", copy=True)]),
            item("measures", "group", copy=False, item=[item("pain", "integer")]),
        ],
    })  # fmt: skip


def given(**answers: Any) -> FormState:
    state = FormState(form())
    for link_id, value in answers.items():
        state.set_answer(link_id, value)
    return state


def source(state: FormState) -> FormAnswers:
    items = tuple(state.response()["item"])
    return FormAnswers("qr1", "p1", "u|1", "completed", OCTOBER, "s1", "v1", items)


def earlier() -> FormAnswers:
    state = given(
        unwell=True,
        complaint="Stiff",
        mood="Low",
        work="Roofer",
        hours=40,
        observation="Swollen",
        always="Tall",
        pain=7,
    )
    state.set_answer("history/rows/what", "Stairs")
    state.set_answer("history/rows/kilos", 12.5)
    second = state.add_instance("history/rows")
    state.set_answer(f"{second.path}/score", 4)  # the activity of this row was left empty
    return source(state)


def test_only_empty_fields_and_nothing_of_its_day() -> None:
    state = given(complaint="Worse since Monday")
    done = copy_forward(state, earlier(), "Asha Rao")
    assert {one.path: one.was for one in done} == {
        "history/work": "Roofer", "history/hours": "40", "history/rows/what": "Stairs", "history/rows:1/score": "4",
        "examination/always": "Tall",
    }  # fmt: skip
    assert state.values("complaint") == [{"valueString": "Worse since Monday"}]
    for link_id in ("unwell", "mood", "observation", "pain", "kilos"):
        assert state.values(link_id) == []


def test_rows_keep_together_what_was_said_together() -> None:
    state = given()
    copy_forward(state, earlier(), "Asha Rao")
    assert state.values("history/rows/score") == []
    assert state.values("history/rows:1/what") == []


def test_one_section_alone() -> None:
    state = given()
    done = copy_forward(state, earlier(), "Asha Rao", "examination")
    assert [one.path for one in done] == ["examination/always"]


def test_a_copy_says_who_said_it_when_and_goes_with_a_change() -> None:
    state = given()
    copy_forward(state, earlier(), "Asha Rao")
    work = state.instance("work")
    assert copied_day(work) == "2026-10-12"
    stored = str(state.response())
    assert "QuestionnaireResponse/qr1" in stored
    assert "Asha Rao" in stored
    again = FormState.restore(form(), state.snapshot())
    assert copied_day(again.instance("work")) == "2026-10-12"
    state.set_answer("work", "Roofer, part time")
    assert copied_day(work) == ""
    assert "Roofer, part time" in str(state.response())


def test_looking_at_a_copy_ends_its_mark_and_keeps_where_it_came_from() -> None:
    state = given()
    copy_forward(state, earlier(), "Asha Rao")
    before = len(list(unseen(state)))
    assert look_at(state, state.instance("work"))
    assert not look_at(state, state.instance("work"))
    assert len(list(unseen(state))) == before - 1
    assert "qr1" in str(state.instance("work").json)


def test_copying_twice_copies_nothing_more() -> None:
    state = given()
    copy_forward(state, earlier(), "Asha Rao")
    assert copy_forward(state, earlier(), "Asha Rao") == ()


def test_a_form_with_copies_nobody_looked_at_is_not_signed(clinic: Clinic) -> None:
    visits, visit = clinic.office.visits, clinic.begin_visit()
    form_of_visit = visits.open_form(visit.id)
    state = assessment(form_of_visit.questionnaire)
    draft = visits.note(form_of_visit.draft, state.snapshot(), "")
    visits.sign(draft)
    last = visits.last_signed(MARGARET, form_of_visit.draft.subject)
    assert last is not None
    clinic.clock.pass_by(days=7)
    second = visits.start_without(MARGARET)
    fresh = visits.open_form(second.id, form_of_visit.draft.subject)
    state = opened(fresh.questionnaire, {}, clinic.clock())
    assert "history/complaint" in {one.path for one in copy_forward(state, last, "Asha Rao")}
    assert state.values("rf-unwell") == []
    assert state.values("observation") == []
    kept = visits.note(fresh.draft, state.snapshot(), "")
    with pytest.raises(Incomplete) as refused:
        visits.sign(kept)
    assert ("complaint", "copied") in {(each.link_id, each.code) for each in refused.value.findings}
