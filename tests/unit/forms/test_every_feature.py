"""One test of each extension the engine says it supports; an extension without one fails the last test."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from msk_desk.forms import extensions as ext
from msk_desk.forms.answers import WrongAnswer
from msk_desk.forms.check import check_questionnaire
from msk_desk.forms.definition import Definition
from msk_desk.forms.state import FormState
from msk_desk.forms.translation import in_language
from tests.fakes.every_feature import EVERY_FEATURE

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PATIENT = {"resourceType": "Patient", "name": [{"family": "Okafor"}]}
FORM = Definition.load(EVERY_FEATURE)
Check = Callable[[FormState], None]
CHECKS: dict[str, Check] = {}


def covers(*urls: str) -> Callable[[Check], Check]:
    def note(check: Check) -> Check:
        CHECKS.update(dict.fromkeys(urls, check))
        return check

    return note


def codes(state: FormState, link_id: str) -> list[str]:
    return [one.code for one in state.problems(link_id)]


def look(link_id: str):
    return FORM.by_link_id[link_id].look


def plain(state: FormState, link_id: str) -> list[object]:
    return [next(iter(value.values())) for value in state.values(link_id)]


@covers(ext.ITEM_CONTROL, ext.ORIENTATION, ext.SLIDER_STEP)
def controls(_state: FormState) -> None:
    assert (look("mood").control, look("mood").orientation) == ("radio-button", "horizontal")
    pain = look("pain")
    assert (pain.control, pain.slider_step, pain.lower, pain.upper) == ("slider", 1, "None", "Worst")
    assert look("drugs").control == "gtable"


@covers(ext.MIN_VALUE, ext.MAX_VALUE)
def numbers_have_limits(state: FormState) -> None:
    for value, problem in ((-1, ["min-value"]), (0, []), (10, []), (11, ["max-value"])):
        state.set_answer("pain", value)
        assert codes(state, "pain") == problem


@covers(ext.MIN_QUANTITY, ext.MAX_QUANTITY, ext.UNIT_OPTION)
def quantities_have_limits_in_any_unit(state: FormState) -> None:
    assert [one["code"] for one in look("weight").unit_options] == ["kg", "[lb_av]"]
    for value, code, problem in ((251, "kg", ["max-value"]), (2, "[lb_av]", ["min-value"]), (400, "[lb_av]", [])):
        state.set_answer(
            "weight", {"valueQuantity": {"value": value, "system": "http://unitsofmeasure.org", "code": code}}
        )
        assert codes(state, "weight") == problem, (value, code)


@covers(ext.UNIT, ext.DECIMAL_PLACES)
def decimals(state: FormState) -> None:
    assert look("height").unit == {"system": "http://unitsofmeasure.org", "code": "m", "display": "m"}
    state.set_answer("height", 1.755)
    assert codes(state, "height") == ["decimal-places"]


@covers(ext.REGEX, ext.MIN_LENGTH, ext.VALIDATION_TEXT)
def text_has_rules(state: FormState) -> None:
    state.set_answer("postcode", "LS1 1AA")
    assert codes(state, "postcode") == []
    state.set_answer("postcode", "x1")
    found = state.problems("postcode")
    assert {one.code for one in found} == {"min-length", "regex"}
    assert {one.message for one in found} == {"Not a postcode"}
    state.set_answer("postcode", "LS11 11AAAA")
    assert codes(state, "postcode") == ["max-length", "regex"]


@covers(ext.MIN_OCCURS, ext.MAX_OCCURS, ext.EXCLUSIVE)
def several_answers_have_rules(state: FormState) -> None:
    state.set_answer("sites", ["front", "back"])
    assert codes(state, "sites") == []
    state.set_answer("sites", ["front", "back", "none"])
    assert codes(state, "sites") == ["max-occurs", "exclusive"]


@covers(ext.OPTION_PREFIX, ext.ORDINAL, ext.ITEM_WEIGHT)
def options_carry_prefixes_and_weights(state: FormState) -> None:
    assert FORM.by_link_id["mood"].options[0].prefix == "a)"
    for code, weight in (("a", 0), ("b", 1), ("c", 2)):
        state.set_answer("mood", code)
        assert plain(state, "score") == [weight]
    state.set_answer("mood", None)
    assert plain(state, "score") == []


@covers(ext.TOGGLE)
def options_come_and_go(state: FormState) -> None:
    def offered() -> list[str]:
        return [one.label for one in state.instance("offered").options]

    assert offered() == ["A", "B"]
    state.set_answer("pain", 6)
    assert offered() == ["A", "B", "C"]


@covers(ext.ANSWER)
def answers_are_offered_again(state: FormState) -> None:
    state.set_answer("sites", ["front", "back"])
    assert [one.label for one in state.instance("again").options] == ["FRONT", "BACK"]


@covers(ext.CHOICE_COLUMN)
def columns(_state: FormState) -> None:
    assert [(one.path, one.label, one.for_display) for one in look("named").columns] == [("code", "Code", True)]


@covers(ext.OPEN_LABEL)
def an_open_choice_takes_other_words(state: FormState) -> None:
    assert look("open").open_label == "Something else"
    state.set_answer("open", "swimming")
    assert state.values("open") == [{"valueString": "swimming"}]
    assert codes(state, "open") == []
    with pytest.raises(WrongAnswer):
        state.set_answer("mood", "swimming")


@covers(ext.VARIABLE, ext.CALCULATED)
def calculations_follow(state: FormState) -> None:
    state.set_answer("height", 1.8)
    state.set_answer("weight", 90)
    assert [float(one) for one in plain(state, "index")] == [27.8]
    assert plain(state, "index-words") == ["above"]
    state.set_answer("weight", None)
    assert plain(state, "index") == []
    with pytest.raises(WrongAnswer):
        state.set_answer("index", 3)


@covers(ext.INITIAL, ext.LAUNCH_CONTEXT)
def the_patient_is_known(state: FormState) -> None:
    assert plain(state, "who") == ["Okafor"]
    assert plain(state, "mood")[0]["code"] == "b"
    assert plain(FormState(FORM, now=NOW), "who") == []


@covers(ext.TARGET_CONSTRAINT, ext.CONSTRAINT)
def constraints_have_codes_and_words(state: FormState) -> None:
    state.set_answer("pain", 10)
    state.set_answer("rule", "x")
    assert [(one.code, one.message, one.warning) for one in state.problems("rule")] == [("too-much", "Too much", False)]
    state.set_answer("pain", None)
    assert ("form", "Say how bad it is", True) in [(one.code, one.message, one.warning) for one in state.problems()]


@covers(ext.CQF_EXPRESSION)
def texts_and_limits_are_calculated(state: FormState) -> None:
    assert state.instance("said").text == "Pain is "
    state.set_answer("pain", 4)
    assert state.instance("said").text == "Pain is 4"
    state.set_answer("onset", "2026-11-23")
    assert codes(state, "onset") == ["max-value"]


@covers(ext.ENABLE_WHEN)
def a_row_is_shown_by_an_expression(state: FormState) -> None:
    state.set_answer("drugs/name", "one")
    assert not state.visible("drugs/several")
    second = state.add_instance("drugs")
    state.set_answer(second.children[0], "two")
    assert state.visible("drugs/several")
    assert state.visible("drugs:1/several")


@covers(ext.ENTRY_FORMAT)
def hints_of_format(_state: FormState) -> None:
    assert look("onset").entry_format == "DD-MMM-YYYY"


@covers(ext.SHORT_TEXT, ext.MARKDOWN, ext.WIDTH, ext.SUPPORT_LINK)
def texts_have_other_forms(_state: FormState) -> None:
    free = look("free")
    assert (free.short_text, free.markdown, free.help) == ("Free", "**Free** text", "What to write")
    assert (free.width, free.links) == ({"value": 50, "code": "%"}, ("https://example.org/help",))


@covers(ext.TRANSLATION)
def texts_are_translated(_state: FormState) -> None:
    assert Definition(in_language(EVERY_FEATURE, "cy")).by_link_id["free"].text == "Yn Gymraeg"


@covers(ext.HIDDEN, ext.COLLAPSIBLE, ext.DISPLAY_CATEGORY, ext.ITEM_MEDIA)
def parts_are_drawn_their_way(state: FormState) -> None:
    assert not state.visible("secret")
    assert look("folded").collapsible == "default-closed"
    assert look("note").category == "instructions"
    assert look("picture").media == {"contentType": "image/png", "title": "A knee"}


@covers(ext.REPEATS_TEXT)
def the_words_for_another_row(_state: FormState) -> None:
    assert look("drugs").add_text == "Another medicine"


def _one(extension: dict[str, object], key: str = "extension") -> Definition:
    item = {"linkId": "q", "type": "string", "text": "Q"}
    item |= {"_text": {"extension": [extension]}} if key == "_text" else {key: [extension]}
    return Definition({"resourceType": "Questionnaire", "item": [item]})


@covers(ext.XHTML)
def formatted_text(_state: FormState) -> None:
    assert _one({"url": ext.XHTML, "valueString": "<b>Q</b>"}, "_text").by_link_id["q"].look.xhtml == "<b>Q</b>"


@covers(ext.SUBLABEL)
def words_under_the_question(_state: FormState) -> None:
    found = _one({"url": ext.SUBLABEL, "valueMarkdown": "For *one* week\n\nor more"})
    assert found.by_link_id["q"].look.prompt == "For one week or more"


@covers(ext.INSTRUCTION)
def an_instruction_is_help(_state: FormState) -> None:
    assert _one({"url": ext.INSTRUCTION, "valueString": "Slowly"}).by_link_id["q"].look.help == "Slowly"


@pytest.mark.parametrize("check", sorted({check.__name__: check for check in CHECKS.values()}.items()))
def test_feature(check: tuple[str, Check]) -> None:
    check[1](FormState(FORM, None, {"patient": PATIENT}, now=NOW))


def test_every_extension_said_to_be_supported_has_a_check() -> None:
    assert set(CHECKS) == {ext.primary(url) for url in ext.SUPPORTED}


def test_the_form_of_every_feature_is_whole() -> None:
    found = check_questionnaire(EVERY_FEATURE)
    assert (found["unsupported"], found["problems"], found["notUsed"]) == ([], [], [])
    assert found["items"] == 39


def test_lists_held_in_the_form_are_worked_out() -> None:
    state = FormState(FORM, now=NOW)
    assert [one.label for one in state.instance("contained").options] == ["X", "Y"]
    assert [one.label for one in state.instance("named").options] == ["Male", "Female", "Other", "Unknown"]
