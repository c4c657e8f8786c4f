"""The tools of the body chart, of its card and its panel: kind, strength, draw or spread or rub out, undo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QPushButton, QTabBar, QWidget

from msk_desk.domain.body_chart import Symptom
from msk_desk.drawing.body.chart import swatch
from msk_desk.drawing.body.figures import SHEETS
from msk_desk.drawing.body.words import symptom_name
from ui.context import Texts
from ui.screens.visit.presenter_body import DRAW, RUB_OUT, SPREAD, BodyPresenter
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.drawing_painter import paint_item
from ui.widgets.flow import FlowLayout
from ui.widgets.stepper import Stepper

_SWATCH = QSize(18, 13)
_TOOLS = (
    (DRAW, "edit", "body.tool_draw", "body.tool_draw_says"),
    (SPREAD, "spread", "body.tool_spread", "body.tool_spread_says"),
    (RUB_OUT, "rub-out", "body.tool_rub", "body.tool_rub_says"),
)


class KindChips(QWidget):
    """The kinds of symptom with their patterns; one is drawn next."""

    def __init__(self, texts: Texts, presenter: BodyPresenter, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(texts.get("body.kinds"))
        self._presenter = presenter
        self._group = QButtonGroup(self)
        self.chips: dict[Symptom, QPushButton] = {}
        row = FlowLayout(self, gap=4)
        for kind in Symptom:
            chip = QPushButton(symptom_name(kind, texts))
            chip.setCheckable(True)
            chip.setObjectName(f"{name}_{kind.value}")
            chip.setAccessibleName(symptom_name(kind, texts))
            chip.setProperty("kind", kind.value)
            chip.setProperty("look", "kind")
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            self._group.addButton(chip)
            self.chips[kind] = chip
            row.addWidget(chip)
        self._group.buttonClicked.connect(self._choose)
        presenter.shown.connect(self.refresh)
        self._draw_swatches()
        self.refresh()

    def refresh(self) -> None:
        """Show which kind is drawn next."""
        self.chips[self._presenter.symptom].setChecked(True)
        for chip in self.chips.values():
            chip.setEnabled(self._presenter.is_open)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "chips") and self._drawn_for != current():
            self._draw_swatches()

    def _choose(self, chip: QPushButton) -> None:
        self._presenter.set_symptom(Symptom(str(chip.property("kind"))))

    def _draw_swatches(self) -> None:
        # Qt tells of a change of style at each move into another parent too.
        self._drawn_for = current()
        for kind, chip in self.chips.items():
            chip.setIcon(QIcon(swatch_picture(kind, self.devicePixelRatioF())))
            chip.setIconSize(QSize(current().px(_SWATCH.width()), current().px(_SWATCH.height())))


def swatch_picture(kind: Symptom, ratio: float) -> QPixmap:
    """A piece of a kind's colour and pattern."""
    wide, high = current().px(_SWATCH.width()), current().px(_SWATCH.height())
    picture = QPixmap(round(wide * ratio), round(high * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = QRectF(1, 1, wide - 2, high - 2)
    for item in swatch(kind, (inner.x(), inner.y()), (inner.width(), inner.height())):
        paint_item(item, painter)
    painter.end()
    return picture


class SheetTabs(QTabBar):
    """Body, sides, head, hands, feet."""

    def __init__(self, texts: Texts, presenter: BodyPresenter, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(texts.get("body.sheets"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setProperty("tabs", "small")
        self._presenter = presenter
        self._sheets = list(SHEETS)
        for sheet in self._sheets:
            self.addTab(texts.get(f"body.sheet_{sheet}"))
        self.currentChanged.connect(self._choose)
        presenter.shown.connect(self.refresh)

    def refresh(self) -> None:
        """Show which figures are in sight."""
        self.setCurrentIndex(self._sheets.index(self._presenter.sheet))

    def _choose(self, at: int) -> None:
        if self._sheets[at] != self._presenter.sheet:
            self._presenter.set_sheet(self._sheets[at])


class ToolRow(QWidget):
    """How strong, what the pen does, taking back."""

    def __init__(self, texts: Texts, presenter: BodyPresenter, name: str, *, large: bool) -> None:
        super().__init__()
        self.setObjectName(name)
        self._presenter = presenter
        text = texts.get
        self.strength = Stepper(
            0, 10, name=f"{name}_strength", says=text("body.strength_says"), less=text("body.strength_less"),
            more=text("body.strength_more"), unit=text("body.strength_unit") if large else "", start=5,
        )  # fmt: skip
        self.strength.setToolTip(text("body.strength_says"))
        row = FlowLayout(self, gap=4)
        row.addWidget(self.strength)
        self._tools = QButtonGroup(self)
        look = "plain" if large else "icon"
        self.tools: dict[str, Button] = {}
        for tool, icon, key, says in _TOOLS:
            button = Button(text(key), look=look, name=f"{name}_{tool}", icon=icon, says=text(says))
            button.setCheckable(True)
            button.setProperty("tool", tool)
            button.setToolTip(text(says))
            self._tools.addButton(button)
            self.tools[tool] = button
            row.addWidget(button)
        self.undo = Button("", look="icon", name=f"{name}_undo", icon="undo", says=text("body.undo_says"))
        self.redo = Button("", look="icon", name=f"{name}_redo", icon="redo", says=text("body.redo_says"))
        self.strength.entered.connect(presenter.set_intensity)
        self._tools.buttonClicked.connect(self._take_tool)
        self.undo.clicked.connect(presenter.undo)
        self.redo.clicked.connect(presenter.redo)
        presenter.shown.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what can be done now."""
        presenter = self._presenter
        chosen = presenter.chosen
        self.strength.show_number(chosen.intensity if chosen is not None else presenter.intensity)
        self.strength.setEnabled(presenter.is_open)
        for tool, button in self.tools.items():
            button.setChecked(tool == presenter.tool)
            button.setEnabled(presenter.is_open)
        self.undo.setEnabled(presenter.can_undo)
        self.redo.setEnabled(presenter.can_redo)

    def _take_tool(self, button: Button) -> None:
        self._presenter.set_tool(str(button.property("tool")))
