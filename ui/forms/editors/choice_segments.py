"""Two to five choices as joined buttons; pressing the chosen one again, or Delete, clears it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from msk_desk.forms.answers import same_answer
from msk_desk.forms.instance import Instance
from ui.forms.editors.editor import Editor
from ui.forms.events import Value
from ui.forms.tones import tone_of
from ui.forms.words import Words
from ui.theme.theme import current
from ui.widgets.segmented import Segmented

# A row of buttons longer than this stands under its question, in pixels.
_BESIDE = 384


class ChoiceSegments(Editor):
    """One choice among few, all in sight."""

    def __init__(self, instance: Instance, words: Words, parent: QWidget | None = None, *, cell: bool = False) -> None:
        """Make one.

        Args:
            cell: for the cell of a table, with little room around the words.
        """
        super().__init__(instance, words, parent)
        self._cell = cell
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._chosen = ""
        self._name = ("", "")
        self._segments = self._make()
        self.wide = not cell and self._segments.natural_width > current().px(_BESIDE)
        self._row.addWidget(self._segments)
        self._row.addStretch(1)

    def choices(self) -> list[tuple[Value, str]]:
        """Return the answers offered with their words."""
        return [(option.value, f"{option.prefix} {option.label}".strip()) for option in self.instance.options]

    def _make(self) -> Segmented:
        labels = [(str(at), label.replace("&", "&&")) for at, (_, label) in enumerate(self.choices())]
        name = f"answer_{self.item.link_id}"
        segments = Segmented(labels, name=name, says=self.item.text, tight=self._cell, parent=self)
        segments.chosen.connect(self._take)
        for at, (value, _) in enumerate(self.choices()):
            tone = tone_of(value)
            if tone:
                segments.set_tone(str(at), tone)
        return segments

    def show_options(self) -> None:
        """Offer the present options."""
        fresh = self._make()
        self._row.replaceWidget(self._segments, fresh)
        self._segments.hide()
        self._segments.deleteLater()
        self._segments = fresh
        self.name_for_readers(*self._name)
        self.show_answers(self.instance.values)

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show the choice made."""
        given = next(iter(values), None)
        at = next((i for i, (one, _) in enumerate(self.choices()) if given and same_answer(one, given)), None)
        self._chosen = "" if at is None else str(at)
        self._segments.choose(self._chosen)
        self._one_stop()

    def _one_stop(self) -> None:
        """Let Tab stop once at the row: at the chosen button, or the first; arrows go along it."""
        stop = self.target()
        for at in range(len(self.choices())):
            button = self._segments.button(str(at))
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def target(self) -> QWidget:
        """Return the chosen button, or the first; itself while none is offered."""
        return self._segments.button(self._chosen or "0") if self.choices() else self

    def name_for_readers(self, name: str, description: str) -> None:
        """Tell each button's readers the question too."""
        self._name = (name, description)
        self._segments.setAccessibleName(name)
        self._segments.setAccessibleDescription(description)
        for at, (_, label) in enumerate(self.choices()):
            button = self._segments.button(str(at))
            button.setAccessibleName(f"{name}: {label}")
            button.setAccessibleDescription(description)

    def set_wrong(self, wrong: bool) -> None:
        """Leave the buttons as they are; the words below say what is missing."""

    def _take(self, key: str) -> None:
        if key == self._chosen:
            self._clear()
            return
        self._chosen = key
        self._one_stop()
        self.say(self.choices()[int(key)][0])

    def _clear(self) -> None:
        self._chosen = ""
        self._segments.choose("")
        self._one_stop()
        self.say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete clears the choice."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._chosen:
            self._clear()
            return
        super().keyPressEvent(event)
