"""The kinds of letter and the sections of this one, with what each still needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from msk_desk.domain.letters import Letter
from ui.context import Texts
from ui.theme.theme import current
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from msk_desk.services.letters import Check

KINDS = ("clinic", "discharge")
_ICONS = {"full": ("check", "good"), "empty": ("minus", "faint"), "missing": ("alert", "bad")}


class SectionsCard(Card):
    """A list to jump from.

    Signals:
        kind_chosen: the kind of letter.
        section_chosen: the heading of a section.
    """

    kind_chosen = Signal(object)
    section_chosen = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("letter.sections"), name="letter_sections_card", parent=parent)
        self.setProperty("card", "true")
        self._texts = texts
        self._states: list[str] = []
        kinds = [(kind, texts.get(f"letter.kind_{kind}")) for kind in KINDS]
        self.kinds = Segmented(kinds, name="letter_kind", says=texts.get("letter.kind"))
        self.kinds.chosen.connect(self.kind_chosen)
        self.add(self.kinds)
        self.list = QListWidget()
        self.list.setObjectName("letter_sections")
        self.list.setAccessibleName(texts.get("letter.sections"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._say_chosen)
        self.list.itemActivated.connect(self._say_chosen)
        self.add(self.list, 1)
        self.kept = Label(tone="muted", size="small", wrap=True, name="letter_kept")
        self.add(self.kept)

    def begin(self) -> None:
        """Another patient: nothing of the one before stays."""
        self.list.clear()
        self._states = []
        self.kept.setText("")

    def show_letter(self, letter: Letter) -> None:
        """The sections of a letter."""
        self.kinds.choose(letter.kind)
        self.list.clear()
        for section in letter.sections:
            item = QListWidgetItem(section.title)
            item.setData(Qt.ItemDataRole.UserRole, section.heading)
            item.setSizeHint(QSize(40, current().px(29)))
            item.setToolTip(section.title)
            self.list.addItem(item)
        self._states = ["full" if section.text.strip() else "empty" for section in letter.sections]
        self._draw()

    def show_checks(self, letter: Letter, checks: Sequence[Check]) -> None:
        """Mark what is filled, what may stay empty and what must not."""
        must = {check.heading for check in checks if check.must and not check.ok}
        self._states = [
            "missing" if section.heading in must else "full" if section.text.strip() else "empty"
            for section in letter.sections
        ]
        self._draw()

    def _draw(self) -> None:
        self.list.setIconSize(current().icon_size(16))
        for at, state in enumerate(self._states):
            item = self.list.item(at)
            item.setIcon(current().icon(*_ICONS[state], 16))
            said = self._texts.get(f"letter.state_{state}", title=item.text())
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)

    def _say_chosen(self, item: QListWidgetItem) -> None:
        self.section_chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the marks in the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "list"):
            self._draw()
