"""Made-up referrals screened: what they raise with the words that did, what stays open, and what may never be said."""

from __future__ import annotations

from datetime import date

import pytest

from msk_desk.content import scope
from msk_desk.content.red_flag_section import red_flags
from msk_desk.content.referral_signs import referral_signs
from msk_desk.domain.red_flags.catalogue import ROUTES, more_urgent, urgency
from msk_desk.domain.red_flags.interview import questions, read_back, written, written_down
from msk_desk.domain.red_flags.screen import RedFlagScreen, Told, screen
from msk_desk.domain.red_flags.terms import signs_in
from msk_desk.domain.scope_check import check_text

CATALOGUE = referral_signs()


def screened(text: str, region: str = "", age: int | None = None, **answers: str) -> RedFlagScreen:
    return screen(CATALOGUE, Told(text, region, age, {name.replace("_", "-"): said for name, said in answers.items()}))


LETTERS = [
    ("back pain since Monday, numb between the legs", "Lumbar spine", 40, "cauda-equina", "E"),
    ("Back pain with erectile dysfunction for a week", "Lumbar spine", 40, "cauda-equina", "E"),
    ("Sciatica now in both legs", "Lumbar spine", 40, "cauda-equina", "E"),
    ("Neck pain with right arm weakness. Dropping cups. Unsteady on stairs.", "Cervical spine", 51, "cord", "E"),
    ("Thoracic pain, PMH prostate ca, worse at night", "Thoracic spine", 70, "mscc", "E"),
    ("Back pain at night, previous breast ca. No weakness, gait normal, continent.", "Lumbar spine", 60, "mscc", "S"),
    ("Low back pain, rigors and fever", "Lumbar spine", 50, "infection-spine", "E"),
    ("Low back pain, on methotrexate", "Lumbar spine", 50, "infection-spine", "S"),
    ("Back pain after a fall from a ladder", "Lumbar spine", 40, "fracture-spine", "E"),
    ("Back pain after a minor fall. No weakness. Known osteoporosis", "Lumbar spine", 75, "fracture-spine", "U"),
    ("Persistent low back pain", "Lumbar spine", 67, "myeloma", "U"),
    ("Back pain and weight loss", "Lumbar spine", 64, "pancreas", "C"),
    ("Unexplained bone pain in the thigh", "Hip", 19, "bone-young", "C"),
    ("A lump in the thigh that is growing", "Hip", 44, "lump", "C"),
    ("Swollen finger joints, morning stiffness 60 minutes", "Wrist and hand", 44, "synovitis", "U"),
    ("Back pain for 2 years, buttock pain, better with exercise, psoriasis", "Lumbar spine", 29, "axial-spa", "R"),
    ("New headache and jaw pain on chewing, shoulders stiff", "Shoulder", 71, "gca", "S"),
    ("Both shoulders ache, morning stiffness over an hour", "Shoulder", 71, "pmr", "U"),
    ("Hot swollen right knee since yesterday", "Knee", 50, "septic-joint", "E"),
    ("Swollen knee and a fever", "Knee", 50, "septic-joint", "E"),
    ("New pain in left knee after TKR 2019", "Knee", 70, "replacement", "S"),
    ("Left calf swelling after a flight", "Knee", 50, "dvt", "S"),
    ("The foot is cold and white", "Foot and ankle", 66, "limb-blood", "E"),
    ("Pain out of proportion after a kick to the shin", "Knee", 22, "limb-blood", "E"),
    ("Known AAA, new back pain", "Lumbar spine", 74, "aaa", "E"),
    ("Sudden neck pain unlike any before, and double vision", "Cervical spine", 44, "dissection", "E"),
    ("Clumsy hands for a year", "Cervical spine", 60, "cord", "E"),
    ("Felt a pop in the heel, cannot push off", "Foot and ankle", 40, "tendon", "S"),
    ("Fell last week, cannot raise the arm since", "Shoulder", 52, "cuff", "U"),
    ("Limping with knee pain", "Knee", 14, "child", "E"),
    ("Chest tightness with left arm pain on exertion", "Shoulder", 60, "lung", "E"),
    ("Arm pain with a drooping eyelid", "Shoulder", 60, "apical", "C"),
    ("Groin pain after a fall, still walking", "Hip", 80, "hip-fracture", "S"),
    ("Back pain with blood in the urine", "Lumbar spine", 50, "visceral", "S"),
    ("She says her husband hits her; afraid of her husband", "Lumbar spine", 50, "safeguarding", "S"),
    ("Pain for years. Says life is not worth living", "Widespread pain", 50, "self-harm", "E"),
    ("Ulcer on the foot, diabetic", "Foot and ankle", 60, "diabetic-foot", "S"),
    ("Cat bite, finger infected", "Wrist and hand", 30, "hand-infection", "E"),
    ("Red painful eye and back pain", "Lumbar spine", 28, "eye", "S"),
    ("Numb all the time with thenar wasting", "Wrist and hand", 58, "hand-nerve", "U"),
    ("Tripped off a kerb, unable to weight bear", "Foot and ankle", 33, "acute-injury", "S"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "region", "age", "condition", "route"), LETTERS, ids=[case[3] for case in LETTERS])
def test_a_referral_raises_what_it_says_with_its_words(
    text: str, region: str, age: int, condition: str, route: str
) -> None:
    found = {each.condition: each for each in screened(text, region, age).suggestions}
    assert condition in found, sorted(found)
    suggestion = found[condition]
    assert suggestion.route == route
    assert suggestion.source
    assert suggestion.action
    for sign in suggestion.because:
        assert sign.words
        assert all(words in text for words in sign.words)


@pytest.mark.parametrize(
    ("text", "region", "age"),
    [
        ("Tricompartmental OA of the right knee, worse on stairs. Well in himself. BMI 31.", "Knee", 44),
        ("Tennis elbow, 3 months, painful grip.", "Elbow", 40),
        ("Plantar heel pain, first steps worst.", "Foot and ankle", 45),
        ("Shoulder pain, painful arc, no injury. Neck clear.", "Shoulder", 48),
        ("LBP, desk job. No red flag symptoms: no bladder or bowel change, no saddle numbness, no leg weakness. "
         "Advised to attend A&E if any bladder change.", "Lumbar spine", 35),
        ("Family history of bowel cancer. Hip OA.", "Hip", 55),
    ],
)  # fmt: skip
def test_what_says_nothing_raises_nothing(text: str, region: str, age: int) -> None:
    assert screened(text, region, age).suggestions == ()


ALL_DENIED = (
    "Low back pain. Continent, saddle sensation normal, no bilateral leg symptoms, sexual function normal. Power 5/5, "
    "gait normal. No history of cancer. Weight stable. Apyrexial. Sleeps well. No injury. No osteoporosis, not on "
    "steroids or methotrexate."
)


def test_no_red_flags_may_be_said_only_when_each_was_stated() -> None:
    assert screened(ALL_DENIED, "Lumbar spine", 40).clear
    without = ALL_DENIED.replace("saddle sensation normal, ", "")
    found = screened(without, "Lumbar spine", 40)
    assert not found.clear
    assert [each.sign for each in found.not_stated] == ["saddle"]
    assert not screened("Low back pain. No red flags.", "Lumbar spine", 40).clear
    assert not screened("", "", None).clear


def test_an_answer_of_the_patient_counts_and_never_takes_back_what_the_words_say() -> None:
    assert screened("Back pain", "Lumbar spine", 40, saddle="yes").route == "E"
    assert screened("Back pain, numb saddle", "Lumbar spine", 40, saddle="no").route == "E"
    unclear = screened("LBP. No trauma, night pain.", "Lumbar spine", 40, night_pain="no")
    assert [each.sign for each in unclear.signs if each.unclear] == ["night-pain"]


def test_what_the_clinician_found_out_stands_above_words_and_answers() -> None:
    told = Told("Back pain, ?bladder change", "Lumbar spine", 40, {"bladder-bowel": "yes"})
    assert screen(CATALOGUE, told).route == "E"
    after = screen(CATALOGUE, told, {"bladder-bowel": "no"})
    assert after.suggestions == ()
    (sign,) = (each for each in after.signs if each.sign == "bladder-bowel")
    assert (sign.answer, sign.source, sign.words) == ("no", "clinician", ("bladder change",))


@pytest.mark.parametrize(
    ("text", "region", "condition"),
    [("Weight loss and back pain", "Lumbar spine", "pancreas"), ("New headache, sore scalp", "", "gca")],
)
def test_an_age_that_is_not_known_never_hides_anything(text: str, region: str, condition: str) -> None:
    assert condition in [each.condition for each in screened(text, region, None).suggestions]


def test_a_route_is_lowered_only_by_what_is_stated_and_raised_by_any_doubt() -> None:
    pain_alone = "Back pain at night, previous breast cancer."
    assert screened(pain_alone, "Lumbar spine", 60).route == "E"
    assert screened(pain_alone + " No weakness, gait normal.", "Lumbar spine", 60).route == "E"
    assert screened(pain_alone + " No weakness, gait normal, continent.", "Lumbar spine", 60).route == "S"
    assert screened("LBP, type 2 diabetes, unwell", "Lumbar spine", 60).route == "E"


def test_the_most_urgent_comes_first_and_nothing_is_dropped() -> None:
    found = screened("Weight loss, night pain, numb saddle, back pain", "Lumbar spine", 66).suggestions
    routes = [urgency(each.route) for each in found]
    assert routes == sorted(routes)
    assert {"cauda-equina", "pancreas", "weight", "night-pain"} <= {each.condition for each in found}
    assert more_urgent("C", "S") == "S"
    assert urgency("what is this") == 0


def test_each_condition_names_its_source_and_known_signs_and_the_whole_has_a_review_date() -> None:
    assert date.fromisoformat(CATALOGUE.review)
    for condition in CATALOGUE.conditions:
        assert condition.route in ROUTES
        assert condition.source, condition.code
        assert condition.citation, condition.code
        named = {sign for rule in condition.rules for term in rule for sign in signs_in(term)}
        named |= set((condition.lowered or ("", ()))[1]) | set((condition.raised or ("", ()))[1])
        assert named <= set(CATALOGUE.signs), condition.code


def test_every_red_flag_of_the_forms_is_screened_for_or_is_asked_in_clinic_only() -> None:
    from msk_desk.content.resource_files import read_json

    named = {flag for row in read_json("triage/conditions.json")["conditions"] for flag in row.get("flags", ())}
    in_clinic = {"nerves", "stroke-heart", "unwell", "implant-gives", "injury-hand", "injury-new"}
    assert set(red_flags()) - named <= in_clinic


def test_what_was_asked_on_the_telephone_is_read_back_as_answers() -> None:
    asked = {sign.code: sign for sign in questions(CATALOGUE, "Lumbar spine")}
    assert {"saddle", "bladder-bowel", "cancer-history"} <= set(asked)
    assert "cannot-lift-arm" not in asked
    assert len(questions(CATALOGUE, "")) > len(asked)
    said = {"saddle": "yes", "bladder-bowel": "no", "gait": ""}
    lines = written_down({asked[sign].ask: answer for sign, answer in said.items()})
    answers, rest = read_back(CATALOGUE, f"My back hurts.\n{lines}")
    assert answers == {"saddle": "yes", "bladder-bowel": "no", "gait": "yes"}
    assert rest.split() == ["My", "back", "hurts."]
    found = screen(CATALOGUE, Told(rest, "Lumbar spine", 40, answers))
    assert [each.source for each in found.present] == ["answers", "answers"]
    assert found.route == "E"


def test_what_was_answered_with_no_sends_nobody_to_hospital_from_the_desk() -> None:
    rules = scope.load()
    for sign in questions(CATALOGUE):
        assert not [each for each in check_text(rules, written(sign.ask, "no")) if each.at_once], sign.code
    saddle = CATALOGUE.signs["saddle"].ask
    assert [each.at_once for each in check_text(rules, written(saddle, "yes"))] == [True]
