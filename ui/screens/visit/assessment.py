"""The assessment: the form in the middle, red flags and signing at its right."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from msk_desk.domain.dates import clock_time, staff_date
from msk_desk.domain.drafts import Draft
from msk_desk.domain.records import Changes
from msk_desk.drawing.body_chart import BodyMark
from msk_desk.forms.finding import Finding
from ui.context import Context
from ui.forms.events import AnswerGiven, FocusPlace, SectionChosen
from ui.forms.view import FormView
from ui.screens.patient_view import PatientView, retire
from ui.screens.visit.body_card import BodyCard
from ui.screens.visit.body_marks import has_chart, marks_of, touch
from ui.screens.visit.flag_card import FlagCard
from ui.screens.visit.open_form import OpenAssessment
from ui.screens.visit.presenter_assessment import AssessmentPresenter
from ui.screens.visit.red_flags import RedFlags
from ui.screens.visit.sign_card import Gap, SignCard
from ui.theme.theme import current
from ui.widgets.label import Label

SIDE, SCROLL_BAR = 312, 16
"""Width of the column at the right, in pixels at 100 %; its scroll bar has room beside it."""


class AssessmentView(PatientView):
    """One visit's form."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("assessment_view")
        self.presenter: AssessmentPresenter | None = None
        texts = context.desk.texts
        self.form = FormView(texts, self._today)
        self.kept = Label(tone="muted", size="small", wrap=True, name="visit_kept")
        self.form.add_below_rail(self.kept)
        self.flags = FlagCard(texts)
        self.body = BodyCard(texts)
        self.signing = SignCard(texts)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.body, 10)
        column.addWidget(self.flags)
        column.addWidget(self.signing)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedWidth(current().px(SIDE) + SCROLL_BAR)
        scroll.setWidget(side)
        row.addWidget(self.form, 1)
        row.addWidget(scroll)
        self.form.answer_given.connect(self._take_answer)
        self.form.section_chosen.connect(self._take_section)
        self.flags.next_asked.connect(self._go_to)
        self.body.touched.connect(self._touch_body)
        self.signing.gap_chosen.connect(self._go_to)
        self.signing.sign_asked.connect(self.sign)

    def begin(self) -> None:
        """Another visit."""
        retire(self.presenter)
        self.signing.begin()
        self.flags.hide()
        self.body.hide()
        self.kept.setText("")
        self.form.hide()
        presenter = AssessmentPresenter(self.context, self.visit_id, self)
        presenter.opened.connect(self._show)
        presenter.flags_counted.connect(self._show_flags)
        presenter.kept.connect(self._show_kept)
        presenter.journal.failed.connect(self._show_not_kept)
        presenter.signed.connect(self._say_signed)
        presenter.failed.connect(self.troubled)
        self.presenter = presenter
        presenter.begin()

    def leave(self) -> None:
        """Out of sight."""
        if self.presenter is not None:
            self.presenter.leave()

    @property
    def title(self) -> str:
        """The form's own title, once it is open."""
        state = self.form.state
        return state.definition.title if state is not None else ""

    def _show(self, found: OpenAssessment) -> None:
        self.form.show()
        self.form.show_state(found.form, focus_from(found.draft.focus) if found.signed is None else None)
        self.signing.begin()
        self.body.setVisible(has_chart(found.form))
        self.body.show_marks(marks_of(found.form))
        self.body.set_open(found.signed is None)
        if found.signed is not None:
            moment = found.signed.authored.astimezone()
            when = f"{staff_date(moment.date())} {clock_time(moment)}"
            self.signing.show_signed(found.signed_by, when)
            self.kept.setText("")
            self._close_fields()
        else:
            self.signing.sign.setEnabled(True)
            if found.draft.content:
                self._show_kept(found.draft)

    def _close_fields(self) -> None:
        """Signed work does not change: it can be read and scrolled."""
        for page in self.form.findChildren(QScrollArea):
            body = page.widget()
            if body is not None:
                body.setEnabled(False)

    def _touch_body(self, mark: BodyMark) -> None:
        if self.presenter is not None and self.presenter.form is not None:
            touch(self.presenter.form, mark)
            self.body.show_marks(marks_of(self.presenter.form))
            self.presenter.note(focus_text(self.form.focus_place()))

    def _take_answer(self, given: AnswerGiven) -> None:
        if self.presenter is not None:
            self.presenter.note(focus_text(self.form.focus_place()))

    def _take_section(self, chosen: SectionChosen) -> None:
        if self.presenter is None:
            return
        if self.presenter.journal.draft is None:
            self._close_fields()
        else:
            self.presenter.note(focus_text(FocusPlace(chosen.path)))

    def _show_flags(self, flags: RedFlags) -> None:
        self.flags.show_flags(flags)

    def _show_not_kept(self, error: Exception) -> None:
        self.kept.set_tone("bad")
        self.kept.setText(self.text("visit.not_saved"))

    def _show_kept(self, draft: Draft) -> None:
        self.kept.set_tone("muted")
        self.kept.setText(self.text("visit.saved", time=clock_time(draft.updated.astimezone())))

    def _go_to(self, path: str) -> None:
        self.form.focus_on(FocusPlace(path))

    def sign(self) -> None:
        """Mark what is missing at its field, or sign."""
        findings = self.form.check()
        gaps = [Gap(found.path or found.link_id, self._asked(found)) for found in findings]
        self.signing.show_gaps(gaps)
        if gaps:
            self._go_to(gaps[0].path)
        elif self.presenter is not None:
            self.presenter.sign()

    def _asked(self, found: Finding) -> str:
        state = self.form.state
        item = state.definition.by_link_id.get(found.link_id) if state is not None else None
        return item.text if item is not None and item.text else found.message

    def _say_signed(self, changes: Changes) -> None:
        self.kept.setText("")

    def _today(self) -> date:
        return self.context.desk.now().astimezone().date()


def focus_text(place: FocusPlace | None) -> str:
    """Field and cursor as the journal keeps them."""
    if place is None:
        return ""
    return place.path if place.cursor is None else f"{place.path}@{place.cursor}"


def focus_from(text: str) -> FocusPlace | None:
    """Field and cursor from the journal."""
    path, _, cursor = text.partition("@")
    return FocusPlace(path, int(cursor) if cursor.isdigit() else None) if path else None
