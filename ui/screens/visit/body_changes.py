"""What is different on the body chart since the last visit: in words, and as dashed edges on the figures."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from msk_desk.drawing.body.comparing import change_words, compare_charts
from ui.context import Texts
from ui.screens.visit.presenter_body import BodyPresenter
from ui.widgets.label import Label

_SHOWN = 8


class BodyChanges(QWidget):
    """Hidden when no earlier visit has a chart."""

    def __init__(self, texts: Texts, presenter: BodyPresenter) -> None:
        super().__init__()
        self.setObjectName("body_changes")
        self._texts, self._presenter = texts, presenter
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        self.ghosts = QCheckBox(texts.get("body.ghosts"))
        self.ghosts.setObjectName("body_ghosts")
        self.ghosts.setAccessibleName(texts.get("body.ghosts"))
        self.words = Label(size="small", wrap=True, name="body_changes_words")
        column.addWidget(Label(texts.get("body.since"), tone="strong"))
        column.addWidget(self.words)
        column.addWidget(self.ghosts)
        self.ghosts.clicked.connect(presenter.show_ghosts)
        presenter.shown.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Compare again."""
        before = self._presenter.before
        self.setVisible(bool(before))
        self.ghosts.setChecked(self._presenter.ghosts)
        if not before:
            return
        changes = [change_words(change, self._texts) for change in compare_charts(before, self._presenter.areas)]
        more = len(changes) - _SHOWN
        shown = changes[:_SHOWN] + ([self._texts.get("body.more_changes", n=more)] if more > 0 else [])
        self.words.setText("\n".join(shown) or self._texts.get("body.no_change"))
