"""The forms of a visit: one in the middle, what belongs to it at its right, and the choice when there is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain.dates import clock_time, staff_date
from msk_desk.domain.drafts import Draft
from msk_desk.domain.records import Changes
from msk_desk.forms.finding import Finding
from msk_desk.services.form_answers import findings_of
from ui.context import Context
from ui.forms.events import AnswerGiven, FocusPlace, SectionChosen
from ui.forms.view import FormView
from ui.screens.patient_view import PatientView, retire
from ui.screens.visit.body_chart import BodyChart
from ui.screens.visit.choose_form import ChooseForm
from ui.screens.visit.copied_notes import notes_of, waiting_in
from ui.screens.visit.focus_text import focus_from, focus_text
from ui.screens.visit.form_strip import FormStrip
from ui.screens.visit.open_form import OpenAssessment, OpenVisit
from ui.screens.visit.presenter_assessment import AssessmentPresenter
from ui.screens.visit.red_flags import RedFlags
from ui.screens.visit.side import Side
from ui.screens.visit.sign_card import Gap
from ui.tab_order import neighbour
from ui.widgets.label import Label
from ui.widgets.reading_pane import ReadingPane

NO_FORM, FORM, PLAIN, CHOICE, CHART = range(5)


class AssessmentView(PatientView):
    """Ctrl+Shift+N adds a form, Ctrl+Shift+S signs the one that is open.

    Signals:
        titled: the words for the top bar.
        print_asked: the printed record of the visit is wanted.
    """

    titled = Signal(object)
    print_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("assessment_view")
        self.presenter: AssessmentPresenter | None = None
        texts = context.desk.texts
        self.strip = FormStrip(texts)
        self.choice = ChooseForm(texts)
        self.form = FormView(texts, self._today)
        self.plain = ReadingPane(texts, name="visit_plain", says=self.text("visit.step_assessment"))
        self.kept = Label(tone="muted", size="small", wrap=True, name="visit_kept")
        self.form.add_below_rail(self.kept)
        self.chart = BodyChart(texts, self)
        self.side = Side(texts, self.chart.card)
        self.body, self.flags, self.last, self.signing = (
            self.side.body, self.side.flags, self.side.last, self.side.signing,
        )  # fmt: skip
        self._title = self._form = ""
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        for page in (QWidget(), self.form, self.plain, self.choice):
            self.pages.addWidget(page)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.pages, 1)
        row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.strip)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.form.answer_given.connect(self._take_answer)
        self.form.section_chosen.connect(self._take_section)
        self.strip.form_chosen.connect(self._open_other)
        self.choice.chosen.connect(self._choose)
        self.choice.left.connect(self._back_to_form)
        self.flags.next_asked.connect(self._go_to)
        self.chart.changed.connect(self._note_chart)
        self.chart.panel_asked.connect(self._show_panel)
        self.chart.closed.connect(self._back_to_form)
        self.last.section_wanted.connect(self._copy_section)
        self.last.all_wanted.connect(self._copy_all)
        self.last.back_wanted.connect(self._take_back)
        self.last.comparison_wanted.connect(self._compare)
        self.signing.gap_chosen.connect(self._go_to)
        self.signing.sign_asked.connect(self.sign)
        self.signing.more_asked.connect(self._ask_for_more)
        self.signing.record_asked.connect(self._go_to_record)
        self.signing.print_asked.connect(self.print_asked)
        self.signing.giving_up.asked.connect(self._ask_to_give_up)
        self.signing.giving_up.given_up.connect(self._give_up)
        shortcuts: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Ctrl+Shift+N", self._ask_for_more), ("Ctrl+Shift+S", self.sign), ("Ctrl+B", self._toggle_panel),
        )  # fmt: skip
        for keys, slot in shortcuts:
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_keyboard)

    def begin(self) -> None:
        """Another visit."""
        if self.presenter is not None:
            self.presenter.retire()
        retire(self.presenter)
        self._title = self._form = ""
        self.side.begin()
        self.chart.begin()
        self.side.hide()
        self.strip.hide()
        self.kept.setText("")
        self.pages.setEnabled(True)
        self.pages.setCurrentIndex(NO_FORM)
        presenter = AssessmentPresenter(self.context, self.visit_id, self)
        presenter.listed.connect(self._list)
        presenter.opened.connect(self._show)
        presenter.flags_counted.connect(self._show_flags)
        presenter.kept.connect(self._show_kept)
        presenter.not_kept.connect(self._show_not_kept)
        presenter.signed.connect(self._say_signed)
        presenter.failed.connect(self._fail)
        self.presenter = presenter
        presenter.begin()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from the sections through the questions to what stands beside them, and back."""
        parts = (self.strip, self.pages, self.side)
        found = neighbour(parts, QApplication.focusWidget(), forward)
        if found is None:
            return super().focusNextPrevChild(forward)
        found.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that turn to another section work beside the form too."""
        turns = event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
        if turns and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.pages.currentIndex() == FORM:
            self.form.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Out of sight."""
        if self.presenter is not None:
            self.presenter.leave()

    @property
    def title(self) -> str:
        """The form's own title, once it is open."""
        return self._title

    def _list(self, found: OpenVisit) -> None:
        open_form = found.current.draft.subject if found.current is not None else self._form if found.forms else ""
        self.strip.show_forms(found.forms, open_form)
        if found.current is None:
            self.choice.show_offers(found.offers, more=bool(open_form))
            self.pages.setCurrentIndex(CHOICE)
            self.side.setVisible(bool(open_form))
            if not open_form:
                self._say_title(self.text("visit.choose_title"))

    def _show(self, found: OpenAssessment) -> None:
        self._form = found.draft.subject
        self._say_title(found.title)
        self.side.begin()
        self.chart.begin()
        self.side.show()
        self.signing.name_form(found.title)
        if found.form is None:
            self._show_plain(found)
        else:
            self._show_form(found)
        if found.signed is not None:
            moment = found.signed.authored.astimezone()
            when = f"{staff_date(moment.date())} {clock_time(moment)}"
            self.signing.show_signed(found.signed_by, when)
            self.kept.setText("")
            self._close_fields()
        elif found.form is not None:
            self.signing.sign.setEnabled(True)
            self.kept.setText("")
            if found.draft.content:
                self._show_kept(found.draft)

    def _show_form(self, found: OpenAssessment) -> None:
        assert found.form is not None
        self.pages.setCurrentIndex(FORM)
        self.form.show_state(found.form, focus_from(found.draft.focus) if found.signed is None else None)
        if found.signed is None and not found.draft.focus:
            self.form.take_focus()
        self.chart.show_form(found.form, found.last_chart, is_open=found.signed is None)
        self.last.show_last(found.last if found.signed is None else None)
        self._show_notes(0)

    def _show_plain(self, found: OpenAssessment) -> None:
        """The version of the form is not here: what was answered is read with the words stored with it."""
        self.pages.setCurrentIndex(PLAIN)
        self.plain.begin()
        if found.signed is None:
            self.plain.add_line(self.text("visit.draft_not_here"), "warn")
        if found.plain is not None:
            self.plain.add_form(found.plain)
        self.plain.end()

    def _close_fields(self) -> None:
        """Signed work does not change: it can be read and scrolled."""
        for page in self.form.findChildren(QScrollArea):
            body = page.widget()
            if body is not None:
                body.setEnabled(False)

    def _say_title(self, title: str) -> None:
        self._title = title
        self.titled.emit(title)

    # Choosing and giving up

    def _choose(self, canonical: str) -> None:
        if self.presenter is not None:
            self._put_form_away()
            self.presenter.choose(canonical)

    def _open_other(self, form: str) -> None:
        if self.presenter is not None:
            self._put_form_away()
            self.presenter.begin(form)

    def _put_form_away(self) -> None:
        """Until the next form is open nothing can be typed that would belong to none."""
        self.leave()
        # Hiding what has the keyboard would look for another place through all of the form that goes.
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.pages.setCurrentIndex(NO_FORM)

    def _ask_for_more(self) -> None:
        if self.presenter is not None and self._title:
            self.presenter.ask_for_more()

    def _back_to_form(self) -> None:
        self.pages.setCurrentIndex(FORM if self.form.state is not None else PLAIN)

    def _ask_to_give_up(self) -> None:
        state = self.form.state
        given = sum(one.item.is_question and bool(one.values) for one in state.root.walk()) if state else 0
        self.signing.giving_up.show_question(self._title, given)

    def _give_up(self) -> None:
        if self.presenter is not None:
            self.presenter.give_up()

    def _go_to_record(self) -> None:
        self.context.navigator.go("record", self.patient_id, tab="visits")

    def _compare(self) -> None:
        last = self.presenter.last if self.presenter is not None else None
        if last is not None:
            self.leave()
            self.context.navigator.go(
                "record", self.patient_id, tab="visits", left=last.answers.id, visit_id=self.visit_id,
                draft=self._form,
            )  # fmt: skip

    # Copying forward

    def _copy_section(self) -> None:
        self._copy(self.form.section_link_id())

    def _copy_all(self) -> None:
        self._copy("")

    def _copy(self, section: str) -> None:
        if self.presenter is None or self.presenter.form is None:
            return
        at = self.form.section
        done = self.presenter.copy(section)
        if not done:
            self.last.say_nothing_copied()
            return
        self.form.show_state(self.presenter.form)
        self.form.show_section(at)
        self.presenter.note(focus_text(self.form.focus_place()))
        self._show_notes(done)

    def _take_back(self) -> None:
        if self.presenter is None or self.presenter.form is None:
            return
        at = self.form.section
        self.presenter.take_back()
        self.form.show_state(self.presenter.form)
        self.form.show_section(at)
        self.presenter.note("")
        self._show_notes(0)

    def _show_notes(self, done: int) -> None:
        presenter = self.presenter
        if presenter is None or presenter.form is None or presenter.journal.draft is None:
            return
        self.form.show_notes(notes_of(presenter.form, presenter.copied, self.context.desk.texts))
        if presenter.copied:
            self.last.show_copied(presenter.last, done, waiting_in(presenter.form))

    def _follow_keyboard(self, old: QWidget | None, now: QWidget | None) -> None:
        """A copied answer that the keyboard stood on and left again was looked at."""
        presenter = self.presenter
        if presenter is None or not presenter.copied or old is None or not self.form.isAncestorOf(old):
            return
        path = self.form.path_of(old)
        if path and path != self.form.path_of(now) and presenter.look_at(path, focus_text(self.form.focus_place())):
            self._show_notes(0)

    # Answers

    def _note_chart(self) -> None:
        if self.presenter is not None:
            self.presenter.note(focus_text(self.form.focus_place()))

    def _show_panel(self) -> None:
        if self.pages.count() == CHART:
            self.pages.addWidget(self.chart.panel)
        self.pages.setCurrentIndex(CHART)

    def _toggle_panel(self) -> None:
        if self.pages.currentIndex() == CHART:
            self.chart.panel.closed.emit()
        elif self.pages.currentIndex() == FORM:
            self.chart.open_panel()

    def _take_answer(self, given: AnswerGiven) -> None:
        if self.presenter is not None:
            self.presenter.note(focus_text(self.form.focus_place()))
            if given.path in self.presenter.copied:
                self._show_notes(0)

    def _take_section(self, chosen: SectionChosen) -> None:
        if self.presenter is None:
            return
        if self.presenter.journal.draft is None:
            self._close_fields()
        else:
            self.presenter.note(focus_text(FocusPlace(chosen.path)))

    def _show_flags(self, flags: RedFlags) -> None:
        self.side.show_flags(flags)

    def _show_not_kept(self, error: Exception) -> None:
        self.kept.set_tone("bad")
        self.kept.setText(self.text("visit.not_saved"))

    def _show_kept(self, draft: Draft) -> None:
        self.kept.set_tone("muted")
        self.kept.setText(self.text("visit.saved", time=clock_time(draft.updated.astimezone())))

    def _go_to(self, path: str) -> None:
        self.form.focus_on(FocusPlace(path))

    # Signing

    def sign(self) -> None:
        """Mark what is missing at its field, or sign."""
        presenter = self.presenter
        if presenter is None or presenter.form is None or presenter.journal.draft is None:
            return
        self.form.check()
        gaps = [Gap(found.path or found.link_id, self._asked(found)) for found in findings_of(presenter.form)]
        self.signing.show_gaps(gaps)
        if gaps:
            self._go_to(gaps[0].path)
        else:
            self.pages.setEnabled(False)  # what is signed is what was on the screen when it was asked for
            presenter.sign()

    def _asked(self, found: Finding) -> str:
        state = self.form.state
        item = state.definition.by_link_id.get(found.link_id) if state is not None else None
        return item.text if item is not None and item.text else found.message

    def _say_signed(self, changes: Changes) -> None:
        self.pages.setEnabled(True)
        self.kept.setText("")

    def _fail(self, error: Exception) -> None:
        self.pages.setEnabled(True)
        self.troubled.emit(error)

    def _today(self) -> date:
        return self.context.desk.now().astimezone().date()
