"""Entering one instrument: which one, by which way, its grid or its questions, the score so far, and storing it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QScrollArea, QStackedWidget, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.domain.proms.answering import Mode
from msk_desk.domain.proms.definition import Definition
from ui.context import Texts
from ui.prom_drafts import Kept
from ui.screens.proms.answer_grid import AnswerGrid
from ui.screens.proms.entry import OWN_ACTIVITIES, EntryNow, OpenEntry
from ui.screens.proms.interview_sheet import InterviewSheet, askable
from ui.screens.proms.ways_row import WaysRow
from ui.series_words import shown
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

USUAL = ("NPRS", "PSFS", "OKS")
"""Offered first at a knee visit; any other is found by typing its name."""


class EntryCard(Card):
    """Instrument, answers, score.

    Signals:
        instrument_chosen: the code of an instrument.
        answered: a Typed, at each key or tick.
        turn_asked: the code of the instrument that the patient is to answer on the screen.
        store_asked: the user stores the answers.
    """

    instrument_chosen = Signal(object)
    answered = Signal(object)
    turn_asked = Signal(object)
    store_asked = Signal()

    def __init__(
        self, texts: Texts, *, shows_scores: bool = True, may_turn: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(texts.get("proms.enter"), texts.get("proms.enter_hint"), name="prom_entry", parent=parent)
        self.setProperty("card", "true")
        self._texts = texts
        self._codes: dict[str, str] = {}
        self._instrument: Definition | None = None
        self._entry: OpenEntry | None = None
        self._shows_scores = shows_scores
        choices = [(code, texts.get(f"proms.usual_{code.lower()}")) for code in USUAL]
        self.usual = Segmented(choices, name="prom_choose", says=texts.get("proms.which"))
        self.usual.chosen.connect(self.instrument_chosen)
        self.other = QLineEdit()
        self.other.setObjectName("prom_other")
        self.other.setAccessibleName(texts.get("proms.other"))
        self.other.setPlaceholderText(texts.get("proms.other"))
        self.other.returnPressed.connect(self._take_typed)
        self.add(self.usual)
        self.add(self.other)
        self.about = Label(tone="muted", size="small", wrap=True, name="prom_about")
        self.add(self.about)
        self.ways = WaysRow(texts, may_turn)
        self.add(self.ways)
        self.grid = AnswerGrid(texts)
        self.sheet = InterviewSheet(texts)
        self.pages = QStackedWidget()
        self._scrolls = [self._scrolling(part) for part in (self.grid, self.sheet)]
        self.add(self.pages, 1)
        self.grid.typed.connect(self.answered)
        self.sheet.answered.connect(self.answered)
        self.sheet.asked.connect(self._show_row)
        self.ways.turn_asked.connect(self._ask_turn)
        self._add_foot(texts)
        self.begin()

    def _scrolling(self, part: QWidget) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(part)
        scroll.setMinimumHeight(current().px(90))
        self.pages.addWidget(scroll)
        return scroll

    def _show_row(self, row: QWidget) -> None:
        self._scrolls[1].ensureWidgetVisible(row, 0, 60)

    def _ask_turn(self) -> None:
        if self._instrument is not None:
            self.turn_asked.emit(self._instrument.code)

    def _add_foot(self, texts: Texts) -> None:
        self.alert = Label(tone="bad", wrap=True, name="prom_alert")
        self.score = Label(tone="strong", wrap=True, name="prom_score")
        self.counted = Label(tone="muted", wrap=True, name="prom_counted")
        self.kept = Label(tone="muted", size="small", wrap=True, name="prom_kept")
        self.store = Button(texts.get("proms.store"), look="primary", name="prom_store")
        self.store.clicked.connect(self.store_asked)
        self.grid.finished.connect(self.store.setFocus)
        self.sheet.finished.connect(self.store.setFocus)
        for part in (self.alert, self.score, self.counted):
            self.add(part)
        row = QHBoxLayout()
        row.addWidget(self.store)
        row.addWidget(self.kept, 1)
        self.add(row)

    def begin(self) -> None:
        """Another patient: nothing typed for the one before stays."""
        self._instrument = None
        self.usual.choose("")
        self.other.clear()
        self._entry = None
        self.grid.clear()
        self.sheet.clear()
        self.ways.hide()
        for label in (self.score, self.counted, self.kept, self.alert):
            label.setText("")
        self.alert.hide()
        self.about.setText(self._texts.get("proms.choose_one"))
        self.store.setEnabled(False)

    def show_instruments(self, instruments: tuple[Definition, ...]) -> None:
        """Everything that can be found by typing its name."""
        self._codes = {f"{each.title} ({each.code})": each.code for each in instruments}
        completer = QCompleter(sorted(self._codes), self.other)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated[QModelIndex].connect(self._take_other)  # type: ignore[index]
        self.other.setCompleter(completer)

    def _take_other(self, index: QModelIndex) -> None:
        self._choose(str(index.data()))

    def _take_typed(self) -> None:
        typed = self.other.text().strip().lower()
        found = [title for title in self._codes if typed and typed in title.lower()]
        if found:
            self._choose(found[0])

    def _choose(self, title: str) -> None:
        self.usual.choose("")
        self.instrument_chosen.emit(self._codes[title])

    def show_entry(self, entry: OpenEntry) -> None:
        """Ready to type, or to ask."""
        self._instrument, self._entry = entry.instrument, entry
        self.usual.choose(entry.instrument.code)
        key = "proms.about_ours" if entry.sheet is not None else "proms.about_pack"
        title, recall = entry.instrument.title, entry.instrument.recall
        about = self._texts.get(key, title=title, n=len(entry.instrument.items), recall=recall)
        if entry.instrument.not_validated:
            about = " ".join((about, self._texts.get("proms.not_validated")))
        self.about.setText(about)
        begun = staff_date(entry.begun) if entry.begun is not None else ""
        self.ways.show_kept(entry.kept, entry.sheet is not None, begun)
        self.grid.show_entry(entry)
        if entry.sheet is not None and askable(entry.sheet) and entry.instrument.code != OWN_ACTIVITIES:
            self.sheet.show_sheet(entry.sheet, dict(entry.typed))
        else:
            self.sheet.clear()
        self.kept.setText("")
        self.show_mode(entry.kept.mode, entry.kept)

    def show_mode(self, mode: str, kept: Kept) -> None:
        """Ask in words where there are any, else type numbers; what was answered stands in both."""
        self.ways.show_mode(mode)
        aloud = mode == Mode.INTERVIEW and bool(self.sheet.rows)
        self.pages.setCurrentIndex(1 if aloud else 0)
        if aloud:
            for row in self.sheet.rows:
                row.show_answer(kept.typed.get(row.question.code, ""))
            self.sheet.begin_asking(dict(kept.typed))
        else:
            self.grid.show_typed(kept.typed)
            self.grid.begin_typing()

    def show_now(self, now: EntryNow) -> None:
        """The score so far, and what is wrong."""
        if self._instrument is None:
            return
        self.grid.show_wrong(dict(now.wrong))
        text = self._texts.get
        rule = self._instrument.main_score
        value = now.result.scores.get(rule.name)
        if not self._shows_scores:
            self.score.setText("")
        elif value is None:
            self.score.setText(text("proms.no_score_yet", title=rule.title))
        else:
            number = f"{round(value, rule.decimals):g}"
            self.score.setText(text("proms.score_now", title=rule.title, score=number, high=shown(rule.high)))
        counted = text("proms.answered", done=now.result.answered, n=len(self._instrument.items))
        if 0 < now.result.answered < rule.fewest:
            counted += text("proms.needed", n=rule.fewest)
        if now.result.imputed:
            counted += text("proms.imputed", n=now.result.imputed)
        if now.wrong:
            counted += text("proms.wrong", n=len(now.wrong))
        if now.unnamed:
            counted += text("proms.unnamed", n=len(now.unnamed))
        self.counted.setText(counted)
        urgent = text("proms.alert" if self._shows_scores else "proms.alert_desk")
        self.alert.setText(urgent if now.result.alerts else "")
        self.ways.show_wrong_day(now.wrong_day)
        self.alert.setVisible(bool(now.result.alerts))
        self.store.setEnabled(now.ready)

    def show_stored(self, instrument: Definition) -> None:
        """The answers are on the record."""
        self.begin()
        self.about.setText(self._texts.get("proms.stored", title=instrument.title))
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)  # the button that was pressed is put out: stay in the card
