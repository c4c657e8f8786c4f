"""The screen turned to the patient; a page of the main window, over everything, while it is in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain.proms.answering import GivenBy
from msk_desk.domain.proms.definition import Definition
from ui.context import Context
from ui.navigation import Place
from ui.screens.patient_screen.pages import QuestionPage, WordsPage
from ui.screens.patient_screen.presenter import Opened, PatientScreenPresenter, Turned, codes_of
from ui.screens.patient_screen.progress import ProgressBar
from ui.screens.patient_screen.staff_panel import StaffPanel
from ui.screens.patient_screen.steps import END, START, Way
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.label import Label

_WIDEST, _EDGE, _AIR, _HIGH = 1200, 40, 36, 800
_LARGER = (100, 125, 150, 175, 200)
_REGIONS = frozenset(
    {"ankle and foot", "back", "elbow", "hand and wrist", "hip", "knee", "lower limb", "neck", "shoulder", "upper limb"}
)
_FORWARD = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_PageDown)


class PatientScreen(QWidget):
    """No banner, no menu, no shortcut, nothing of anybody else; the clinician's code alone ends it.

    Signals:
        ready: the questions are read; before, nothing is turned to anybody.
        cannot: the exception for which there are no questions to show.
        handed_back: the clinician typed their code.
        dress_asked: (look, scale) that the patient wants.
    """

    ready = Signal()
    cannot = Signal(object)
    handed_back = Signal()
    dress_asked = Signal(object)

    def __init__(self, context: Context, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patient_screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._texts = context.desk.texts
        self.presenter = PatientScreenPresenter(context, _turned(place), self)
        self._build()
        self._connect()

    def begin(self) -> None:
        """Read the questions."""
        self.presenter.begin()

    def _build(self) -> None:
        text = self._texts.get
        self.start_page = WordsPage(self._texts, "patient_start", (("start", "primary"), ("not_me", "plain")))
        self.wrong_page = WordsPage(self._texts, "patient_wrong", ())
        self.end_page = WordsPage(self._texts, "patient_end", (("end_back", "plain"), ("staff", "plain")))
        self.question = QuestionPage(self._texts)
        self.pages = QStackedWidget()
        self.pages.setMinimumHeight(1)  # what does not fit scrolls: head and foot keep their size
        for page in (self.start_page, self.question, self.wrong_page, self.end_page):
            self.pages.addWidget(page)
        self.back = Button(text("patient_screen.back"), name="patient_back", icon="chevron-left", side=26)
        self.skip = Button(text("patient_screen.skip"), name="patient_skip")
        self.next = Button(text("patient_screen.next"), look="primary", name="patient_next", icon="chevron-right",
                           side=26)  # fmt: skip
        self.next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # its arrow after its word
        self.foot = QWidget()
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(0, 12, 0, 0)
        for at, button in enumerate((self.back, self.skip, self.next)):
            if at:
                foot.addStretch(1)
            foot.addWidget(button)
        self.staff = StaffPanel(self._texts)
        holder = QWidget()
        holder.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addWidget(self.bar)
        self._air = QSpacerItem(0, _AIR)
        column.addItem(self._air)
        column.addWidget(self.pages, 1)
        column.addWidget(self.foot)
        column.addWidget(self.staff)
        row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE, 16, _EDGE, 16)
        row.addStretch(1)
        row.addWidget(holder, 100)
        row.addStretch(1)

    def _head(self) -> QHBoxLayout:
        text = self._texts.get
        self.title = Label(size="patient_small", name="patient_title")
        self.count = Label(size="patient_small", name="patient_count")
        self.bar = ProgressBar()
        self.larger = Button(
            "", look="icon", icon="text-size", name="patient_larger", says=text("patient_screen.larger")
        )
        self.contrast = Button("", look="icon", icon="theme", name="patient_contrast", side=30,
                               says=text("patient_screen.contrast"))  # fmt: skip
        self.lock = Button("", look="icon", icon="lock", name="patient_staff", side=30,
                           says=text("patient_screen.staff"))  # fmt: skip
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.count)
        head.addSpacing(14)
        head.addWidget(self.title, 1)
        for button in (self.larger, self.contrast, self.lock):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            head.addWidget(button)
        return head

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.opened.connect(self._greet)
        presenter.moved.connect(self._show_way)
        presenter.answered.connect(self._show_answered)
        presenter.refused.connect(self.staff.refuse)
        presenter.failed.connect(self._fail)
        presenter.handed_back.connect(self.handed_back)
        for page in (self.start_page, self.end_page):
            page.pressed.connect(self._press)
        self.question.answered.connect(presenter.choose)
        self.question.named.connect(presenter.name)
        self.back.clicked.connect(presenter.back)
        self.skip.clicked.connect(presenter.skip)
        self.next.clicked.connect(self._go_on)
        self.lock.clicked.connect(self.staff.ask)
        self.staff.code_typed.connect(presenter.hand_back)
        self.larger.clicked.connect(self._grow)
        self.contrast.clicked.connect(self._change_contrast)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window gives its room to the answers."""
        super().resizeEvent(event)
        self._air.changeSize(0, _AIR if self.height() >= _HIGH else 0)

    def leave(self) -> None:
        """About to lock: what was answered is kept."""
        self.staff.put_away()
        self.presenter.leave()

    def come_back(self) -> None:
        """The clinician unlocked: the patient goes on where they were."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _greet(self, opened: Opened) -> None:
        text, way = self._texts.get, self.presenter.way
        about = self._about(*(sheet.instrument for sheet in opened.sheets))
        self.title.setText(text("patient_screen.title", about=about))
        self.start_page.heading.setText(text("patient_screen.are_you", name=opened.name))
        asked = len(way.steps) if way is not None else 0
        self.start_page.words.setText(text("patient_screen.welcome", about=about, n=asked))
        self.wrong_page.heading.setText(text("patient_screen.wrong_person"))
        self.wrong_page.words.setText(text("patient_screen.wrong_person_words"))
        self.ready.emit()

    def _about(self, *instruments: Definition) -> str:
        """What the questions are about, in plain words: the part of the body when there is one."""
        regions = {instrument.region for instrument in instruments}
        only = regions.pop() if len(regions) == 1 else ""
        if only in _REGIONS:
            return self._texts.get(f"patient_screen.part_{only.replace(' ', '_')}")
        return self._texts.get("patient_screen.part_any")

    def _show_way(self, way: Way) -> None:
        step = way.step
        whole = len(way.steps)
        words = self._texts.get("patient_screen.count", number=way.number, whole=whole) if step is not None else ""
        self.count.setText(words)
        self.count.setVisible(bool(words))
        self.bar.show_part(way.number, whole, words)
        self.bar.setVisible(step is not None)
        self.foot.setVisible(step is not None)
        if step is not None:
            about = self._about(way.sheet_of(step).instrument)
            self.title.setText(self._texts.get("patient_screen.title", about=about))
            self.question.show_step(way, step)
            self.pages.setCurrentWidget(self.question)
            if not step.naming:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.presenter.somebody_else:
            self.pages.setCurrentWidget(self.wrong_page)
        else:
            self._show_edge(way)

    def _show_edge(self, way: Way) -> None:
        if way.here == END:
            given, whole = way.counted
            self.end_page.heading.setText(self._texts.get("patient_screen.thanks"))
            self.end_page.words.setText(self._texts.get("patient_screen.thanks_words", given=given, whole=whole))
            self.pages.setCurrentWidget(self.end_page)
            self.end_page.buttons["staff"].setFocus(Qt.FocusReason.OtherFocusReason)
        elif way.here == START:
            self.pages.setCurrentWidget(self.start_page)
            self.start_page.buttons["start"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_answered(self, way: Way) -> None:
        if way.step is not None:
            self.question.show_answer(way, way.step)
            self.question.hint.hide()

    def _go_on(self) -> None:
        way = self.presenter.way
        step = way.step if way is not None else None
        if way is None or step is None:
            return
        kept = way.sheet_of(step).kept
        code = step.question.code
        given = kept.names.get(code, "").strip() if step.naming else kept.typed.get(code)
        if given or code in kept.passed:
            self.presenter.next()
        else:
            self.question.ask_again()

    def _press(self, key: str) -> None:
        if key == "start":
            self.presenter.start()
        elif key == "not_me":
            self.presenter.not_me()
        elif key == "end_back":
            self.presenter.back()
        else:
            self.staff.ask()

    def _grow(self) -> None:
        later = [scale for scale in _LARGER if scale > current().scale]
        self.dress_asked.emit((current().choice, later[0] if later and current().scale < 175 else 100))

    def _change_contrast(self) -> None:
        plain = current().tokens.name != "high-contrast"
        self.dress_asked.emit(("high-contrast" if plain else "light", current().scale))

    def _fail(self, error: Exception) -> None:
        """Nothing to show; later, while the patient answers, no error is theirs to read: answers stay in sight."""
        if self.presenter.way is None:
            self.cannot.emit(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and arrows answer, Enter goes on; every other key does nothing, and reaches nothing behind."""
        answers = self.question.answers if self.pages.currentWidget() is self.question else None
        key = event.key()
        if answers is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if key in _FORWARD:
                self._go_on()
            elif key == Qt.Key.Key_PageUp:
                self.presenter.back()
            elif key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
                answers.step(1)
            elif key in (Qt.Key.Key_Up, Qt.Key.Key_Left):
                answers.step(-1)
            else:
                answers.take_key(event.text())
        event.accept()


def _turned(place: Place) -> Turned:
    known = place.details.get("given_by", "")
    given_by = GivenBy(known) if known in list(GivenBy) else GivenBy.PATIENT
    asked = place.details.get("instruments", "") or place.details.get("instrument", "")
    return Turned(
        place.patient_id, codes_of(asked), place.details.get("visit_id", ""),
        given_by, place.details.get("language", ""),
    )  # fmt: skip
