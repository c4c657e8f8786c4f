"""The knee assessment form: it loads whole, and never says that there are no red flags before all were asked."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from msk_desk.content import forms
from msk_desk.forms.definition import Definition
from msk_desk.forms.state import FormState

FORM = dict(forms.by_canonical(forms.CANONICAL + "knee-assessment"))
DEFINITION = Definition.load(FORM)
FLAGS = [item.link_id for item in DEFINITION.by_link_id["red-flag-list"].items]
STATEMENTS = {"rf-some", "rf-not-all", "rf-none"}


def opened() -> FormState:
    return FormState(DEFINITION, now=datetime(2026, 11, 22, tzinfo=UTC))


def shown(form: FormState) -> set[str]:
    return {link_id for link_id in STATEMENTS if form.visible(link_id)}


def value(form: FormState, link_id: str) -> Any:
    values = form.values(link_id)
    return next(iter(values[0].values())) if values else None


def test_everything_in_it_is_supported_and_sound() -> None:
    assert DEFINITION.problems == ()
    assert DEFINITION.unsupported == ()
    assert opened().faults == {}


def test_sections_carry_the_codes_that_letters_pick_by() -> None:
    codes = {item.link_id: item.codes for item in DEFINITION.items}
    assert codes["history"] == ("history",)
    assert codes["examination"] == codes["tests"] == ("examination",)
    assert codes["impression"] == ("impression",)
    assert codes["plan"] == ("plan",)
    assert codes["red-flags"] == ("red-flags",)


def test_no_red_flags_is_said_only_when_all_were_asked() -> None:
    form = opened()
    assert shown(form) == {"rf-not-all"}
    for link_id in FLAGS[:-1]:
        form.set_answer(link_id, "absent")
    assert shown(form) == {"rf-not-all"}
    assert "No red flags found" not in value(form, "rf-statement")
    form.set_answer(FLAGS[-1], "not-asked")
    assert shown(form) == {"rf-not-all"}
    assert "No red flags found" not in value(form, "rf-statement")
    form.set_answer(FLAGS[-1], "absent")
    assert shown(form) == {"rf-none"}
    assert value(form, "rf-statement") == f"No red flags found. {len(FLAGS)} of {len(FLAGS)} asked."
    form.set_answer(FLAGS[0], None)
    assert shown(form) == {"rf-not-all"}


@pytest.mark.parametrize("flag", FLAGS)
def test_one_present_flag_is_named_and_asks_for_action(flag: str) -> None:
    form = opened()
    form.set_answer(flag, "present")
    assert shown(form) == {"rf-some"}
    assert DEFINITION.by_link_id[flag].text in form.instance("rf-some").text
    missing = {finding.link_id for finding in form.problems() if finding.code == "required"}
    assert {"rf-detail", "rf-concern", "rf-route", "rf-action"} <= missing


def test_what_is_missing_to_the_normal_range_is_calculated_for_each_side() -> None:
    form = opened()
    form.set_answer("flexion-active-right", 115)
    assert value(form, "flexion-active-short-right") == 25
    assert value(form, "flexion-active-short-left") is None
    form.set_answer("flexion-active-left", 145)
    assert value(form, "flexion-active-short-left") == 0
    form.set_answer("extension-active-right", -5)
    assert value(form, "extension-active-short-right") == 5


def test_the_side_tested_follows_the_history_until_changed() -> None:
    form = opened()
    form.set_answer("side", "left")
    assert form.visible("lachman-left")
    assert not form.visible("lachman-right")
    form.set_answer("tests-side", "both")
    form.set_answer("side", "right")
    assert form.visible("lachman-left")
    assert form.visible("lachman-right")


def leaves(items: list[dict[str, Any]]) -> Iterator[str]:
    for item in items:
        yield item["linkId"]
        yield from leaves(item.get("item", []))


def test_the_statement_is_stored_for_letters() -> None:
    form = opened()
    form.set_answer(FLAGS[0], "absent")
    assert "rf-statement" in list(leaves(form.response()["item"]))
