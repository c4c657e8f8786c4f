"""The body chart of the form that is open: the card beside it, the panel in its place, and its answers."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.body_chart import BodyArea
from msk_desk.forms.state import FormState
from msk_desk.services.body_charts import areas_of, has_chart, put_areas
from ui.context import Texts
from ui.screens.visit.body_card import BodyCard
from ui.screens.visit.body_panel import BodyPanel
from ui.screens.visit.presenter_body import BodyPresenter


class BodyChart(QObject):
    """Keeps form and figures the same.

    Signals:
        changed: nothing; the form's answers changed and are to be kept.
        panel_asked: the panel is to take the form's place.
        closed: the form is to come back.
    """

    changed = Signal()
    panel_asked = Signal()
    closed = Signal()

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.presenter = BodyPresenter(self)
        self.card = BodyCard(texts, self.presenter)
        self._panel: BodyPanel | None = None
        self._form: FormState | None = None
        self.presenter.changed.connect(self._put)
        self.card.panel_asked.connect(self.open_panel)
        self.card.list_asked.connect(self._open_list)

    @property
    def panel(self) -> BodyPanel:
        """The large chart, made when it is first asked for: most visits begin without it."""
        if self._panel is None:
            self._panel = BodyPanel(self._texts, self.presenter)
            self._panel.closed.connect(self._close)
            self.presenter.shown.emit()
        return self._panel

    @property
    def has_form(self) -> bool:
        """Whether the form that is open has a chart."""
        return self._form is not None

    def begin(self) -> None:
        """Another form or patient: nothing of the one before stays."""
        self._form = None
        if self._panel is not None:
            self._panel.region.begin()
        self.presenter.begin((), (), is_open=False)
        self.card.hide()

    def show_form(self, form: FormState, before: tuple[BodyArea, ...], *, is_open: bool) -> None:
        """The chart of a form; without one the card stays hidden."""
        self.begin()
        if has_chart(form):
            self._form = form
            self.presenter.begin(areas_of(form), before if is_open else (), is_open=is_open)
            self.card.show()

    def open_panel(self) -> None:
        """Draw large."""
        if self._form is not None:
            self._open()
            self.panel.go_to_chart()

    def _open_list(self) -> None:
        if self._form is not None:
            self._open()
            self.panel.go_to_list()

    def _open(self) -> None:
        self.card.hide()
        self.panel_asked.emit()

    def _close(self) -> None:
        self.card.setVisible(self._form is not None)
        self.closed.emit()
        self.card.canvas.setFocus()

    def _put(self, areas: tuple[BodyArea, ...]) -> None:
        if self._form is not None:
            put_areas(self._form, areas)
            self.changed.emit()
