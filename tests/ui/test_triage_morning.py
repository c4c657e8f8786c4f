"""A morning's triage by keyboard alone: six referrals, one of them an emergency, one a question to a colleague."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from msk_desk.domain.letters import Letter
from msk_desk.domain.pathways import Pathway, Referral, Todo, Triage
from msk_desk.domain.roles import Role
from msk_desk.domain.waiting_list import WaitingEntry
from ui.context import Context
from ui.main_window import MainWindow
from ui.navigation import Place
from ui.screens.triage.screen import TriageScreen

KEYS = Qt.Key
CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


class Hands:
    """Types into whatever has the keyboard."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        assert window.workspace is not None
        window.activateWindow()
        self.press(KEYS.Key_4, Qt.KeyboardModifier.AltModifier)
        screen = window.workspace.screens["triage"]
        assert isinstance(screen, TriageScreen)
        self.screen = screen
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.runner.busy, timeout=15_000)
        self.qtbot.wait(30)
        self.qtbot.waitUntil(lambda: not self.window.runner.busy, timeout=15_000)

    @property
    def focus(self) -> QWidget:
        found = self.window.focusWidget()
        assert found is not None
        return found

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    def patient(self) -> str:
        self.qtbot.waitUntil(lambda: self.screen.presenter.shown is not None)
        shown = self.screen.presenter.shown
        assert shown is not None
        return shown.page.banner.patient.name.family

    def take(self, family: str) -> str:
        """Walk to somebody with the arrow keys and take their referral in hand; whose it is."""
        self.settle()
        assert self.screen.inbox.table.hasFocus()
        self.press(KEYS.Key_Home, CTRL)
        while not self.screen.inbox.table.chosen_row.referral.name.startswith(family.upper()):
            self.press(KEYS.Key_Down)
        self.press(KEYS.Key_Return)
        self.settle()
        shown = self.screen.presenter.shown
        assert shown is not None
        assert shown.page.banner.patient.name.family == family
        assert self.screen.page.flags.table.hasFocus()
        return shown.page.referral.patient_id

    def read_screen(self) -> None:
        """Enter says that the screen was read, and gives the keyboard to the decisions."""
        self.press(KEYS.Key_Return)
        self.settle()

    def decide(self, key: str, reason: str) -> None:
        self.type(key)
        self.settle()
        while self.focus.objectName() != "triage_reason":
            self.press(KEYS.Key_Tab)
        self.type(reason)
        self.press(KEYS.Key_Return, CTRL)
        self.settle()


def test_six_referrals_by_keyboard_alone(unlocked: MainWindow, qtbot: QtBot) -> None:
    hands = Hands(unlocked, qtbot)
    records = unlocked.desk.booking._saver.records
    rail = unlocked.workspace.rail.buttons["triage"]  # type: ignore[union-attr]
    before = len(hands.screen.inbox.table.rows_model.rows)
    assert before >= 6
    assert str(before) in rail.accessibleDescription()
    assert hands.patient() == "Lee"

    lee = hands.take("Lee")
    assert hands.screen.presenter.shown.screen.route == "E"  # type: ignore[union-attr]
    hands.read_screen()
    hands.type("0")
    hands.settle()
    assert hands.focus.objectName() == "triage_where"
    hands.type("Spinal on-call team")
    hands.press(KEYS.Key_Tab)
    assert hands.focus.objectName() == "triage_told"
    hands.type("Dr Lim, registrar")
    hands.press(KEYS.Key_Tab)
    hands.type("Cord signs")
    hands.press(KEYS.Key_Return, CTRL)
    hands.settle()
    referral = records.of_patient(Referral, lee)[0]
    assert [each.to for each in referral.handovers] == ["Spinal on-call team: Dr Lim, registrar"]
    assert [each.status for each in records.of_patient(Todo, lee)] == ["requested"]

    okafor = hands.take("Okafor")
    while hands.screen.page.flags.table.chosen_row.sign != "weight-loss":
        hands.press(KEYS.Key_Down)
    hands.type("n")
    hands.read_screen()
    hands.decide("2", "Mechanical, five weeks")
    assert [each.service for each in records.of_patient(WaitingEntry, okafor)] == ["physiotherapy"]
    kept = {each.flag: each.answer for each in records.of_patient(Triage, okafor)[0].screen}
    assert (kept["weight-loss"], kept["saddle"], kept["injury"]) == ("no", "no", "")

    stewart = hands.take("Stewart")
    hands.read_screen()
    hands.decide("5", "Synovitis")
    assert "Rheumatology" in records.of_patient(Todo, stewart)[0].text
    assert records.of_patient(Pathway, stewart)[0].id in records.of_patient(Todo, stewart)[0].text

    davies = hands.take("Davies")
    hands.type("s")
    hands.settle()
    owner = hands.focus
    while owner.objectName() not in ("triage_owner", "triage_text"):
        hands.press(KEYS.Key_Tab)
        owner = hands.focus
    if owner.objectName() == "triage_text":
        hands.type("Inject or exercise?")
        hands.press(KEYS.Key_Tab)
    assert isinstance(hands.focus, QComboBox)
    hands.press(KEYS.Key_Down)
    hands.press(KEYS.Key_Return, CTRL)
    hands.settle()
    assert [each.reason for each in records.of_patient(Triage, davies) if each.opinion_of] == ["Inject or exercise?"]

    khan = hands.take("Khan")
    hands.read_screen()
    hands.type("9")
    hands.settle()
    hands.type("Knee exercise sheet sent; call us within six months")
    while hands.focus.objectName() != "triage_reason":
        hands.press(KEYS.Key_Tab)
    hands.type("Wants to manage herself")
    hands.press(KEYS.Key_Return, CTRL)
    hands.settle()
    assert records.of_patient(Pathway, khan)[0].stage == "pifu"

    smith = hands.take("Smith")
    hands.read_screen()
    hands.type("8")
    hands.settle()
    hands.type("A stiff insole first; surgery if that fails")
    while hands.focus.objectName() != "triage_reason":
        hands.press(KEYS.Key_Tab)
    hands.type("Asked for advice")
    hands.press(KEYS.Key_Return, CTRL)
    hands.settle()
    assert {each.kind for each in records.of_patient(Letter, smith)} == {"triage", "advice"}

    left = {row.referral.name for row in hands.screen.inbox.table.rows_model.rows}
    assert len(left) == before - 5  # the one asked of a colleague waits for its answer, in sight
    assert any(name.startswith("DAVIES") for name in left)


def opened(context: Context, qtbot: QtBot) -> TriageScreen:
    screen = TriageScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 760)
    screen.show()
    screen.open(Place("triage"))
    qtbot.waitUntil(lambda: screen.presenter.shown is not None)
    qtbot.waitUntil(lambda: not context.runner.busy)
    return screen


def test_what_happens_elsewhere_shows_and_the_selection_does_not_jump(
    context_for: Callable[[Role], Context], qtbot: QtBot
) -> None:
    context = context_for(Role.ESP)
    screen = opened(context, qtbot)
    screen.inbox.table.choose_row(2)
    qtbot.waitUntil(lambda: screen.presenter.shown is not None and not context.runner.busy)
    chosen = screen.presenter.chosen
    screen.decision.grid.press("2")
    screen.decision.reason.setPlainText("Half a reason")
    qtbot.waitUntil(lambda: not context.runner.busy)

    desk, mine = context.desk, context.actor
    others = [each for each in desk.triage.able() if each.id != mine.staff_id]
    colleague = mine.__class__(others[0].id, others[0].spoken(), Role.ESP, "other-laptop")
    top = screen.inbox.table.rows_model.rows[0].referral.pathway_id
    desk.access.begin(colleague)
    from msk_desk.domain.triage import TriageForm

    gone = desk.triage_decisions.decide(
        top, TriageForm("esp", "Elsewhere", confirmed=True, overruled="Spoke to the GP")
    ).changes
    taken = desk.triage.claim(chosen, take_over=True)
    desk.access.begin(mine)
    context.feed.changed.connect(screen.take_changes)
    context.feed.tell(gone)
    context.feed.tell(taken)
    qtbot.waitUntil(screen.page.notice.isVisible)
    qtbot.waitUntil(lambda: not context.runner.busy)
    assert screen.presenter.chosen == chosen
    assert screen.inbox.table.chosen_row.referral.pathway_id == chosen
    assert top not in [row.referral.pathway_id for row in screen.inbox.table.rows_model.rows]
    assert others[0].spoken() in screen.page.notice.words.text()
    assert not screen.decision.isEnabled()
    assert screen.decision.reason.toPlainText() == "Half a reason"

    desk.access.begin(colleague)
    done = desk.triage_decisions.decide(chosen, TriageForm("physiotherapy", "Elsewhere too", confirmed=True)).changes
    desk.access.begin(mine)
    context.feed.tell(done)
    qtbot.waitUntil(lambda: screen.side.currentWidget() is screen.decided)
    assert screen.presenter.chosen == chosen
    assert screen.page.notice.isVisible()
    assert not screen.decided.undo.isEnabled()


def test_what_was_typed_is_there_after_the_screen_was_left(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot)
    pathway = screen.presenter.chosen
    screen.decision.grid.press("0")
    screen.decision.told.setFocus()
    QTest.keyClicks(screen.decision.told, "Sister Jones")
    screen.page.flags.answered.emit(("gait", "no"))
    screen.leave()
    qtbot.waitUntil(lambda: not context.runner.busy)
    again = opened(context, qtbot)
    assert again.presenter.chosen == pathway
    assert (again.decision.told.text(), again.presenter.form.decision) == ("Sister Jones", "emergency")
    assert again.presenter.form.flags == {"gait": "no"}


def test_a_decision_is_undone_where_it_is_shown(context: Context, qtbot: QtBot) -> None:
    from msk_desk.domain.triage import TriageForm

    screen = opened(context, qtbot)
    at = screen.inbox.table.rows_model.rows[-1].referral.pathway_id
    context.desk.triage_decisions.decide(at, TriageForm("podiatry", "Feet", confirmed=True))
    context.feed.changed.connect(screen.take_changes)
    screen.inbox.mode.button("decided").click()
    qtbot.waitUntil(lambda: screen.presenter.shown is not None and screen.presenter.chosen == at)
    assert screen.decided.undo.isEnabled()
    screen.decided.undo.click()
    qtbot.waitUntil(lambda: not context.runner.busy)
    pathway = context.desk.triage.page(at).pathway
    assert pathway.stage == "referred"


def test_reception_has_no_triage_and_a_secretary_only_reads(
    context_for: Callable[[Role], Context], qtbot: QtBot
) -> None:
    from ui.screens.catalogue import screens_for

    for role in (Role.RECEPTIONIST, Role.ADMINISTRATOR, Role.ANALYST):
        assert "triage" not in screens_for(role)
    screen = opened(context_for(Role.SECRETARY), qtbot)
    assert not screen.side.isVisible()
    assert not screen.page.flags.confirm.isVisible()
