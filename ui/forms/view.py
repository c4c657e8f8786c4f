"""One form on screen: sections at the left, the questions of one of them beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.forms.answers import WrongAnswer
from msk_desk.forms.errors import FormsError
from msk_desk.forms.finding import Finding
from msk_desk.forms.instance import Instance
from msk_desk.forms.state import ChangedItems, FormState
from ui.forms.events import AnswerGiven, FieldEdit, FocusPlace, SectionChosen
from ui.forms.field import Field
from ui.forms.keys import field_of, move_on, step_of, turn_tab
from ui.forms.notes import Note, Notes
from ui.forms.page import PageBuilder
from ui.forms.pages import Pages
from ui.forms.problem_bar import ProblemBar
from ui.forms.progress import Progress
from ui.forms.redraw import Redraw
from ui.forms.registry import Registry
from ui.forms.section_rail import SectionRail
from ui.forms.sections import Section, sections_of
from ui.forms.words import Words


class FormView(QWidget):
    """Draws a FormState, and puts into it what the user answers.

    Signals:
        answer_given: an AnswerGiven, at each keystroke; rows added or removed send one for their group.
        section_chosen: a SectionChosen.
    """

    answer_given = Signal(object)
    section_chosen = Signal(object)

    def __init__(self, words: Words, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._today = today
        self._state: FormState | None = None
        self._redraw: Redraw | None = None
        self._progress: Progress | None = None
        self._registry = self._new_registry()
        self._sections: list[Section] = []
        self._notes = Notes()
        self.rail = SectionRail(words)
        self.rail.chosen.connect(self._choose)
        self._rail_card = QFrame(self)
        self._rail_card.setProperty("card", "true")
        self._rail_box = QVBoxLayout(self._rail_card)
        self._rail_box.setContentsMargins(7, 10, 7, 10)
        self._rail_box.addWidget(self.rail, 1)
        # How far each section is can wait until the first of them is seen.
        self._look_through = QTimer(self)
        self._look_through.setSingleShot(True)
        self._look_through.setInterval(0)
        self._look_through.timeout.connect(self._show_all_progress)
        self._problems = ProblemBar(words, self)
        self._problems.wanted.connect(self._go_to)
        card = QFrame(self)
        card.setProperty("card", "true")
        self._pages = Pages(card)
        self._pages.fields_built.connect(self._show_problems_of_new)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(2, 2, 2, 2)
        inside.addWidget(self._pages)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self._problems)
        column.addWidget(card, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._rail_card)
        row.addLayout(column, 1)

    def add_below_rail(self, widget: QWidget) -> None:
        """Put something under the sections, such as when the draft was saved."""
        self._rail_box.addWidget(widget)

    def _new_registry(self) -> Registry:
        registry = Registry(self)
        registry.edited.connect(self._take)
        registry.calculation_wanted.connect(self._calculate_again)
        registry.add_wanted.connect(self._add_row)
        registry.remove_wanted.connect(self._remove_row)
        return registry

    # Showing

    @property
    def state(self) -> FormState | None:
        """The form shown."""
        return self._state

    @property
    def section(self) -> int:
        """The index of the section shown."""
        return self._pages.currentIndex()

    @property
    def section_names(self) -> tuple[str, ...]:
        """The names of the sections, in order."""
        return tuple(one.name for one in self._sections)

    def show_state(self, state: FormState, focus: FocusPlace | None = None, *, whole: bool = False) -> None:
        """Show a form, with the keyboard where it was left.

        Args:
            whole: all sections under one another, with nothing folded away, for a picture of everything.
        """
        self._state = state
        self._notes = Notes()
        self._registry.deleteLater()
        self._registry = self._new_registry()
        self._redraw = Redraw(state, self._registry)
        builder = PageBuilder(state, self._words, self._today, self._registry, unfolded=whole)
        self._sections = [Section("", tuple(state.root.children))] if whole else sections_of(state)
        self._pages.begin(self._sections, builder, self._registry)
        self.rail.show_sections(self._sections)
        self._rail_card.setVisible(len(self._sections) > 1)
        self._problems.show_findings([])
        self._progress = Progress(state, self._sections, self.rail)
        if (layout := self.layout()) is not None:
            layout.activate()  # so that what is built next knows how wide it may be
        self.show_section(0)
        self._look_through.start()
        if focus is not None:
            self.focus_on(focus)

    def show_section(self, at: int) -> None:
        """Show a section, building it the first time."""
        if not 0 <= at < len(self._sections):
            return
        self._pages.turn_to(at)
        self.rail.show_current(at)

    def finish_building(self) -> None:
        """Build what is still to come of a long section at once."""
        self._pages.finish()

    def focus_on(self, place: FocusPlace) -> None:
        """Put the keyboard on an item, in whichever section it is."""
        if self._state is None or self._progress is None:
            return
        try:
            instance = self._state.instance(place.path)
        except FormsError:
            return
        at = self._progress.section_of(instance)
        if at is None:
            return
        self.show_section(at)
        for above in reversed([instance, *instance.up()]):
            self.finish_building()
            if above.key in self._registry.openers:
                self._registry.openers[above.key].open_for(above)
        self.finish_building()
        field = self._registry.fields.get(instance.key)
        if field is not None:
            self._pages.reveal(at, field)
            field.take_focus(place.cursor)

    def section_link_id(self) -> str:
        """Return the linkId of the top-level item that the section shown belongs to."""
        if not 0 <= self.section < len(self._sections):
            return ""
        instance = self._sections[self.section].instances[0]
        return [instance, *(one for one in instance.up() if one.parent is not None)][-1].link_id

    def path_of(self, widget: QWidget | None) -> str:
        """Return the path of the question that a widget belongs to, or an empty text."""
        field = field_of(widget)
        return field.instance.path if field is not None and self.isAncestorOf(field) else ""

    def focus_place(self) -> FocusPlace | None:
        """Return the item that has the keyboard, with the place in its text."""
        widget = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, Field):
            widget = widget.parentWidget()
        if widget is None or not self.isAncestorOf(widget):
            return None
        return FocusPlace(widget.instance.path, widget.editor.text_place())

    def check(self) -> list[Finding]:
        """Show everything that is wrong, and return it; to be asked before a form is signed."""
        if self._redraw is None:
            return []
        self._redraw.checked = True
        self.finish_building()
        self._redraw.problems(list(self._registry.fields))
        self._show_all_progress()
        found = self._findings()
        self._problems.show_findings(found)
        return found

    def _findings(self) -> list[Finding]:
        """What is wrong with the answers, and what was typed and is none."""
        if self._state is None:
            return []
        misread = [
            Finding(one.instance.link_id, "type", one.misread, path=one.instance.path)
            for one in self._registry.fields.values()
            if one.misread and self._state.visible(one.instance)
        ]
        places = {one.path for one in misread}
        wrong = [one for one in self._state.problems() if not one.warning and one.path not in places]
        return [*misread, *wrong]

    # Answers

    def _take(self, edit: FieldEdit) -> None:
        field = self._registry.fields.get(edit.key)
        if self._state is None or self._redraw is None or field is None:
            return
        try:
            changed = self._state.set_answer(field.instance, list(edit.edit.values))
        except WrongAnswer as problem:
            field.misread = str(problem)
            field.show_problems([])
            return
        self._draw(changed, source=edit.key)
        if edit.edit.unfinished:
            field.show_problems([])
        self._answered(field.instance, edit.edit.values)

    def _answered(self, instance: Instance, values: tuple[dict[str, object], ...] = ()) -> None:
        if self._redraw is not None and self._redraw.checked:
            self._problems.show_findings(self._findings())
        self.answer_given.emit(AnswerGiven(instance.path, instance.link_id, values))

    def _calculate_again(self, key: int) -> None:
        if self._state is None:
            return
        instance = self._registry.instances[key]
        self._draw(self._state.follow_calculation(instance))
        field = self._registry.fields.get(key)
        if field is not None:
            field.show_answers()
        self._answered(instance, tuple(instance.values))

    def _draw(self, changed: ChangedItems, source: int | None = None) -> None:
        if self._redraw is None or self._progress is None:
            return
        for instance in changed.answers:
            if instance.key in self._registry.unders:
                self._registry.unders[instance.key].sync()
        self._redraw.changes(changed, source)
        self._progress.show_for(changed.answers | changed.shown, checked=self._redraw.checked)

    # Rows

    def _add_row(self, key: int) -> None:
        if self._state is None:
            return
        try:
            fresh, changed = self._state.add_row(self._registry.instances[key])
        except FormsError:
            return
        self._rows_changed(fresh, changed)
        first = next((one for one in fresh.walk() if one.key in self._registry.fields), None)
        if first is not None:
            self.focus_on(FocusPlace(first.path))

    def _remove_row(self, key: int) -> None:
        if self._state is None:
            return
        gone = self._registry.instances[key]
        row = [one for one in (gone.parent or self._state.root).below() if one.item is gone.item]
        at = next((i for i, one in enumerate(row) if one is gone), None)
        if at is None:
            return
        changed = self._state.remove_instance(gone)
        left = [one for one in (gone.parent or self._state.root).below() if one.item is gone.item]
        near = left[min(at, len(left) - 1)] if left else gone
        self._rows_changed(near, changed, gone)
        first = next((one for one in near.walk() if one.key in self._registry.fields), None)
        if first is not None:
            self.focus_on(FocusPlace(first.path))

    def _rows_changed(self, instance: Instance, changed: ChangedItems, gone: Instance | None = None) -> None:
        """Let the rows come or go where they stand; the rest of the section is left as it is."""
        if self._state is None or self._redraw is None:
            return
        self.finish_building()
        rows = self._registry.rows_of(gone or instance)
        if rows is not None:
            rows.sync()
        self.finish_building()
        self._sections[:] = sections_of(self._state)
        self._progress = Progress(self._state, self._sections, self.rail)
        self._pages.note_new()
        for one in instance.walk():
            self._redraw.show_or_hide(one)
        self._draw(changed)
        self._progress.show_for([instance], checked=self._redraw.checked)
        self._answered(instance)

    # Problems and progress

    def show_notes(self, notes: Mapping[str, Note]) -> None:
        """Say something beside answers, by their paths, in place of what was said before."""
        self._notes.show(notes, self._registry)

    def _show_problems_of_new(self, keys: frozenset[int]) -> None:
        self._notes.show_on(keys, self._registry)
        if self._redraw is not None and self._redraw.checked:
            self._redraw.problems(keys)

    def _show_all_progress(self) -> None:
        if self._state is not None and self._redraw is not None:
            self._progress = Progress(self._state, self._sections, self.rail)
            self._progress.show_all(checked=self._redraw.checked)

    def _go_to(self, path: str) -> None:
        self.focus_on(FocusPlace(path))

    def take_focus(self) -> None:
        """Put the keyboard on the first question of the section shown."""
        self._pages.page(self.section).take_focus()

    def _choose(self, chosen: SectionChosen) -> None:
        self.show_section(chosen.index)
        self.section_chosen.emit(chosen)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on; Ctrl with page keys goes from tab to tab and section to section; F8 to the next problem."""
        step = step_of(event)
        if move_on(self, event):
            return
        if step and not turn_tab(self, step):
            at = self.rail.next_shown(self.section, step)
            self._choose(SectionChosen(self._sections[at].instances[0].path, at))
            self._pages.page(at).take_focus()
        elif step == 0 and not self._problems.takes(event):
            super().keyPressEvent(event)
