"""The exercises of a plan, and the library to add from, in one card."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from msk_desk.domain.exercises import Exercise
from msk_desk.domain.plans import PlanExercise
from msk_desk.drawing.figures import exercise_figure
from ui.context import Texts
from ui.screens.plan.exercise_row import ExerciseRow, rule
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.drawing_view import DrawingView
from ui.widgets.label import Label

TILE = (150.0, 84.0)
ACROSS = 3


class ExerciseTile(QWidget):
    """One exercise of the library.

    Signals:
        added: its code.
    """

    added = Signal(object)

    def __init__(self, exercise: Exercise, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = exercise.code
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(3)
        figure = DrawingView(exercise_figure(exercise.figure, *TILE), name=f"library_figure_{exercise.code}")
        figure.setFixedSize(current().px(TILE[0]), current().px(TILE[1]))
        column.addWidget(figure)
        column.addWidget(Label(exercise.title, tone="strong", wrap=True))
        things = ", ".join(thing for thing in exercise.equipment if thing != "nothing")
        needs = texts.get("plan.needs_things", things=things) if things else texts.get("plan.no_equipment")
        column.addWidget(Label(needs, tone="muted", size="small", wrap=True))
        says = texts.get("plan.add_this", title=exercise.title)
        self.button = Button(texts.get("plan.add_one"), icon="plus", name=f"library_add_{exercise.code}", says=says)
        self.button.clicked.connect(self._say_added)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _say_added(self) -> None:
        self.added.emit(self.code)


class ExerciseList(Card):
    """Rows of the plan; `Add…` opens the library below them.

    Signals:
        added: the code of an exercise from the library.
        library_opened: the panel that now wants to be seen.
        rows_made: the ExerciseRows now shown, to be listened to.
    """

    added = Signal(object)
    library_opened = Signal(object)
    rows_made = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("plan.exercises"), name="plan_exercises", parent=parent)
        self.setProperty("card", "true")
        self._texts = texts
        self._library: tuple[Exercise, ...] = ()
        self._chosen: frozenset[str] = frozenset()
        self.open_library = Button(texts.get("plan.add"), name="plan_add")
        self.open_library.setCheckable(True)
        self.open_library.clicked.connect(self._toggle_library)
        self.add_action(self.open_library)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        self.add(self.rows)
        self._tile_of: dict[str, ExerciseTile] = {}
        self._row_of: dict[str, ExerciseRow] = {}
        self._panel = self._build_panel()
        self.add(self._panel)
        self._panel.hide()

    def _build_panel(self) -> QWidget:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 4, 0, 0)
        row = QHBoxLayout()
        self.search = QLineEdit()
        self.search.setObjectName("plan_library_search")
        self.search.setAccessibleName(self._texts.get("plan.search"))
        self.search.setPlaceholderText(self._texts.get("plan.search_example"))
        self.search.textEdited.connect(self._show_tiles)
        row.addWidget(self.search, 1)
        column.addLayout(row)
        self._tiles = QGridLayout()
        self._tiles.setHorizontalSpacing(16)
        column.addLayout(self._tiles)
        return panel

    def show_library(self, exercises: tuple[Exercise, ...]) -> None:
        """What there is to choose from."""
        self._library = exercises
        for tile in self._tile_of.values():
            tile.deleteLater()
        self._tile_of = {}
        _empty(self.rows, keep=frozenset())  # nothing of an earlier plan stays, not even a row that says the same
        self._row_of = {}
        self.search.clear()
        self.open_library.setChecked(False)
        self._panel.hide()

    def show_exercises(self, planned: tuple[PlanExercise, ...]) -> None:
        """The rows of the plan; one that says the same stays as it is, and the keyboard where it was."""
        held = QApplication.focusWidget()
        held_name = held.objectName() if held is not None and self.isAncestorOf(held) else ""
        before, self._row_of = self._row_of, {}
        _empty(self.rows, keep=frozenset(before.values()))
        made = []
        for each in planned:
            row = before.pop(each.code, None)
            if row is None or not row.shows(each):
                if row is not None:
                    row.deleteLater()
                row = ExerciseRow(self._texts, each, self._exercise(each.code))
                made.append(row)
            self._row_of[each.code] = row
            self.rows.addWidget(row)
            self.rows.addWidget(rule())
        for gone in before.values():
            gone.deleteLater()
        if not planned:
            self.rows.addWidget(Label(self._texts.get("plan.none_yet"), tone="muted", wrap=True, name="plan_none_yet"))
        self._chosen = frozenset(each.code for each in planned)
        counted = self._texts.get("plan.of_library", n=len(planned), all=len(self._library))
        self.set_heading(self._texts.get("plan.exercises"), counted)
        if self.open_library.isChecked():
            self._show_tiles(self.search.text())
        self.rows_made.emit(tuple(made))
        again = self.findChildren(QWidget, held_name)[-1:] if held_name else []
        for widget in again:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _exercise(self, code: str) -> Exercise | None:
        return next((exercise for exercise in self._library if exercise.code == code), None)

    def _toggle_library(self) -> None:
        shown = self.open_library.isChecked()
        self._panel.setVisible(shown)
        self.open_library.set_words(self._texts.get("plan.add_done" if shown else "plan.add"))
        if shown:
            self._show_tiles(self.search.text())
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.library_opened.emit(self._panel)

    def _show_tiles(self, text: str) -> None:
        _empty(self._tiles, keep=frozenset(self._tile_of.values()))
        wanted = text.lower().split()
        found = [
            exercise for exercise in self._library
            if exercise.code not in self._chosen and all(part in _searched(exercise) for part in wanted)
        ]  # fmt: skip
        shown = {exercise.code for exercise in found}
        for code, tile in self._tile_of.items():
            tile.setVisible(code in shown)
        for at, exercise in enumerate(found):
            self._tiles.addWidget(self._tile(exercise), at // ACROSS, at % ACROSS, Qt.AlignmentFlag.AlignTop)
        if not found:
            self._tiles.addWidget(Label(self._texts.get("plan.search_none"), tone="muted", wrap=True), 0, 0)

    def _tile(self, exercise: Exercise) -> ExerciseTile:
        """The tile of an exercise, made the first time it is wanted."""
        if exercise.code not in self._tile_of:
            tile = ExerciseTile(exercise, self._texts, self._panel)
            tile.added.connect(self.added)
            self._tile_of[exercise.code] = tile
        return self._tile_of[exercise.code]


def _searched(exercise: Exercise) -> str:
    return " ".join((exercise.title, exercise.purpose, *exercise.regions, *exercise.equipment)).lower()


def _empty(layout: QLayout, keep: frozenset[QWidget]) -> None:
    """Take everything out of a layout; what is not kept is deleted."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None and widget not in keep:
            widget.hide()
            widget.deleteLater()
