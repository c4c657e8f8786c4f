"""One form on screen: sections at the left, the questions of one of them beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from msk_desk.forms.answers import WrongAnswer
from msk_desk.forms.errors import FormsError
from msk_desk.forms.finding import Finding
from msk_desk.forms.instance import Instance
from msk_desk.forms.state import ChangedItems, FormState
from ui.forms.events import AnswerGiven, FieldEdit, FocusPlace, SectionChosen
from ui.forms.field import Field
from ui.forms.notes import Note, Notes
from ui.forms.page import PageBuilder
from ui.forms.pages import Pages
from ui.forms.registry import Registry
from ui.forms.section_rail import SectionRail
from ui.forms.sections import Section, is_done, is_shown, sections_of
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
        self._builder: PageBuilder | None = None
        self._registry = self._new_registry()
        self._sections: list[Section] = []
        self._notes = Notes()
        self._checked = False
        self.rail = SectionRail(words)
        self.rail.chosen.connect(self._choose)
        self._rail_card = QFrame()
        self._rail_card.setProperty("card", "true")
        self._rail_box = QVBoxLayout(self._rail_card)
        self._rail_box.setContentsMargins(7, 10, 7, 10)
        self._rail_box.addWidget(self.rail, 1)
        self._pages = Pages()
        self._pages.fields_built.connect(self._show_problems_of_new)
        card = QFrame()
        card.setProperty("card", "true")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(2, 2, 2, 2)
        inside.addWidget(self._pages)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._rail_card)
        row.addWidget(card, 1)

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

    def show_state(self, state: FormState, focus: FocusPlace | None = None) -> None:
        """Show a form, with the keyboard where it was left."""
        self._state = state
        self._notes = Notes()
        self._checked = False
        self._registry.deleteLater()
        self._registry = self._new_registry()
        self._builder = PageBuilder(state, self._words, self._today, self._registry)
        self._sections = sections_of(state)
        self._pages.begin(self._sections, self._builder, self._registry)
        self.rail.show_sections(self._sections)
        self._rail_card.setVisible(len(self._sections) > 1)
        self._show_progress()
        self.show_section(0)
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
        if self._state is None:
            return
        try:
            instance = self._state.instance(place.path)
        except FormsError:
            return
        for at, section in enumerate(self._sections):
            if any(one is instance for top in section.instances for one in top.walk()):
                self.show_section(at)
                self.finish_building()
                field = self._registry.fields.get(instance.key)
                if field is not None:
                    self._pages.reveal(at, field)
                    field.take_focus(place.cursor)
                return

    def section_link_id(self) -> str:
        """Return the linkId of the top-level item that the section shown belongs to."""
        if not 0 <= self.section < len(self._sections):
            return ""
        instance = self._sections[self.section].instances[0]
        return [instance, *(one for one in instance.up() if one.parent is not None)][-1].link_id

    def path_of(self, widget: QWidget | None) -> str:
        """Return the path of the question that a widget belongs to, or an empty text."""
        field = self._field_of(widget)
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
        self._checked = True
        self.finish_building()
        self._show_problems(set(self._registry.fields))
        return [] if self._state is None else [one for one in self._state.problems() if not one.warning]

    # Answers

    def _take(self, edit: FieldEdit) -> None:
        field = self._registry.fields[edit.key]
        if self._state is None:
            return
        try:
            changed = self._state.set_answer(field.instance, list(edit.edit.values))
        except WrongAnswer as problem:
            field.show_problems([Finding(field.instance.link_id, "type", str(problem))])
            return
        self._draw(changed, source=edit.key)
        if edit.edit.problem:
            field.show_problems([Finding(field.instance.link_id, "type", edit.edit.problem)])
        self.answer_given.emit(AnswerGiven(field.instance.path, field.instance.link_id, edit.edit.values))

    def _calculate_again(self, key: int) -> None:
        if self._state is None:
            return
        instance = self._registry.instances[key]
        self._draw(self._state.follow_calculation(instance))
        field = self._registry.fields.get(key)
        if field is not None:
            field.show_answers()
        self.answer_given.emit(AnswerGiven(instance.path, instance.link_id, tuple(instance.values)))

    def _add_row(self, key: int) -> None:
        if self._state is None:
            return
        try:
            fresh = self._state.add_instance(self._registry.instances[key])
        except FormsError:
            return
        self._rows_changed(fresh)
        first = next((one for one in fresh.walk() if one.item.is_question), None)
        if first is not None:
            self.focus_on(FocusPlace(first.path))

    def _remove_row(self, key: int) -> None:
        if self._state is None:
            return
        gone = self._registry.instances[key]
        self._state.remove_instance(gone)
        left = self._state.instances(gone.link_id)
        self._rows_changed(left[0] if left else gone)

    def _rows_changed(self, instance: Instance) -> None:
        """Draw the section anew: rows come and go as a whole, other sections stay as they are."""
        if self._state is None:
            return
        at = self.section
        self._sections[at] = sections_of(self._state)[at]
        self._pages.build_anew(at, self._sections[at])
        for field in self._registry.fields.values():
            field.show_answers()
        for one in list(self._registry.instances.values()):
            self._show_or_hide(one)
        self._show_progress()
        self.answer_given.emit(AnswerGiven(instance.path, instance.link_id, ()))

    # Drawing what changed

    def _draw(self, changed: ChangedItems, source: int | None = None) -> None:
        fields = self._registry.fields
        for instance in changed.options:
            if instance.key in fields:
                fields[instance.key].editor.show_options()
        for instance in changed.answers:
            if instance.key in fields and instance.key != source:
                fields[instance.key].show_answers()
        if source is not None and fields[source].instance.item.calculated is not None:
            fields[source].show_answers()
        for instance in changed.texts:
            if instance.key in fields:
                fields[instance.key].show_text()
            elif instance.key in self._registry.displays:
                self._registry.displays[instance.key].show_text()
        for instance in changed.shown:
            self._show_or_hide(instance)
        self._show_problems({one.key for one in changed.answers | changed.shown})
        self._show_progress()

    def _show_or_hide(self, instance: Instance) -> None:
        if self._state is None:
            return
        widget = self._registry.fields.get(instance.key) or self._registry.place_of(instance)
        if widget is not None:
            widget.setVisible(self._state.visible(instance))

    def show_notes(self, notes: Mapping[str, Note]) -> None:
        """Say something beside answers, by their paths, in place of what was said before."""
        self._notes.show(notes, self._registry)

    def _show_problems_of_new(self, keys: frozenset[int]) -> None:
        self._notes.show_on(keys, self._registry)
        if self._checked:
            self._show_problems(set(keys))

    def _show_problems(self, keys: set[int]) -> None:
        for key in keys:
            field = self._registry.fields.get(key)
            if field is not None and self._state is not None and (field.touched or self._checked):
                field.show_problems(self._state.problems(field.instance))

    def _show_progress(self) -> None:
        if self._state is None or len(self._sections) < 2:
            return
        for at, section in enumerate(self._sections):
            self.rail.show_progress(at, is_done(section, self._state), is_shown(section, self._state))

    def _choose(self, chosen: SectionChosen) -> None:
        self.show_section(chosen.index)
        self.section_chosen.emit(chosen)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on; Ctrl with page keys goes from section to section."""
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._move_on()
        elif ctrl and event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            step = 1 if event.key() == Qt.Key.Key_PageDown else -1
            at = min(max(self.section + step, 0), len(self._sections) - 1)
            self._choose(SectionChosen(self._sections[at].instances[0].path, at))
        else:
            super().keyPressEvent(event)

    def _move_on(self) -> None:
        """Leave the question, whatever number of buttons its editor has left."""
        before = self._field_of(QApplication.focusWidget())
        for _ in range(24):
            if not self.focusNextChild():
                return
            now = QApplication.focusWidget()
            field = self._field_of(now)
            if field is not before and (field is not None or not isinstance(now, QAbstractButton)):
                return

    def _field_of(self, widget: QWidget | None) -> Field | None:
        while widget is not None and not isinstance(widget, Field):
            widget = widget.parentWidget()
        return widget
