"""A program that types into an assessment until it is killed; it says where it begins and each state on disk.

Run as `python -m tests.fakes.typist <filled profile> <profile>`; a profile that is there already is gone on with.
"""

from __future__ import annotations

import os
import sys
from itertools import cycle
from pathlib import Path
from types import TracebackType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from msk_desk.domain.drafts import Draft
from msk_desk.domain.roles import Actor, Role
from tests.fakes.window_desk import MONDAY, desk_on, made_up_desk, open_made_up
from ui.context import ChangeFeed, Context, PatientInHand
from ui.navigation import Navigator
from ui.screens.visit.assessment import AssessmentView
from ui.screens.visit.open_form import OpenAssessment
from ui.workers.runner import Runner

WORDS = "Pain on stairs since spring "


class Typist:
    """Types one letter after another."""

    def __init__(self, view: AssessmentView) -> None:
        self.view = view
        self.letters = cycle(WORDS)
        self.field: QPlainTextEdit | None = None
        self.clock = QTimer()
        self.clock.timeout.connect(self.type)

    def begin(self, opened: OpenAssessment) -> None:
        """The form is open: new, with the keyboard on its first question, or where it was left."""
        place = self.view.form.focus_place() if opened.draft.content else None
        if place is None:
            self.view.form.show_section(1)
        self.view.form.finish_building()
        found = self.view.findChildren(QPlainTextEdit, "answer_complaint")
        self.field = found[-1]
        written = len(self.field.toPlainText())
        for _ in range(written):
            next(self.letters)
        said = f"{place.path}@{place.cursor}" if place is not None else "-"
        sys.stdout.write(f"opened {said} {written}\n")
        sys.stdout.flush()
        self.clock.start(2)

    def type(self) -> None:
        """One letter."""
        if self.field is not None:
            self.field.setFocus()
            QTest.keyClicks(self.field, next(self.letters))

    def say(self, draft: Draft) -> None:
        """What is on disk, by the length of what was typed."""
        if self.field is not None:
            sys.stdout.write(f"{draft.patient_id} {draft.visit_id} {draft.focus.rpartition('@')[2]}\n")
            sys.stdout.flush()


def end_at_once(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A fault in a slot would leave the loop turning and the test waiting for ever."""
    sys.__excepthook__(kind, error, trace)
    os._exit(1)


def main() -> None:
    """Type for ever."""
    sys.excepthook = end_at_once
    app = QApplication([])
    template, profile = Path(sys.argv[1]), Path(sys.argv[2])
    made = desk_on(profile, "asha.rao") if profile.exists() else made_up_desk(template, profile, "asha.rao")
    staff = made.lock.known[0]
    actor = Actor(staff.staff_id, staff.name, Role.ESP, "laptop-4")
    made.office.opened.take(open_made_up(made.lock.folder))
    made.desk.access.begin(actor)
    runner, feed = Runner(), ChangeFeed()
    context = Context(made.desk, runner, actor, Navigator(), PatientInHand(made.desk.record, runner, feed), feed)
    line = next(each for each in made.desk.today.mine(MONDAY).lines if each.status == "arrived")
    visit = made.desk.visits.start(line.appointment_id)
    view = AssessmentView(context)
    view.resize(1200, 700)
    view.show()
    view.activateWindow()
    typist = Typist(view)
    view.open(visit.patient_id, visit.id)
    assert view.presenter is not None
    view.presenter.opened.connect(typist.begin)
    view.presenter.choose("https://msk-desk.example/fhir/Questionnaire/knee-assessment")
    view.presenter.kept.connect(typist.say)
    app.exec()


if __name__ == "__main__":
    main()
