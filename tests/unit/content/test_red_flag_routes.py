"""Red flags of every form: the route they suggest, what lowers it, and that a person chooses it."""

from typing import Any

import pytest

from msk_desk.content import forms
from msk_desk.content.red_flag_section import ROUTES, red_flags
from msk_desk.forms.state import FormState
from tests.unit.content.assessment_forms import NAMES, definition, flags_of, opened, value

EACH = [(name, flag.link_id) for name in NAMES for flag in flags_of(name)]
LOWERED = [(name, link) for name, link in EACH if red_flags()[link.removeprefix("rf-")].lowered]


def shown(form: FormState, link_id: str) -> bool:
    return form.visible(form.instance(link_id))


def with_flags(name: str, **answers: str) -> FormState:
    form = opened(name)
    for flag in flags_of(name):
        form.set_answer(flag.link_id, answers.get(flag.link_id.removeprefix("rf-").replace("-", "_"), "absent"))
    return form


@pytest.mark.parametrize("name", NAMES)
def test_none_is_said_only_when_each_was_asked(name: str) -> None:
    form = with_flags(name)
    asked = len(flags_of(name))
    assert value(form, "rf-statement") == f"No red flags found. {asked} of {asked} asked."
    for flag in flags_of(name):
        form.set_answer(flag.link_id, "not-asked")
        assert "No red flags found" not in value(form, "rf-statement")
        assert shown(form, "rf-not-all")
        assert not shown(form, "rf-none")
        form.set_answer(flag.link_id, "absent")
    assert shown(form, "rf-none")


@pytest.mark.parametrize(("name", "link_id"), EACH)
def test_a_flag_that_is_present_suggests_its_route_and_asks_what_was_done(name: str, link_id: str) -> None:
    form = opened(name)
    form.set_answer(link_id, "present")
    assert value(form, "rf-suggested-route") == red_flags()[link_id.removeprefix("rf-")].route
    assert definition(name).by_link_id[link_id].text in value(form, "rf-statement")
    missing = {finding.link_id for finding in form.problems() if finding.code == "required"}
    assert {"rf-detail", "rf-concern", "rf-route", "rf-action"} <= missing
    assert value(form, "rf-route") is None, "nobody but the clinician chooses it"


@pytest.mark.parametrize(("name", "link_id"), LOWERED)
def test_what_is_not_known_keeps_the_higher_route(name: str, link_id: str) -> None:
    flag = red_flags()[link_id.removeprefix("rf-")]
    assert flag.lowered is not None
    form = opened(name)
    form.set_answer(link_id, "present")
    question = _question(form, flag.more[0])
    if question.item.type == "integer":
        return
    form.set_answer(question, "not-known")
    assert value(form, "rf-suggested-route") == flag.route
    form.set_answer(question, "no")
    assert value(form, "rf-suggested-route") == flag.lowered[0]
    form.set_answer(question, "yes")
    assert value(form, "rf-suggested-route") == flag.route


def _question(form: FormState, part: str) -> Any:
    return next(one for one in form.instance(part).children if one.item.is_question)


@pytest.mark.parametrize("flag", ["ces-bladder", "ces-saddle", "ces-legs", "ces-sexual"])
def test_cauda_equina_is_an_emergency_within_the_window_and_when_the_onset_is_not_known(flag: str) -> None:
    form = opened("lumbar-assessment")
    form.set_answer(f"rf-{flag}", "present")
    assert shown(form, "ces-now")
    for days, window, route in ((3, 14, "E"), (14, 14, "E"), (15, 14, "S"), (60, 90, "E"), (None, 14, "E")):
        form.set_answer("ces-window", window)
        form.set_answer("ces-days", days)
        assert value(form, "rf-suggested-route") == route, days
        assert shown(form, "ces-now") is (route == "E")
        assert shown(form, "ces-late") is (route == "S")


def test_the_highest_of_several_is_suggested_and_a_lower_choice_needs_a_reason() -> None:
    form = with_flags("knee-assessment", synovitis="present", calf="present", lump="present")
    assert value(form, "rf-suggested-route") == "S"
    form.set_answer("rf-route", "U")
    assert shown(form, "rf-route-reason")
    assert "rf-route-reason" in {finding.link_id for finding in form.problems()}
    form.set_answer("rf-route", "E")
    assert not shown(form, "rf-route-reason")
    form.set_answer("rf-route", "S")
    form.set_answer("rf-limb", "present")
    assert value(form, "rf-suggested-route") == "E"
    assert value(form, "rf-route") == "S", "never changed for the clinician, neither up nor down"
    assert shown(form, "rf-route-reason")
    form.set_answer("rf-limb", "absent")
    form.set_answer("rf-calf", "absent")
    assert value(form, "rf-suggested-route") == "U"
    assert value(form, "rf-route") == "S"


def test_a_cancer_route_beside_an_urgent_one_needs_no_reason() -> None:
    form = with_flags("knee-assessment", synovitis="present", lump="present")
    form.set_answer("rf-route", "C")
    assert not shown(form, "rf-route-reason")
    form.set_answer("rf-route", "R")
    assert shown(form, "rf-route-reason")


def test_a_clot_is_scored_only_from_what_was_looked_for() -> None:
    form = with_flags("ankle-foot-assessment", calf="present")
    assert value(form, "wells-score") is None
    form.set_answer("wells-features", ["none"])
    assert value(form, "wells-score") == 0
    assert shown(form, "wells-unlikely")
    form.set_answer("wells-features", ["cancer", "calf", "pitting"])
    assert value(form, "wells-score") == 3
    assert shown(form, "wells-likely")
    form.set_answer("wells-features", ["cancer", "calf", "pitting", "alternative"])
    assert value(form, "wells-score") == 1


def test_signs_and_features_are_counted() -> None:
    neck = with_flags("cervical-assessment", myelopathy="present")
    neck.set_answer("myelopathy-signs", ["gait", "hoffmann", "over-45"])
    assert value(neck, "myelopathy-count") == 3
    back = with_flags("lumbar-assessment", axial_spa="present")
    back.set_answer("axial-features", ["before-35", "buttock", "nsaid"])
    assert (shown(back, "axial-test"), shown(back, "axial-refer")) == (True, False)
    back.set_answer("axial-features", ["before-35", "buttock", "nsaid", "relative"])
    assert (shown(back, "axial-test"), shown(back, "axial-refer")) == (False, True)


def test_every_form_asks_about_safety() -> None:
    for name in NAMES:
        assert {"rf-safeguarding", "rf-self-harm"} <= {flag.link_id for flag in flags_of(name)}


def test_every_flag_has_a_route_a_source_and_a_form() -> None:
    used = {link.removeprefix("rf-") for _, link in EACH}
    assert set(red_flags()) == used
    for flag in red_flags().values():
        assert flag.route in ROUTES
        assert flag.source
        assert flag.brief
        if flag.lowered:
            assert ROUTES.index(flag.lowered[0]) > ROUTES.index(flag.route)
            assert flag.more
    named = {part for flag in red_flags().values() for part in flag.more}
    assert {forms.CANONICAL + part for part in named} <= set(forms.parts())


@pytest.mark.parametrize(
    "code", ["mscc", "infection-spine", "dissection", "motor-deficit", "hot-joint", "child-limp", "limb", "aaa"]
)
def test_where_emergency_or_same_day_is_meant_emergency_is_what_is_suggested_first(code: str) -> None:
    assert red_flags()[code].route == "E"
