"""The letter: sections at the left, the letter itself in the middle, checks and signing at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain.dates import clock_time, patient_date, staff_date
from msk_desk.domain.drafts import Draft
from msk_desk.domain.errors import PrintFailed
from msk_desk.domain.letters import Letter
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.screens.letter.check_card import CheckCard
from ui.screens.letter.copies_card import CopiesCard
from ui.screens.letter.presenter import LetterPresenter
from ui.screens.letter.section_editor import SectionEdited, SectionEditor
from ui.screens.letter.sections_card import KINDS, SectionsCard
from ui.screens.letter.unfinished import OpenLetter
from ui.screens.patient_view import PatientView, retire
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.label import Label
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from msk_desk.services.letters import Check

LEFT, RIGHT = 236, 286


class LetterView(PatientView):
    """One patient's letter of a visit."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("letter_view")
        self.presenter: LetterPresenter | None = None
        texts = context.desk.texts
        self.sections = SectionsCard(texts)
        self.copies = CopiesCard(texts)
        self.checks = CheckCard(texts)
        self.editors: dict[str, SectionEditor] = {}
        self._page, self._column, self._scroll = self._paper()
        self.pages = PdfPages(context.runner, name="letter_pages", says=self.text("letter.preview"))
        self.mode = Segmented(
            [("write", self.text("letter.write")), ("preview", self.text("letter.preview"))],
            name="letter_mode", says=self.text("letter.mode"),
        )  # fmt: skip
        self.printing = Button(self.text("letter.print"), icon="print", name="letter_print")
        self.printing.hide()
        self._middle = QStackedWidget()
        self._middle.addWidget(self._scroll)
        self._middle.addWidget(self.pages)
        self._lay_out()
        self._listen()

    def _paper(self) -> tuple[QFrame, QVBoxLayout, QScrollArea]:
        page = QFrame()
        page.setProperty("card", "true")
        column = QVBoxLayout(page)
        column.setContentsMargins(40, 28, 40, 32)
        column.setSpacing(12)
        sheet = QWidget()
        around = QVBoxLayout(sheet)
        around.setContentsMargins(0, 0, 8, 0)
        around.addWidget(page)
        around.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(sheet)
        return page, column, scroll

    def _lay_out(self) -> None:
        self.sections.setFixedWidth(current().px(LEFT))
        middle = Card(self.text("letter.letter"), look="sunk", name="letter_paper_card")
        middle.add_action(self.printing)
        middle.add_action(self.mode)
        middle.add(self._middle, 1)
        self._middle_card = middle
        column = QVBoxLayout()
        column.setSpacing(14)
        column.addWidget(self.copies)
        column.addWidget(self.checks)
        column.addStretch(1)
        right = ScrollColumn(column)
        right.setFixedWidth(current().px(RIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.sections)
        row.addWidget(middle, 1)
        row.addWidget(right)

    def _listen(self) -> None:
        self.sections.kind_chosen.connect(self._open_kind)
        self.sections.section_chosen.connect(self._go_to)
        self.copies.copies_chosen.connect(self._take_copies)
        self.checks.sign_asked.connect(self._sign)
        self.checks.no_allergies_asked.connect(self._record_no_allergies)
        self.mode.chosen.connect(self._show_mode)
        self.printing.clicked.connect(self._print)

    def begin(self) -> None:
        """Another patient or visit."""
        self._open_kind(KINDS[0])

    def come_back(self) -> None:
        """In sight again: what was recorded meanwhile is in the sections that nobody edited."""
        if self.presenter is not None:
            self.presenter.leave()
            self.presenter.begin()

    def leave(self) -> None:
        """Out of sight."""
        if self.presenter is not None:
            self.presenter.leave()

    def _open_kind(self, kind: str) -> None:
        self.leave()
        retire(self.presenter)
        self.checks.begin()
        self.pages.show_pdf(b"")
        self.sections.begin()
        self.copies.show_copies((), (), "")
        self._middle_card.set_heading(self.text("letter.letter"))
        self._show_editors(None)
        presenter = LetterPresenter(self.context, self.patient_id, self.visit_id, kind, self)
        presenter.opened.connect(self._show)
        presenter.checked.connect(self._show_checks)
        presenter.previewed.connect(self.pages.show_pdf)
        presenter.kept.connect(self._show_kept)
        presenter.failed.connect(self.troubled)
        self.presenter = presenter
        self.mode.choose("write")
        self._show_mode("write")
        presenter.begin()

    def _show(self, found: OpenLetter) -> None:
        letter = found.letter
        self._middle_card.set_heading(letter.title, self.text(f"letter.status_{letter.status}"))
        self.sections.show_letter(letter)
        self.copies.show_copies(found.first_copies, letter.copies, found.patient_format)
        self.copies.setEnabled(letter.status == "draft")
        self._show_editors(found)
        if letter.status == "draft":
            if found.draft.content:
                self._show_kept(found.draft)
            return
        self.sections.kept.setText("")
        moment = letter.written.astimezone()
        self.checks.show_signed(found.signed_by, f"{staff_date(moment.date())} {clock_time(moment)}")
        self.mode.choose("preview")
        self._show_mode("preview")

    def _show_editors(self, found: OpenLetter | None) -> None:
        if found is not None and self._shows(found.letter):
            return
        clear_layout(self._column)
        self.editors = {}
        if found is None:
            return
        written = Label(patient_date(found.letter.written.astimezone().date()), tone="muted")
        written.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._column.addWidget(written)
        for section in found.letter.sections:
            editor = SectionEditor(section, self.text("letter.empty"))
            editor.set_open(found.letter.status == "draft")
            editor.edited.connect(self._take_edit)
            self._column.addWidget(editor)
            self.editors[section.heading] = editor

    def _shows(self, letter: Letter) -> bool:
        """Whether the editors say what the letter says: then the cursor stays where it is."""
        shown = {heading: editor.field.toPlainText() for heading, editor in self.editors.items()}
        same = shown == {section.heading: section.text for section in letter.sections}
        return same and all(editor.is_open == (letter.status == "draft") for editor in self.editors.values())

    def _show_checks(self, checks: Sequence[Check]) -> None:
        if self.presenter is not None and self.presenter.letter is not None:
            self.sections.show_checks(self.presenter.letter, checks)
            self.checks.show_checks(self.presenter.letter, checks)

    def _show_kept(self, draft: Draft) -> None:
        self.sections.kept.setText(self.text("visit.saved", time=clock_time(draft.updated.astimezone())))

    def _show_mode(self, mode: str) -> None:
        preview = mode == "preview"
        self.printing.setVisible(preview)
        self._middle.setCurrentWidget(self.pages if preview else self._scroll)
        if self.presenter is not None:
            self.presenter.want_paper(preview)

    def _go_to(self, heading: str) -> None:
        self.mode.choose("write")
        self._show_mode("write")
        editor = self.editors.get(heading)
        if editor is not None:
            editor.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(editor)

    def take_changes(self, changes: Changes) -> None:
        """Something of this patient was recorded: the checks may stand differently."""
        if self.presenter is not None and changes.touches_patient(self.patient_id):
            self.presenter.look()

    def _take_edit(self, edited: SectionEdited) -> None:
        if self.presenter is not None:
            self.presenter.change(edited.heading, edited.text)

    def _take_copies(self, names: tuple[str, ...]) -> None:
        if self.presenter is not None:
            self.presenter.set_copies(names)

    def _sign(self) -> None:
        if self.presenter is not None:
            self.presenter.sign()

    def _record_no_allergies(self) -> None:
        visits = self.context.desk.visits
        self.context.runner.run(
            visits.record_no_allergies, self.patient_id, then=self._say_recorded, failed=self._fail, write=True
        )

    def _say_recorded(self, changes: Changes) -> None:
        self.context.feed.tell(changes)
        self.come_back()

    def _print(self) -> None:
        if self.presenter is None or self.presenter.letter is None:
            return
        try:
            self.pages.print_paper(self.presenter.letter.title)
        except PrintFailed as error:
            self.troubled.emit(error)

    def _fail(self, error: Exception) -> None:
        self.troubled.emit(error)
