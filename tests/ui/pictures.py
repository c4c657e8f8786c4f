"""Renders every screen of the window to PNG files: python -m tests.ui.pictures FOLDER [look] [scale] [WxH]."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTabBar

from msk_desk.district.accounts import demo_accounts
from msk_desk.domain.roles import Role
from tests.fakes.window_desk import CODE, fill_made_up, known_users, made_up_desk, open_made_up
from ui.app import make_application
from ui.context import Context
from ui.main_window import MainWindow
from ui.screens.visit.screen import STEPS
from ui.theme.theme import apply_theme
from ui.workers.runner import Runner


def settle(window: MainWindow, milliseconds: int = 250) -> None:
    """Let the workers answer and the window paint."""
    until = time.monotonic() + milliseconds / 1000
    while time.monotonic() < until or window.runner.busy:
        QTest.qWait(15)


def unlock(window: MainWindow, code: str = CODE) -> None:
    """Type the code and press Enter."""
    field = window.findChild(QLineEdit, "unlock_code")
    assert field is not None
    QTest.keyClicks(field, code)
    window.unlock_page.code_form.unlock.click()
    settle(window)


def shoot(window: MainWindow, folder: Path, name: str) -> None:
    """Save what the window shows."""
    settle(window)
    window.grab().save(str(folder / f"{name}.png"))


def shoot_visit(window: MainWindow, folder: Path, patient: str) -> None:
    """Every step of a visit, with one red flag found, and every page of the decision."""
    workspace = window.workspace
    assert workspace is not None
    context = workspace.context
    begun = context.desk.visits.start(patient_line(context, patient))
    for step in STEPS:
        context.navigator.go("visit", patient, visit_id=begun.id, step=step)
        settle(window)
        if step == "assessment":
            shoot(window, folder, "visit-choose-form")
            field = window.findChild(QLineEdit, "visit_form_search")
            assert field is not None
            QTest.keyClicks(field, "knee")
            QTest.keyClick(field, Qt.Key.Key_Return)
            settle(window)
            answers = window.findChildren(QPushButton, QRegularExpression("answer_rf-.*_[012]$"))
            for button in answers:
                if button.objectName().endswith("_0"):
                    button.click()
            for button in answers[1:3]:  # the first is found, and then not asked any more
                button.click()
                shoot(window, folder, f"visit-{step}-{button.text().lower().replace(' ', '-')}")
        shoot(window, folder, f"visit-{step}")
        pages = window.findChild(QTabBar, f"{step}_steps")
        for at in range(1, pages.count() if pages is not None else 0):
            assert pages is not None
            pages.setCurrentIndex(at)
            shoot(window, folder, f"visit-{step}-{at + 1}")


def patient_line(context: Context, patient: str) -> str:
    """The patient's appointment of today."""
    lines = context.desk.today.mine(context.desk.now().astimezone().date()).lines
    return next(line.appointment_id for line in lines if line.patient_id == patient)


def main(folder: Path, look: str = "light", scale: int = 100, size: str = "1440x900") -> None:
    """All screens, as a clinician and as a receptionist."""
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    apply_theme(app, look, scale)
    with tempfile.TemporaryDirectory() as place:
        template = Path(place) / "template"
        fill_made_up(template, 300)
        made = made_up_desk(template, Path(place) / "profile", "asha.rao", "ben.carter")
        window = MainWindow(made.desk, Runner())
        wide, high = (int(part) for part in size.split("x"))
        window.resize(wide, high)
        window.show()
        shoot(window, folder, "unlock")
        made.office.opened.take(open_made_up(made.lock.folder))
        made.office.ports.settings.put("looks/theme", look)
        made.office.ports.settings.put("looks/scale", str(scale))
        unlock(window)
        shoot(window, folder, "today")
        workspace = window.workspace
        assert workspace is not None
        go = workspace.context.navigator.go
        found = made.office.patients.find("holloway margaret")
        patient = found[0].id
        for tab in ("overview", "visits", "outcomes", "timeline", "documents", "details"):
            go("record", patient, tab=tab)
            shoot(window, folder, f"record-{tab}")
        go("patients")
        settle(window)
        shoot(window, folder, "patients-empty")
        QTest.keyClicks(workspace.screens["patients"].field, "smi")  # type: ignore[attr-defined]
        shoot(window, folder, "patients")
        made.office.patients.change_phone(patient, "07700 900555")
        go("clinics")
        shoot(window, folder, "clinics")
        go("sync")
        shoot(window, folder, "sync")
        workspace.start_search()
        QTest.keyClicks(workspace.top.search, "mar")
        shoot(window, folder, "search")
        workspace.shortcuts.toggle()
        shoot(window, folder, "shortcuts")
        workspace.shortcuts.toggle()
        shoot_visit(window, folder, patient)
        window.do_action("sign_out")
        settle(window)
        made.lock.known = known_users(next(each.login for each in demo_accounts() if Role.RECEPTIONIST in each.roles))
        window.unlock_page.begin()
        settle(window)
        unlock(window)
        shoot(window, folder, "today-reception")
        window.close()


if __name__ == "__main__":
    given = dict(enumerate(sys.argv[1:]))
    main(Path(given[0]), given.get(1, "light"), int(given.get(2, "100")), given.get(3, "1440x900"))
