"""What follow-up is wanted: how far ahead, what kind, how, with whom."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ui.context import Texts
from ui.screens.booking.presenter import Wish
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

WEEKS = (0, 2, 6, 12)
KINDS = ("review", "decision", "post-op")
MODES = ("f2f", "telephone", "video")


class WishCard(Card):
    """Rows of choices.

    Signals:
        wished: the Wish after the user's change.
    """

    wished = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("booking.wanted"), name="booking_wish", parent=parent)
        self.setProperty("card", "true")
        self._wish = Wish()
        text = texts.get
        self.weeks = Segmented(
            [(str(weeks), text(f"booking.weeks_{weeks}")) for weeks in WEEKS],
            name="booking_weeks", says=text("booking.when"),
        )  # fmt: skip
        self.kind = Segmented(
            [(kind, text(f"booking.kind_{kind}")) for kind in KINDS], name="booking_kind", says=text("booking.kind")
        )
        self.mode = Segmented(
            [(mode, text(f"booking.mode_{mode}")) for mode in MODES], name="booking_mode", says=text("booking.mode")
        )
        self.who = Segmented(
            [("own", text("booking.who_me")), ("any", text("booking.who_any"))],
            name="booking_who", says=text("booking.who"),
        )  # fmt: skip
        self.reason = QLineEdit()
        self.reason.setObjectName("booking_reason")
        self.reason.setAccessibleName(text("booking.reason"))
        self.reason.setPlaceholderText(text("booking.reason_example"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        rows = (
            ("booking.when", self.weeks), ("booking.kind", self.kind), ("booking.mode", self.mode),
            ("booking.who", self.who), ("booking.reason", self.reason),
        )  # fmt: skip
        for at, (key, field) in enumerate(rows):
            grid.addWidget(Label(text(key), tone="muted"), at, 0)
            grid.addWidget(field, at, 1)
        grid.setColumnStretch(1, 1)
        self.add(grid)
        self.weeks.chosen.connect(self._take_weeks)
        self.kind.chosen.connect(self._take_kind)
        self.mode.chosen.connect(self._take_mode)
        self.who.chosen.connect(self._take_who)
        self.reason.textEdited.connect(self._take_reason)

    def show_wish(self, wish: Wish) -> None:
        """Show a wish."""
        self._wish = wish
        self.weeks.choose(str(wish.weeks))
        self.kind.choose(wish.kind)
        self.mode.choose(wish.mode)
        self.who.choose("own" if wish.own else "any")
        self.reason.setText(wish.reason)

    def _take_weeks(self, key: str) -> None:
        self._take(replace(self._wish, weeks=int(key)))

    def _take_kind(self, key: str) -> None:
        self._take(replace(self._wish, kind=key))

    def _take_mode(self, key: str) -> None:
        self._take(replace(self._wish, mode=key))

    def _take_who(self, key: str) -> None:
        self._take(replace(self._wish, own=key == "own"))

    def _take_reason(self, words: str) -> None:
        self._take(replace(self._wish, reason=words))

    def _take(self, wish: Wish) -> None:
        self._wish = wish
        self.wished.emit(wish)
