"""Referrals at the desk by keyboard alone: somebody known, somebody new, and two who look alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from msk_desk.domain.pathways import Pathway, Referral
from msk_desk.domain.people import Patient
from msk_desk.domain.roles import Role
from msk_desk.domain.visits import FormAnswers
from msk_desk.services.answer_text import first_text
from tests.ui.visit_patients import settle
from ui.context import Context
from ui.navigation import Place
from ui.screens.referral.screen import ReferralScreen
from ui.screens.referral.take_view import TakeView


@pytest.fixture
def screen(context_for: Callable[[Role], Context], qtbot: QtBot) -> ReferralScreen:
    """The screen as reception opens it."""
    made = ReferralScreen(context_for(Role.RECEPTIONIST))
    qtbot.addWidget(made)
    made.resize(1340, 760)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.open(Place("referral"))
    settle(qtbot, made.context.runner)
    return made


class Keys:
    """Hands on the keyboard, and nowhere else: every key goes to whatever has the focus."""

    def __init__(self, qtbot: QtBot, context: Context) -> None:
        self._qtbot = qtbot
        self._context = context

    @property
    def at(self) -> QWidget:
        """What has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def type(self, text: str, *then: Qt.Key) -> None:
        """Type words, then keys; the workers answer before the next."""
        QTest.keyClicks(self.at, text)
        settle(self._qtbot, self._context.runner)
        for key in then:
            self.press(key)

    def press(self, key: Qt.Key, ctrl: bool = False) -> None:
        """One key."""
        QTest.keyClick(self.at, key, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier)
        settle(self._qtbot, self._context.runner)

    def until(self, name: str) -> None:
        """Tab until a control of this name has the keyboard."""
        for _ in range(40):
            if self.at.objectName() == name:
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail(f"{name} cannot be reached with Tab")


@pytest.fixture
def keys(screen: ReferralScreen, qtbot: QtBot) -> Keys:
    """The keyboard."""
    return Keys(qtbot, screen.context)


def referrals_of(view: TakeView, patient_id: str) -> list[Referral]:
    return list(view.context.desk.referrals.of_patient(patient_id))


def test_three_callers_by_keyboard_two_of_whom_look_alike(screen: ReferralScreen, keys: Keys) -> None:
    view, find = screen.take, screen.context.desk.patients.find
    first, second = find("begum shirin")
    before = len(referrals_of(view, second.id))
    # Known: search, down to the second of two look-alikes, a few fields, save.
    keys.type("begum shirin", Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert view.person.title.text().startswith("BEGUM, Shirin")
    keys.type("Dr Hill", Qt.Key.Key_Return, Qt.Key.Key_Return)
    keys.type("Left shoulder pain since June", Qt.Key.Key_Return)
    keys.type("sh")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert "BEGUM, Shirin" in view.message.title.text()
    assert keys.at is view.search.field, "ready for the next caller"
    taken = referrals_of(view, second.id)
    assert len(taken) == before + 1
    assert (taken[0].reason, taken[0].region, taken[0].referrer) == (
        "Left shoulder pain since June",
        "Shoulder",
        "Dr Hill",
    )
    # Another of the same name and birth date rings: she is new, and says that she is neither of the two.
    keys.type("begum shireen", Qt.Key.Key_Escape)
    keys.press(Qt.Key.Key_N, ctrl=True)
    assert keys.at.objectName() == "new_nhs_number"
    keys.type("9990000018", Qt.Key.Key_Return)
    keys.type("19/7/61")
    assert view.alike.isVisible()
    keys.until("new_gender_female")
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert keys.at is view.alike.none, "nothing is saved before it is decided"
    keys.press(Qt.Key.Key_Return)
    assert not view.alike.isVisible()
    keys.until("referral_reason")
    keys.type("Right knee pain")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    (new,) = find("9990000018")
    assert len(referrals_of(view, new.id)) == 1
    assert new.name == "BEGUM, Shireen"
    # A third is being registered when the desk sees that she is known.
    keys.type(f"{first.nhs_number}1")
    keys.press(Qt.Key.Key_N, ctrl=True)
    keys.type(first.nhs_number)
    keys.until("alike_use_0")
    keys.press(Qt.Key.Key_Return)
    assert view.known is not None
    assert view.known.patient.id == first.id
    keys.until("referral_reason")
    keys.type("Neck pain")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert referrals_of(view, first.id)[0].reason == "Neck pain"


def test_an_emergency_on_the_telephone_is_told_before_it_is_saved(screen: ReferralScreen, keys: Keys) -> None:
    view = screen.take
    keys.type("holloway margaret", Qt.Key.Key_Return)
    patient = view.known.patient if view.known else Patient("")
    before = len(referrals_of(view, patient.id))
    keys.until("referral_reason")
    keys.type("Back pain, cannot feel her bladder since last night")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert len(referrals_of(view, patient.id)) == before
    assert keys.at.objectName() == "send_on_told_999"
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_Space)
    keys.until("send_on_who")
    keys.type("Asha Rao", Qt.Key.Key_Return)
    keys.type("Going now, daughter drives")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    stored = referrals_of(view, patient.id)[0]
    assert stored.priority == "stat"
    assert [(each.to, each.words) for each in stored.handovers] == [
        ("Emergency department: Asha Rao", "Going now, daughter drives")
    ]
    assert "Asha Rao" in view.message.advice.text()


def test_a_second_referral_is_offered_to_the_open_pathway(screen: ReferralScreen, keys: Keys) -> None:
    view, records = screen.take, screen.context.desk.record
    patients = screen.context.desk.patients
    known = next(
        known
        for line in patients.find("smi") + patients.find("jo") + patients.find("a")
        if (known := screen.context.desk.referrals.known(line.id)).open_pathways
    )
    pathway: Pathway = known.open_pathways[0]
    assert records.banner(known.patient.id).patient == known.patient
    view.choose(known.patient.id)
    settle(keys._qtbot, screen.context.runner)
    keys.until("referral_reason")
    keys.type("The same again", Qt.Key.Key_Return)
    areas = ("lumbar", "cervical", "knee", "hip", "shoulder", "elbow", "wrist", "foot", "widespread")
    area = next(word for word in areas if word in pathway.title.casefold())
    keys.type(area[:3])
    assert view.person.add_to == pathway.id
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert "added" in view.message.title.text().casefold()
    assert len(screen.context.desk.referrals.known(known.patient.id).open_pathways) == len(known.open_pathways)


def test_somebody_who_refers_themselves_is_asked_on_the_telephone(screen: ReferralScreen, keys: Keys) -> None:
    view = screen.take
    keys.type("holloway margaret", Qt.Key.Key_Return)
    assert view.known is not None
    patient = view.known.patient
    view.form.source.button("self").click()
    keys.until("referral_ask")
    keys.press(Qt.Key.Key_Return)
    assert view.right.currentWidget() is view.interview
    keys.type("Neck pain, worse at the computer")
    state = view.interview.form.state
    assert state is not None
    for link, value in (
        ("area", {"valueCoding": {"code": "cervical", "display": "Neck"}}), ("consent", {"valueBoolean": True}),
        ("injury", {"valueBoolean": True}), ("injury-words", {"valueString": "Car crash yesterday"}),
    ):  # fmt: skip
        state.set_answer(link, value)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert view.form.new.region == "Cervical spine"
    assert view.form.new.consent == "yes"
    assert view.send_on.urgent, "what was answered is looked at like any words"
    view.send_on.told.button("clinician").click()
    view.send_on.who.setText("Asha Rao")
    view.form.take_focus()
    keys.press(Qt.Key.Key_Return, ctrl=True)
    stored = referrals_of(view, patient.id)[0]
    assert (stored.source, stored.reason[:32]) == ("self", "Neck pain, worse at the computer")
    answers = screen.context.desk.record._records.of_patient(FormAnswers, patient.id)
    (kept,) = [each for each in answers if "self-referral" in each.form]
    assert first_text(kept.items, "problem-words") == "Neck pain, worse at the computer"
    assert kept.mode == "interview"
