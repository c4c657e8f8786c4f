"""How a referral's words are read: stated, denied, only advised or said of somebody else; doubt counts as yes."""

from __future__ import annotations

import pytest

from msk_desk.content.referral_signs import referral_signs
from msk_desk.domain.red_flags.screen import Found, Told, screen

YES, UNCLEAR, NO, SILENT = "yes", "unclear", "no", ""


def read(text: str, sign: str) -> Found:
    """What a text says of one sign; a sign that is not shown is not stated."""
    found = screen(referral_signs(), Told(text, "Lumbar spine", 50)).signs
    return next((each for each in found if each.sign == sign), Found(sign, ""))


def how(text: str, sign: str) -> str:
    found = read(text, sign)
    return UNCLEAR if found.unclear else found.answer


@pytest.mark.parametrize(
    ("text", "sign", "said"),
    [
        ("Change in bladder function since Monday.", "bladder-bowel", YES),
        ("No bladder change.", "bladder-bowel", NO),
        ("no bladder/bowel disturbance", "bladder-bowel", NO),
        ("B/B normal", "bladder-bowel", NO),
        ("Bladder and bowels are normal.", "bladder-bowel", NO),
        ("Continent of urine.", "bladder-bowel", NO),
        ("She is not continent.", "bladder-bowel", YES),
        ("Unable to pass urine today", "bladder-bowel", YES),
        ("can’t pass water", "bladder-bowel", YES),
        ("He has wet himself twice.", "bladder-bowel", YES),
        ("Bladder change: no", "bladder-bowel", NO),
        ("Bladder change? No. Saddle numbness? Yes", "bladder-bowel", NO),
        ("Bladder change? No. Saddle numbness? Yes", "saddle", YES),
        ("Bladder function not asked about.", "bladder-bowel", SILENT),
        ("I did not ask about bladder change.", "bladder-bowel", SILENT),
        ("Bladder symptoms not assessed", "bladder-bowel", SILENT),
        ("No longer able to pass urine normally", "bladder-bowel", YES),
        ("cannot feel when wiping", "saddle", YES),
        ("Reduced sensation around the back passage.", "saddle", YES),
        ("no sensation in the saddle area", "saddle", YES),
        ("No saddle anaesthesia.", "saddle", NO),
        ("Saddle sensation intact", "saddle", NO),
        ("Denies saddle numbness, bladder change, leg weakness.", "limb-weakness", NO),
        ("Denies weight loss, fever or trauma", "fever-unwell", NO),
        ("No fever, weight loss, night sweats.", "weight-loss", NO),
        ("No fever, weight loss or night pain.", "night-pain", NO),
        ("neither fever nor weight loss", "weight-loss", NO),
        ("No trauma, night pain.", "night-pain", UNCLEAR),
        ("No fever and night pain", "night-pain", UNCLEAR),
        ("No fever and severe night pain", "night-pain", YES),
        ("No bladder change, unsteady on stairs.", "gait", YES),
        ("No bladder change and unsteady on stairs.", "gait", YES),
        ("No fever but night pain", "night-pain", YES),
        ("No injury. Night pain.", "night-pain", YES),
        ("No fever however has lost weight 2 stone", "weight-loss", YES),
        ("No improvement with physiotherapy, night pain now", "night-pain", YES),
        ("Not sleeping: night pain", "night-pain", YES),
        ("Not only back pain, also night pain.", "night-pain", YES),
        ("Without fever", "fever-unwell", NO),
        ("Apyrexial", "fever-unwell", NO),
        ("Systemically well", "fever-unwell", NO),
        ("Not systemically well", "fever-unwell", YES),
        ("Fever: absent", "fever-unwell", NO),
        ("Does not have fever", "fever-unwell", NO),
        ("no history of cancer", "cancer-history", NO),
        ("PMH: breast cancer 2015", "cancer-history", YES),
        ("Mother had breast cancer.", "cancer-history", SILENT),
        ("FH of bowel cancer", "cancer-history", SILENT),
        ("Daughter says he had prostate cancer", "cancer-history", YES),
        ("Wife noticed he is unsteady", "gait", YES),
        ("Advised to attend A&E if bladder change or saddle numbness.", "saddle", SILENT),
        ("If any bladder change, to attend A&E.", "bladder-bowel", SILENT),
        ("Safety-netted about bladder symptoms.", "bladder-bowel", SILENT),
        ("Advised to attend A&E as has saddle numbness.", "saddle", YES),
        ("Power 5/5 throughout", "limb-weakness", NO),
        ("Power 3/5 ankle dorsiflexion", "limb-weakness", YES),
        ("neuro intact", "limb-weakness", NO),
        ("left foot drop", "weakness-worse", YES),
        ("weakness of the left leg getting worse", "weakness-worse", YES),
        ("?cauda equina", "ces-named", YES),
        ("No signs of cauda equina", "ces-named", NO),
        ("cauda equina excluded", "ces-named", NO),
        ("No red flags.", "saddle", SILENT),
        ("Denies: bladder changes, bowel changes, saddle anaesthesia", "saddle", NO),
        ("wt loss -, fever -, night pain +", "weight-loss", NO),
        ("wt loss -, fever -, night pain +", "night-pain", YES),
        ("Fever: 0", "fever-unwell", NO),
        ("Given CES card", "ces-named", SILENT),
        ("pins and needles around her bottom", "saddle", YES),
        ("altered sensation when he wipes", "saddle", YES),
        ("Cannot feel herself going to the toilet", "saddle", YES),
        ("hasn't opened her bowels for 4 days", "bladder-bowel", YES),
        ("difficulty starting to urinate for 3 days", "bladder-bowel", YES),
        ("Pain is worse at night", "night-pain", YES),
        ("Fall from standing height", "major-trauma", NO),
        ("Fell off a ladder", "major-trauma", YES),
        ("Erections lost since last week", "sexual", YES),
        ("", "saddle", SILENT),
        ("Bladder\nchange since Monday", "bladder-bowel", YES),
        ("No evidence in the notes of the practice of any\nbladder change.", "bladder-bowel", UNCLEAR),
        ("No fever\nNight pain", "night-pain", YES),
        ("Suicidal thoughts last week", "self-harm", YES),
        ("Denies suicidal thoughts", "self-harm", NO),
    ],
)  # fmt: skip
def test_how_a_sign_is_said(text: str, sign: str, said: str) -> None:
    if sign in ("weakness-worse", "ces-named", "self-harm", "major-trauma"):
        answer = read(text, sign)
        assert (UNCLEAR if answer.unclear else answer.answer) == said
        return
    assert how(text, sign) == said


def test_a_denial_is_quoted_with_its_denying_word_and_a_finding_as_it_is_written() -> None:
    text = "Dear colleague,\nUnsteady on STAIRS since May. No bladder change."
    assert read(text, "bladder-bowel").words == ("No bladder change",)
    assert read(text, "gait").words == ("Unsteady",)


def test_a_finding_outweighs_a_denial_wherever_they_stand() -> None:
    assert how("No night pain. Later: night pain every night.", "night-pain") == YES


@pytest.mark.parametrize("letter", ["İ" * 50 + " bladder change", "ſaddle\x00 bladder change", "bladder change " * 999])
def test_odd_letters_and_long_texts_are_read_with_their_own_words(letter: str) -> None:
    assert read(letter, "bladder-bowel").words == ("bladder change",)
