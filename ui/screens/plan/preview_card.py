"""What the patient will get: the real paper, its layout, and handing it over."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.context import Context
from ui.screens.plan.presenter import PlanNow
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.segmented import Segmented


class PreviewCard(Card):
    """Paper on the right, acts below it.

    Signals:
        layout_chosen: standard, large-print or plain.
        hand_over_asked: the user gives the plan to the patient.
        save_asked: the user wants the paper as a file.
        print_asked: the user wants the paper in hand.
        change_asked: the user begins a new version of a plan that was handed over.
    """

    layout_chosen = Signal(object)
    hand_over_asked = Signal()
    save_asked = Signal()
    change_asked = Signal()
    print_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.text("plan.preview"), look="sunk", name="plan_preview_card", parent=parent)
        self._context = context
        self._is_done = False
        text = context.text
        layouts = [
            ("standard", text("plan.layout_standard")), ("large-print", text("plan.layout_large")),
            ("plain", text("plan.layout_plain")),
        ]  # fmt: skip
        self.layouts = Segmented(layouts, name="plan_layout", says=text("plan.layout"))
        self.layouts.chosen.connect(self.layout_chosen)
        self.add_action(self.layouts)
        self.pages = PdfPages(context.runner, name="plan_pages", says=text("plan.preview"))
        self.add(self.pages, 1)
        self.needs = Label(tone="warn", wrap=True, name="plan_needs")
        self.done = Label(tone="good", wrap=True, name="plan_done")
        self.add(self.needs)
        self.add(self.done)
        self.hand_over = Button(text("plan.hand_over"), look="primary", name="plan_hand_over")
        self.save = Button(text("plan.save_pdf"), icon="save", name="plan_save_pdf")
        self.printing = Button(text("plan.print"), icon="print", name="plan_print")
        self.printing.clicked.connect(self.print_asked)
        self.age = Label(tone="muted", size="small", wrap=True, name="plan_reading_age")
        self.change = Button(text("plan.change"), name="plan_change", icon="edit")
        self.change.clicked.connect(self.change_asked)
        self.hand_over.clicked.connect(self.hand_over_asked)
        self.save.clicked.connect(self.save_asked)
        row = QHBoxLayout()
        row.addWidget(self.hand_over)
        row.addWidget(self.change)
        row.addWidget(self.printing)
        row.addWidget(self.save)
        row.addStretch(1)
        self.add(row)
        self.add(self.age)

    def begin(self, first_name: str) -> None:
        """Another patient: no paper of the one before stays."""
        text = self._context.text
        self.set_heading(text("plan.preview_for", name=first_name) if first_name else text("plan.preview"))
        self.pages.show_pdf(b"")
        self.done.hide()
        self._is_done = False
        self.change.hide()
        self.hand_over.show()
        self.hand_over.setEnabled(False)
        self.save.setEnabled(False)
        self.printing.setEnabled(False)

    def show_now(self, now: PlanNow) -> None:
        """What is missing, the layout and the reading age."""
        text = self._context.text
        self.layouts.choose(now.plan.layout)
        gaps = [text(f"plan.gap_{gap}") for gap in now.missing if gap != "dose"]
        gaps += [text("plan.gap_dose", title=title) for title in now.without_dose]
        self.needs.setText(text("plan.needs", gaps="; ".join(gaps)) if gaps else "")
        self.needs.setVisible(bool(gaps) and not self._is_done)
        self.hand_over.setEnabled(not now.missing)
        self.age.setText(text("plan.reads_at", age=now.age) if now.age else "")

    def show_paper(self, pdf: bytes) -> None:
        """Draw the paper."""
        self.pages.show_pdf(pdf)
        self.save.setEnabled(True)
        self.printing.setEnabled(True)

    def show_done(self, version: int, time: str) -> None:
        """The plan is with the patient."""
        self.done.setText(self._context.text("plan.handed_over", version=version, time=time))
        self._is_done = True
        self.done.show()
        self.needs.hide()
        self.hand_over.hide()
        self.change.show()
