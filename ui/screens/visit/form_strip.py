"""The forms of a visit side by side, when there is more than one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QWidget

from msk_desk.services.visits import VisitForm
from ui.context import Texts


class FormStrip(QTabBar):
    """One tab a form; Ctrl+Tab of the keyboard goes through them once it has the focus, as do the arrows.

    Signals:
        form_chosen: the `canonical|version` of a form, by the user only.
    """

    form_chosen = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("visit_forms")
        self.setAccessibleName(texts.get("visit.forms"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self._texts = texts
        self._forms: tuple[VisitForm, ...] = ()
        self.currentChanged.connect(self._say_chosen)
        self.hide()

    def show_forms(self, forms: tuple[VisitForm, ...], open_form: str) -> None:
        """Show which forms there are, and which of them is open; quietly."""
        self.blockSignals(True)
        while self.count():
            self.removeTab(0)
        self._forms = forms
        for form in forms:
            words = self._texts.get("visit.form_signed", title=form.title) if form.signed else form.title
            self.addTab(words)
        names = [form.form for form in forms]
        self.setCurrentIndex(names.index(open_form) if open_form in names else -1)
        self.blockSignals(False)
        self.setVisible(len(forms) > 1)

    def _say_chosen(self, at: int) -> None:
        if 0 <= at < len(self._forms):
            self.form_chosen.emit(self._forms[at].form)
