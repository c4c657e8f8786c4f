"""Where it hurts: the body chart with the kind of feeling that the next mark has."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from msk_desk.drawing.body_chart import BodyMark, BodyWords, Feeling
from ui.context import Texts
from ui.screens.visit.body_canvas import BodyCanvas, Touched
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented


class BodyCard(Card):
    """Chart and feelings.

    Signals:
        touched: a BodyMark to put there, or to take away where there is one.
    """

    touched = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("visit.body"), name="visit_body_card", parent=parent)
        self.setProperty("card", "true")
        self._texts = texts
        text = texts.get
        words = BodyWords(
            text("visit.body_front"), text("visit.body_back"), text("visit.body_right"), text("visit.body_left")
        )
        self.canvas = BodyCanvas(words)
        self.canvas.setToolTip(text("visit.body_keys"))
        self.canvas.touched.connect(self._say_touched)
        self.feelings = Segmented(
            [(feeling.value, text(f"visit.body_{feeling.value}")) for feeling in Feeling],
            name="visit_body_feeling", says=text("visit.body_feeling"),
        )  # fmt: skip
        self.feelings.choose(Feeling.PAIN.value)
        self.said = Label(tone="muted", size="small", wrap=True, name="visit_body_said")
        self.add(self.canvas, 1)
        self.add(self.feelings)
        self.add(self.said)

    def show_marks(self, marks: tuple[BodyMark, ...]) -> None:
        """The marks, and in words."""
        named = dict.fromkeys(
            self._texts.get(
                "visit.body_mark", feeling=self._texts.get(f"visit.body_{mark.feeling.value}"),
                region=mark.region.replace("-", " "), view=self._texts.get(f"visit.body_{mark.view.value}").lower(),
            ) for mark in marks
        )  # fmt: skip
        words = "; ".join(named) or self._texts.get("visit.body_none")
        self.said.setText(words)
        self.canvas.show_marks(marks, f"{self._texts.get('visit.body')}: {words}. {self._texts.get('visit.body_keys')}")

    def set_open(self, is_open: bool) -> None:
        """Signed marks do not change."""
        self.canvas.open = is_open
        self.feelings.setEnabled(is_open)

    def _say_touched(self, touched: Touched) -> None:
        self.touched.emit(BodyMark(touched.view, touched.at, Feeling(self.feelings.choice or Feeling.PAIN.value)))
