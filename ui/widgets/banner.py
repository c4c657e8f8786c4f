"""The patient's banner: fixed order, small labels over strong values, alerts and needs on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayoutItem, QSizePolicy, QVBoxLayout, QWidget

from msk_desk.domain.dates import NOT_KNOWN, staff_date
from msk_desk.domain.nhs_number import shown
from ui.context import Texts
from ui.theme.restyle import restyle
from ui.theme.theme import current
from ui.widgets.banner_chips import banner_chips
from ui.widgets.card import clear_layout
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.stripe import CORNER, paint_stripe

if TYPE_CHECKING:
    from msk_desk.services.record import Banner

_GENDERS = {
    "female": "window.gender_female", "male": "window.gender_male", "other": "window.gender_other",
}  # fmt: skip

_BETWEEN_FACTS = 22


class PatientBanner(QFrame):
    """Who is on the screen; shown on every screen of a patient and on no other."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patient_banner")
        self.setProperty("card", "accent")
        self._texts = texts
        self._shown: Banner | None = None
        self._deceased = False
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 7, 14, 8)
        row.setSpacing(18)
        self.name = Label(size="title", name="banner_name")
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.preferred = Label(tone="muted", size="small", name="banner_preferred")
        self._names = QWidget()
        names = QVBoxLayout(self._names)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.preferred)
        facts, chips = QWidget(), QWidget()
        self._facts = FlowLayout(facts, gap=_BETWEEN_FACTS)
        self._chips = FlowLayout(chips, to_the_right=True)
        for holder in (facts, chips):
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            holder.setSizePolicy(policy)
        self._facts.addWidget(self._names)
        # No stretch: with one, each would get its share and not what it needs, and wrap beside empty room.
        row.addWidget(facts)
        row.addWidget(chips)

    def show_banner(self, banner: Banner) -> None:
        """Show a patient; what stands there already is not made again."""
        if banner == self._shown:
            return
        self._shown = banner
        patient = banner.patient
        self._deceased = bool(patient.deceased)
        self.setProperty("card", "deceased" if self._deceased else "accent")
        for each in (self, self.name, self.preferred):
            restyle(each)
        self.name.setText(patient.name.banner())
        preferred = patient.preferred_name
        self.preferred.setText(self._texts.get("window.prefers", name=preferred) if preferred else "")
        self.preferred.setVisible(bool(preferred))
        self.name.setToolTip(patient.name.banner())
        while self._facts.count() > 1:
            _delete(self._facts.takeAt(1))
        for label, value in self._lines(banner):
            self._facts.addWidget(_fact(label, value))
        clear_layout(self._chips)
        for words, role in banner_chips(banner, self._texts):
            self._chips.addWidget(Chip(words, role))
        self.setAccessibleName(patient.name.banner())
        self._show_parts()

    def _show_parts(self) -> None:
        """Now, not at the next turn of the loop: a banner is never seen without who it is about."""
        for flow in (self._facts, self._chips):
            for at in range(flow.count()):
                item = flow.itemAt(at)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.show()
            flow.activate()

    def _lines(self, banner: Banner) -> list[tuple[str, str]]:
        text, patient = self._texts.get, banner.patient
        age = f" ({banner.age}y)" if banner.age is not None else ""
        gender = _GENDERS.get(patient.gender)
        lines = [
            (text("window.born"), staff_date(patient.born) + age),
            (text("window.gender"), text(gender) if gender else NOT_KNOWN),
            (text("window.nhs_number"), shown(patient.nhs_number) if patient.nhs_number else NOT_KNOWN),
        ]
        if self._deceased:
            died = staff_date(patient.deceased) if patient.deceased != "yes" else text("window.died_no_date")
            lines.insert(1, (text("window.died"), died))
        if banner.gp_practice:
            lines.append((text("window.gp"), banner.gp_practice))
        if banner.pathway:
            weeks = "" if banner.weeks is None else text("window.pathway_week", week=banner.weeks)
            lines.append((text("window.pathway"), banner.pathway + weeks))
        return lines

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stripes behind the words of somebody who has died."""
        super().paintEvent(event)
        if self._deceased:
            self._paint_stripes()
        paint_stripe(self)

    def _paint_stripes(self) -> None:
        painter = QPainter(self)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), CORNER, CORNER)
        painter.setClipPath(outline)
        painter.setPen(QPen(current().colour("deceased_stripe"), 6))
        for left in range(-self.height(), self.width(), 22):
            painter.drawLine(left, self.height(), left + self.height(), 0)
        painter.end()

    def minimumSizeHint(self) -> QSize:
        """May be narrow: what does not fit wraps."""
        return QSize(200, super().minimumSizeHint().height())


def _fact(label: str, value: str) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Label(label, tone="muted", size="small"))
    strong = Label(value, tone="strong")
    strong.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    strong.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    column.addWidget(strong)
    return holder


def _delete(item: QLayoutItem | None) -> None:
    widget = item.widget() if item is not None else None
    if widget is not None:
        widget.hide()
        widget.deleteLater()
