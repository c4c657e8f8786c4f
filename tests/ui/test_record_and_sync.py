"""Record, sync and the banner over the real services and a real store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from msk_desk.domain.letters import StoredDocument
from msk_desk.domain.pathways import Todo
from msk_desk.domain.people import Patient
from msk_desk.domain.roles import Role
from msk_desk.domain.synchronising import StoredConflict, SyncStatus, WaitingUnit
from msk_desk.domain.visits import Allergy
from msk_desk.services.record import Banner
from tests.fakes.window_desk import MadeUpDesk
from tests.ui.opened_screens import open_record, words_of
from ui.context import Context
from ui.navigation import Place
from ui.printing import print_pages
from ui.screens.sync.conflict_words import compared_fields
from ui.screens.sync.presenter import SyncShown
from ui.screens.sync.screen import SyncScreen
from ui.series_words import series_words
from ui.theme.theme import current
from ui.widgets.banner import PatientBanner
from ui.widgets.banner_chips import banner_chips

ContextFor = Callable[[Role], Context]
WHEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_a_change_has_at_most_one_decimal(context: Context) -> None:
    patient = context.desk.patients.find("holloway margaret")[0].id
    series = next(each for each in context.desk.record.overview(patient).series if len(each.scores) > 1)
    first, last = replace(series.scores[0], value=3.0), replace(series.scores[-1], value=14 / 3)
    words = series_words(replace(series, scores=(first, last)), context.desk.texts)
    assert (words.first, words.last, words.change) == ("3", "4.7", "+1.7")


def test_the_overview_shows_each_part(context: Context, qtbot: QtBot) -> None:
    screen = open_record(context, qtbot)
    said = words_of(screen.overview)
    for part in ("Osteoarthritis of right knee", "Walk to the allotment", "MSK-HQ", "18 → 29", "Physio gym class"):
        assert part in said
    drawing = screen.overview.pathway.line.drawing
    assert drawing is not None
    assert "Referred" in drawing.texts()
    assert "23-Nov-2026" in words_of(screen.overview.timeline)


@pytest.mark.parametrize("tab", ["overview", "visits", "outcomes", "timeline", "documents", "details"])
def test_tabs_by_key_and_by_place(context: Context, qtbot: QtBot, tab: str) -> None:
    screen = open_record(context, qtbot, tab=tab)
    at = screen.tabs.currentIndex()
    assert screen._keys[at] == tab
    screen._next_tab()
    assert screen.tabs.currentIndex() == (at + 1) % screen.tabs.count()
    screen._tab_before()
    assert screen.tabs.currentIndex() == at


def test_no_visit_with_somebody_who_has_died(context: Context, qtbot: QtBot) -> None:
    screen = open_record(context, qtbot)
    qtbot.waitUntil(screen.start.isVisible)
    banner = context.patient.banner
    assert banner is not None
    dead = replace(banner, patient=replace(banner.patient, deceased="2026-11-02"))
    context.patient.banner_read.emit(dead)
    assert screen.start.isHidden()


def test_changing_the_telephone_saves_only_that(context: Context, made: MadeUpDesk, qtbot: QtBot) -> None:
    screen = open_record(context, qtbot, tab="details")
    patient = made.office.patients.read(screen.presenter.patient_id)
    screen.details.change.click()
    assert screen.details.field.hasFocus() or screen.details.field.isVisible()
    screen.details.field.setText("07700 900555")
    with qtbot.waitSignal(screen.presenter.phone_saved):
        qtbot.keyClick(screen.details.field, Qt.Key.Key_Return)
    after = made.office.patients.read(patient.id)
    assert after.phone() == "07700 900555"
    assert replace(after, contacts=()) == replace(patient, contacts=())
    qtbot.waitUntil(lambda: screen.details.phone.text() == "07700 900 555")
    assert [unit.what for unit in context.desk.sync.waiting()] == ["Telephone number changed"]


def test_a_refused_number_keeps_what_was_typed(context: Context, qtbot: QtBot) -> None:
    screen = open_record(context, qtbot, tab="details")
    screen.details.change.click()
    screen.details.field.setText("12")
    with qtbot.waitSignal(screen.presenter.phone_refused):
        screen.details.save.click()
    assert screen.details.field.text() == "12"
    assert "6 digits" in screen.details.problem.text()
    qtbot.keyClick(screen.details, Qt.Key.Key_Escape)
    assert screen.details.phone.isVisible()


def test_another_patient_finds_nothing_half_typed(context: Context, qtbot: QtBot) -> None:
    screen = open_record(context, qtbot, tab="details")
    screen.details.change.click()
    screen.details.field.setText("0770")
    other = context.desk.patients.find("osei")[0].id
    screen.open(Place("record", other))
    assert screen.details._phone_pages.currentIndex() == 0
    assert screen._keys[screen.tabs.currentIndex()] == "overview"


def test_reception_has_details_and_waiting_time_alone(context_for: ContextFor, qtbot: QtBot) -> None:
    screen = open_record(context_for(Role.RECEPTIONIST), qtbot)
    assert [screen.tabs.tabText(at) for at in range(screen.tabs.count())] == ["Details", "Waiting time"]
    assert screen.start.isHidden()
    assert "HOLLOWAY" in words_of(screen.details)


def small_pdf(folder: Path) -> bytes:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(folder / "made.pdf"))
    from PySide6.QtGui import QPainter

    painter = QPainter(printer)
    painter.drawText(100, 100, "One")
    printer.newPage()
    painter.drawText(100, 100, "Two")
    painter.end()
    return (folder / "made.pdf").read_bytes()


def test_documents_are_listed_read_and_printed(
    context: Context, made: MadeUpDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    patient = context.desk.patients.find("holloway margaret")[0].id
    document = StoredDocument("d1", patient, "Clinic letter", "2026-11-20", data=small_pdf(tmp_path), author_id="x")
    from msk_desk.domain.records import Unit

    made.office.ports.records.save(Unit("u1", "Letter", context.actor, WHEN, (document,)))
    screen = open_record(context, qtbot, tab="documents")
    qtbot.waitUntil(screen.documents.view.isVisible)
    assert screen.documents.pdf.pageCount() == 2
    assert screen.documents.page_card.title.text() == "Clinic letter"
    assert screen.documents.print_button.isEnabled()
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    print_pages(screen.documents.pdf, printer)
    printed = QPdfDocument(screen)
    assert printed.load(str(tmp_path / "printed.pdf")) == QPdfDocument.Error.None_
    assert printed.pageCount() == 2
    printed.close()


def test_a_damaged_document_says_so(context: Context, qtbot: QtBot) -> None:
    screen = open_record(context, qtbot, tab="documents")
    screen.documents.show_document(
        StoredDocument("d", screen.presenter.patient_id, "Odd", "2026-01-01", data=b"no pdf")
    )
    assert "cannot be shown" in screen.documents.empty.title.text()
    assert not screen.documents.print_button.isEnabled()
    assert screen.documents.keep.isEnabled()


# Sync


def test_waiting_failed_and_conflicting(context: Context, made: MadeUpDesk, qtbot: QtBot) -> None:
    screen = SyncScreen(context)
    qtbot.addWidget(screen)
    screen.show()
    with qtbot.waitSignal(screen.presenter.read_all):
        screen.open(Place("sync"))
    assert screen.none.isVisible()
    refused = WaitingUnit("u1", "Clinic letter, signed", WHEN, "quarantined", 3, "p", "The patient was merged.")
    conflict = StoredConflict(
        "c1", "Patient", "p", "p",
        {"telecom": [{"system": "phone", "value": "07700 900112"}]},
        {"telecom": [{"system": "phone", "value": "07700 900998"}]},
        None, WHEN, ("telecom[0].value", "telecom[1].value"),
    )  # fmt: skip
    status = SyncStatus(True, False, WHEN, 1, WHEN, 1, 1)
    screen.show_all(SyncShown(status, (refused,), (conflict,)))
    screen.waiting.choose_row(0)
    assert screen.retry.isVisible()
    assert "The patient was merged." in screen.reason.text()
    said = words_of(screen)
    for part in ("Two people changed this: patient details", "07700 900112", "07700 900998", "(deleted)"):
        assert part in said
    screen.now.click()
    assert made.background.asked[-1] == "sync"


@pytest.mark.parametrize(
    ("field", "value", "label", "words"),
    [
        ("telecom", [{"system": "phone", "value": "1"}, {"value": "2"}], "Telephone and email", "1, 2"),
        ("birthDate", "1956-03-14", "Date of birth", "1956-03-14"),
        ("maritalStatus", {"text": "Married"}, "Marital status", "Married"),
        ("status", None, "Status", "(nothing)"),
    ],
)
def test_fields_in_words(context: Context, field: str, value: object, label: str, words: str) -> None:
    conflict = StoredConflict("c", "Patient", "p", "p", None, {field: value}, {field: value}, WHEN, (field,))
    (line,) = compared_fields(conflict, context.desk.texts)
    assert (line.label, line.before, line.mine) == (label, "(deleted)", words)


# Banner


def banner_of(context: Context, **more: object) -> Banner:
    found = context.desk.patients.read(context.desk.patients.find("holloway margaret")[0].id)
    patient: Patient = replace(found, **more)  # type: ignore[arg-type]
    return Banner(patient, 70, "Old Mill Surgery", "Knee", 7, (), ())


@pytest.mark.parametrize(
    ("allergies", "words"),
    [
        (None, ""),
        ((), "Allergies not recorded"),
        ((Allergy("a", "p", "No known allergies", none_known=True),), "No known allergies"),
        ((Allergy("a", "p", "Penicillin"), Allergy("b", "p", "Latex")), "Known allergies: Penicillin, Latex"),
    ],
)
def test_allergies_in_the_words_of_the_rule(
    context: Context, allergies: tuple[Allergy, ...] | None, words: str
) -> None:
    chips = banner_chips(replace(banner_of(context, preferred_format=""), allergies=allergies), context.desk.texts)
    assert [chip for chip, _ in chips] == ([words] if words else [])


def test_the_banner_is_in_the_fixed_order(context: Context, qtbot: QtBot) -> None:
    banner = PatientBanner(context.desk.texts)
    qtbot.addWidget(banner)
    banner.resize(1200, 60)
    banner.show()
    banner.show_banner(banner_of(context))
    assert words_of(banner).startswith(
        "HOLLOWAY, Margaret (Mrs) | Born | 14-Mar-1956 (70y) | Gender | Female | NHS No. | 999 768 0472"
    )
    banner.show_banner(banner_of(context, deceased="2026-11-01", interpreter=True, language="Polish"))
    assert "Died | 01-Nov-2026" in words_of(banner)
    assert banner.property("card") == "deceased"
    assert banner.name.palette().windowText().color() == current().colour("deceased_ink")
    image = banner.grab().toImage()
    assert len({image.pixelColor(x, 52).name() for x in range(500, 600)}) > 1


def test_todo_done_is_last(context: Context, qtbot: QtBot) -> None:
    screen = open_record(context, qtbot)
    screen.overview._show_todos((Todo("1", "p", "Done thing", "completed"), Todo("2", "p", "Open thing")))
    said = words_of(screen.overview.todo_card)
    assert said.index("Open thing") < said.index("Done thing")
