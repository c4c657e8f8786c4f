"""The panel of one published session: `SessionPanel(context)`; any screen may open it with `show_session(id)`.

Change or cancel it; what becomes of each booked patient is shown before it is done. Give it `take_changes(changes)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from msk_desk.domain.clinic_time import day_of
from msk_desk.domain.errors import MskDeskError
from msk_desk.domain.records import Changes
from msk_desk.domain.session_changes import Effect, Outcome
from ui.context import Context
from ui.screens.clinic_setup.effects_table import EffectsTable
from ui.screens.clinic_setup.refusal import refusal_words
from ui.screens.clinic_setup.session_form import SessionForm
from ui.screens.clinic_setup.session_presenter import (
    CANCEL,
    CHANGE,
    REINSTATE,
    Done,
    OpenedSession,
    SessionPresenter,
    Wanted,
)
from ui.screens.clinic_setup.words import day_words, span
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.message_bar import MessageBar
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from msk_desk.services.session_changes import Look

_DONE = {
    CHANGE: "clinic_setup.done_change", CANCEL: "clinic_setup.done_cancel", REINSTATE: "clinic_setup.done_reinstate",
}  # fmt: skip
_STALE = ("Schedule", "Slot", "Appointment")


class SessionPanel(QWidget):
    """A card over one session.

    Signals:
        changed: the session's id, after it was changed or cancelled.
        patient_opened: the id of the booked patient on whom Enter was pressed.
        troubled: an exception to show above the screen.
    """

    changed = Signal(object)
    patient_opened = Signal(object)
    troubled = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("session_panel")
        self._context = context
        self.presenter = SessionPresenter(context, self)
        self._rebook: frozenset[str] = frozenset()
        self._over = self._off = self._asked = False
        self._look: Look | None = None
        text = context.text
        acts = [(CHANGE, text("clinic_setup.act_change")), (CANCEL, text("clinic_setup.act_cancel"))]
        self.act = Segmented(acts, name="session_act", says=text("clinic_setup.act"))
        self.form = SessionForm(context.desk.texts, self.presenter.today)
        self.reason = self.form.reason
        self.about = Label(tone="muted", wrap=True, name="session_about")
        self.refused = Label(tone="bad", wrap=True, name="session_refused")
        self.standing = Label(tone="warn", wrap=True, name="session_standing")
        self.effects = EffectsTable(context.desk.texts)
        self.summary = Label(tone="strong", wrap=True, name="session_summary")
        self.keys = Label(text("clinic_setup.effects_keys"), tone="muted", size="small", wrap=True)
        self.do = Button("", look="primary", name="session_do")
        self.again = Button(text("clinic_setup.reinstate"), name="session_again")
        self.message = MessageBar(text("window.close"), name="session_message")
        self.card = Card(name="card_session")
        self.none = EmptyState(
            text("clinic_setup.no_session"), text("clinic_setup.no_session_advice"), icon="calendar",
            name="session_empty",
        )  # fmt: skip
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.card.add_action(self.act)
        inside = QVBoxLayout()
        inside.setSpacing(8)
        for part in (self.standing, self.form, self.refused, self.summary):
            inside.addWidget(part)
        inside.addWidget(self.effects, 100)
        inside.addWidget(self.keys)
        inside.addStretch(1)
        self.card.add(self.about)
        self.card.add(ScrollColumn(inside), 1)
        self.card.add(self.do)
        self.card.add(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.message)
        column.addWidget(self.card, 1)
        column.addWidget(self.none, 1)
        self.card.hide()

    def _connect(self) -> None:
        self.act.chosen.connect(self._take_act)
        self.form.entered.connect(self._take_entered)
        self.reason.textEdited.connect(self._show_ready)
        self.effects.toggled.connect(self._toggle)
        self.effects.row_opened.connect(self._open_patient)
        self.do.clicked.connect(self._do)
        self.again.clicked.connect(self._reinstate)
        self.presenter.opened.connect(self._show_opened)
        self.presenter.looked.connect(self._show_look)
        self.presenter.not_possible.connect(self._show_refused)
        self.presenter.done.connect(self._say_done)
        self.presenter.failed.connect(self._fail)

    def show_session(self, session_id: str, act: str = CHANGE) -> None:
        """Show a session, ready to be changed or cancelled; an empty id shows none."""
        self.message.put_away()
        self._rebook = frozenset()
        self.reason.clear()
        self.act.choose(act)
        if session_id:
            self.presenter.read(session_id)
        else:
            self.card.hide()
            self.none.show()

    def take_changes(self, changes: Changes) -> None:
        """Something was stored here or came in: who is booked may be others now."""
        if self.presenter.session_id and self.card.isVisible() and changes.touches(*_STALE) and not self.form.differs:
            self.presenter.read(self.presenter.session_id)

    def _show_opened(self, opened: OpenedSession) -> None:
        session, names, text = opened.held.session, opened.names, self._context.text
        self.card.set_heading(day_words(text, day_of(session.start)), span(session.start, session.end))
        self.about.setText(f"{names.who(session.staff_id)} · {names.where(session)}")
        self.form.show_session(session, opened.choices)
        self.none.hide()
        self.card.show()
        self.standing.hide()
        self._over = not session.active or session.end <= self.presenter.now()
        for part in (self.act, self.form, self.keys, self.do):
            part.setVisible(not self._over)
        self.again.hide()
        if not self._over:
            self._take_act(self.act.choice)
            return
        words = "clinic_setup.is_over" if session.active else "clinic_setup.is_cancelled"
        self.standing.setText(text(words, reason=session.cancel_reason or text("clinic_setup.no_reason")))
        self.refused.hide()
        self.summary.hide()
        self.effects.hide()
        self.standing.show()
        self._off = not session.active and session.start > self.presenter.now()
        self._asked = False
        self.presenter.look_back()

    def _wanted(self) -> Wanted:
        return Wanted(self.act.choice, self.form.change, self.reason.text().strip(), self._rebook)

    def _take_act(self, act: str) -> None:
        self.form.show_change(act == CHANGE)
        self.do.setProperty("look", "danger" if act == CANCEL else "primary")
        self.do.style().polish(self.do)
        self._take_entered()

    def _take_entered(self) -> None:
        self._look = None
        if self.act.choice == CHANGE and self.form.change is None:
            self._say_refused(self._context.text("clinic_setup.times_wrong"))
            return
        self.presenter.look(self._wanted())

    def _toggle(self, effect: Effect) -> None:
        """Rebook somebody instead of moving them, or the other way round."""
        if self.act.choice == CHANGE:
            self._rebook ^= {effect.before.id}
            self._take_entered()

    def _show_look(self, look: Look) -> None:
        self._look = look
        self.effects.show_look(look)
        effects, text = look.changed.effects, self._context.text
        self.effects.setVisible(bool(effects))
        refused = refusal_words(text, look)
        self.refused.setText(refused)
        self.refused.setVisible(bool(refused))
        if self._over:
            back = sum(effect.outcome is Outcome.KEPT for effect in effects)
            words = text("clinic_setup.reinstate_with", n=back) if self._asked else text("clinic_setup.reinstate")
            self.again.set_words(words)
            self.again.setVisible(self._off)
            self.again.setEnabled(look.allowed)
            return
        counts = {outcome: sum(e.outcome is outcome for e in effects) for outcome in Outcome}
        letters = sum(effect.letter for effect in effects)
        words = text(
            "clinic_setup.summary", n=len(effects), kept=counts[Outcome.KEPT], moved=counts[Outcome.MOVED],
            rebook=counts[Outcome.REBOOK], letters=letters,
        )  # fmt: skip
        self.summary.setText(words if effects else text("clinic_setup.nobody_booked"))
        self.summary.show()
        self.keys.setVisible(bool(effects) and self.act.choice == CHANGE)
        self._show_ready()

    def _show_refused(self, error: Exception) -> None:
        if isinstance(error, MskDeskError):
            self._say_refused(f"{error} {error.advice}")
        else:
            self._fail(error)

    def _say_refused(self, words: str) -> None:
        self._look = None
        self.refused.setText(words)
        self.refused.show()
        self._show_ready()

    def _show_ready(self, *_: object) -> None:
        look, text = self._look, self._context.text
        cancel = self.act.choice == CANCEL
        rebook = sum(e.outcome is Outcome.REBOOK for e in look.changed.effects) if look else 0
        ready = look is not None and look.allowed
        if cancel:
            words = text("clinic_setup.cancel_with", n=rebook) if rebook else text("clinic_setup.cancel")
            ready = ready and bool(self.reason.text().strip())
        else:
            words = text("clinic_setup.change_with", n=rebook) if rebook else text("clinic_setup.change")
            ready = ready and (self.form.differs or bool(self._rebook))
            ready = ready and (not rebook or bool(self.reason.text().strip()))
        self.do.set_words(words)
        self.do.setEnabled(ready)

    def _do(self) -> None:
        if self.effects.isVisible():  # a button that is disabled gives the keyboard to anything
            self.effects.setFocus(Qt.FocusReason.OtherFocusReason)
        self.do.setEnabled(False)
        self.presenter.do(self._wanted())

    def _reinstate(self) -> None:
        """Look first what it does; the second time it is done."""
        if not self._asked:
            self._asked = True
            self.presenter.look(Wanted(REINSTATE, None))
            return
        if self.effects.isVisible():
            self.effects.setFocus(Qt.FocusReason.OtherFocusReason)
        self.again.setEnabled(False)
        self.presenter.do(Wanted(REINSTATE, None))

    def _say_done(self, done: Done) -> None:
        text = self._context.text
        title = _DONE[done.act]
        advice = text("clinic_setup.done_counts", moved=done.moved, rebook=done.rebook, letters=done.letters)
        self.show_session(self.presenter.session_id)
        self.message.show_message(text(title), advice, look="good")
        self.changed.emit(self.presenter.session_id)

    def _fail(self, error: Exception) -> None:
        self.troubled.emit(error)
        self._take_entered()

    def _open_patient(self, effect: Effect) -> None:
        self.patient_opened.emit(effect.before.patient_id)
