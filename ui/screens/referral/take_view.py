"""Taking a referral: the person at the left, what they come with at the right, saved with one key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.people import Patient
from msk_desk.domain.referring import problems, same_area
from msk_desk.domain.registration import NewPatient
from msk_desk.domain.scope_check import ScopeFinding
from msk_desk.domain.self_referral import read_answers
from ui.context import Context
from ui.errors import trouble
from ui.screens.referral.alike_card import AlikeCard
from ui.screens.referral.find_card import FindCard
from ui.screens.referral.interview_view import InterviewView
from ui.screens.referral.new_person_card import NewPersonCard, from_search
from ui.screens.referral.person_card import PersonCard
from ui.screens.referral.presenter import Compared, TakePresenter
from ui.screens.referral.referral_form import ReferralForm
from ui.screens.referral.send_on_card import SendOnCard
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.message_bar import MessageBar
from ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from msk_desk.forms.state import FormState
    from msk_desk.services.referrals import Known, Taken


class TakeView(QWidget):
    """Search, Enter, a few fields, Ctrl and Enter: and the next caller can be looked for.

    Signals:
        troubled: an exception to show above the screen.
    """

    troubled = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("take_view")
        self.context = context
        self.presenter = TakePresenter(context, self)
        self.known: Known | None = None
        self.search = FindCard(context)
        self.new_person = NewPersonCard(context)
        self.person = PersonCard(context)
        self.alike = AlikeCard(context)
        self.form = ReferralForm(context)
        self.send_on = SendOnCard(context)
        self.message = MessageBar(context.text("window.close"), name="referral_message")
        self.interview = InterviewView(context)
        self._answers: tuple[Any, ...] = ()
        self.save = Button(context.text("referral.save"), look="primary", name="referral_save", icon="save")
        self.hint = Label(context.text("referral.save_hint"), tone="muted", size="small", wrap=True)
        self.waiting = EmptyState(
            context.text("referral.waiting"), context.text("referral.waiting_advice"), icon="triage",
            name="referral_waiting",
        )  # fmt: skip
        self._lay_out()
        self._connect()
        self._show_step(None)

    def _lay_out(self) -> None:
        self.left = QStackedWidget()
        self.left.addWidget(self.search)
        new = QVBoxLayout()
        new.addWidget(self.new_person)
        self._new_page = ScrollColumn(new)
        self.left.addWidget(self._new_page)
        column = QVBoxLayout()
        column.setSpacing(12)
        for part in (self.person, self.alike, self.send_on, self.form):
            column.addWidget(part)
        column.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.save)
        below.addWidget(self.hint, 1)
        self._work = QWidget()
        work = QVBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(10)
        work.addWidget(ScrollColumn(column), 1)
        work.addLayout(below)
        self.right = QStackedWidget()
        self.right.addWidget(self.waiting)
        self.right.addWidget(self._work)
        self.right.addWidget(self.interview)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(10)
        page.addWidget(self.message)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.left, 45)
        row.addWidget(self.right, 55)
        page.addLayout(row, 1)

    def _connect(self) -> None:
        presenter = self.presenter
        self.search.typed.connect(presenter.find)
        self.search.chosen.connect(self.choose)
        self.search.new_asked.connect(self.register)
        self.new_person.typed.connect(self._take_typed)
        self.new_person.given_up.connect(self.begin)
        self.person.another_asked.connect(self.begin)
        self.alike.chosen.connect(self._choose_alike)
        self.alike.set_aside.connect(self._go_on_with_new)
        self.form.worded.connect(presenter.check)
        self.form.changed.connect(self._look_at_open)
        self.form.interview_asked.connect(presenter.open_interview)
        self.interview.used.connect(self._use_answers)
        self.interview.given_up.connect(self._leave_interview)
        self.save.clicked.connect(self._save)
        presenter.found.connect(self.search.show_found)
        presenter.known_read.connect(self._show_known)
        presenter.compared.connect(self._show_compared)
        presenter.checked.connect(self._show_checked)
        presenter.interview_ready.connect(self._show_interview)
        presenter.practices_read.connect(self.new_person.show_practices)
        presenter.saved.connect(self._show_saved)
        presenter.refused.connect(self._show_refused)
        for keys, slot in (
            ("Ctrl+Return", self._save), ("Ctrl+Enter", self._save), ("Ctrl+N", self._register_typed),
            ("Ctrl+F", self.begin),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def begin(self) -> None:
        """The next caller: nothing of the one before stays."""
        self.known = None
        self._answers = ()
        self.form.begin()
        self.send_on.begin()
        self.alike.begin()
        self._show_step(None)
        self.search.begin()

    def come_into_sight(self) -> None:
        """The keyboard where the work is."""
        self.presenter.read_practices()
        if self.right.currentWidget() is self.waiting:
            self.search.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.form.take_focus()

    def choose(self, patient_id: str) -> None:
        """The referral is for a patient who is here."""
        self.message.put_away()
        self.presenter.choose(patient_id)

    def register(self, typed: str) -> None:
        """The referral is for somebody new, beginning with what was typed to find them."""
        self.known = None
        self.message.put_away()
        self.presenter.begin_new()
        self.alike.begin()
        self._show_step(self.new_person)
        new = from_search(typed)
        self.new_person.begin(new)
        self._take_typed(new)

    def _register_typed(self) -> None:
        if self.left.currentWidget() is self.search:
            self.register(self.search.field.text())

    def _show_step(self, step: QWidget | None) -> None:
        """Nobody yet, somebody known (the person card), or somebody new."""
        self.left.setCurrentWidget(self._new_page if step is self.new_person else self.search)
        self.right.setCurrentWidget(self.waiting if step is None else self._work)
        self.person.setVisible(step is self.person)

    def _show_known(self, known: Known) -> None:
        self.known = known
        self.alike.begin()
        self._show_step(self.person)
        self.person.show_person(known.patient, known.age)
        self._look_at_open()
        self.form.take_focus()

    def _look_at_open(self) -> None:
        """Which open pathway the referral may belong to depends on the area that is named."""
        if self.known is None:
            return
        new = self.form.new
        words = tuple((each.id, self._pathway_words(each)) for each in self.known.open_pathways)
        likely = next((each.id for each in self.known.open_pathways if same_area(each, new)), "")
        self.person.show_open(words, likely)

    def _pathway_words(self, pathway: Pathway) -> str:
        return self.context.text("referral.add_to", title=pathway.title, since=staff_date(pathway.started))

    def _take_typed(self, new: NewPatient) -> None:
        if new.family or new.given or new.nhs_number:
            self.presenter.compare(new)

    def _show_compared(self, compared: Compared) -> None:
        if self.known is None:
            self.alike.show_compared(compared)

    def _choose_alike(self, patient: Patient) -> None:
        self.presenter.begin_new()
        self.search.field.clear()
        self.choose(patient.id)

    def _go_on_with_new(self) -> None:
        self.form.take_focus()

    def _show_interview(self, state: FormState) -> None:
        who = self.known.patient.name.banner() if self.known is not None else ""
        self.right.setCurrentWidget(self.interview)
        self.interview.begin(state, who)

    def _use_answers(self, items: tuple[Any, ...]) -> None:
        """The answers fill the fields; what was typed beside them before stays."""
        self._answers = items
        read = read_answers(items)
        filled = {
            "reason": read.reason, "region": read.area, "side": read.side, "consent": read.consent, "note": read.note,
        }  # fmt: skip
        self.form.show_new({**self.form.kept(), **{name: value for name, value in filled.items() if value}})
        self._leave_interview()
        self.presenter.check(f"{read.reason}\n{read.note}")
        self._look_at_open()

    def _leave_interview(self) -> None:
        self.right.setCurrentWidget(self._work)
        self.form.take_focus()

    def _show_checked(self, findings: tuple[ScopeFinding, ...]) -> None:
        self.send_on.show_findings(findings)

    def _save(self) -> None:
        if self.right.currentWidget() is self.interview:
            self.interview.use_answers()
            return
        if not self.save.isEnabled() or self.right.currentWidget() is not self._work:
            return
        if self.known is None and not self.new_person.check():
            return
        if self.known is None and self.alike.undecided:
            self.alike.ask()
            return
        self._save_form()

    def _save_form(self) -> None:

        new = replace(self.form.new, handovers=self.send_on.handovers())
        if new.source == "internal":
            new = replace(new, referrer=self.context.actor.name)
        if self._answers and new.source == "self":
            new = replace(new, answers=self._answers, form=self.interview.form_key)
        found = problems(new, self.context.desk.now().astimezone().date(), self.send_on.findings)
        self.form.show_problems(found)
        if "handover" in found and len(found) == 1:
            self.send_on.ask()
        if found:
            return
        self.save.setEnabled(False)
        if self.known is not None:
            self.presenter.save_known(self.known.patient, new, self.person.add_to)
        else:
            self.presenter.save_new(self.new_person.new, new)

    def _show_saved(self, taken: Taken) -> None:
        self.save.setEnabled(True)
        self.begin()
        text, who = self.context.text, taken.patient.name.listed()
        key = "added" if taken.added else "saved"
        told = taken.referral.handovers[0].to if taken.referral.handovers else ""
        advice = text("referral.saved_told", who=told) if told else text(
            f"referral.{key}_advice", due=staff_date(taken.triage_due), title=taken.pathway.title
        )  # fmt: skip
        self.message.show_message(text(f"referral.{key}", who=who), advice, look="good")

    def _show_refused(self, error: Exception) -> None:
        self.save.setEnabled(True)
        said = trouble(error)
        self.message.show_message(said.title, said.advice, code=said.code, look=said.look)
