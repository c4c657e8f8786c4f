"""Plans: doses stay blank until entered, the paper is the real one, what is handed over is on the record."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from msk_desk.domain.letters import StoredDocument
from msk_desk.domain.plans import Plan
from tests.ui.visit_patients import Seen, begin_visit, lines_of_today, settle
from ui.context import Context
from ui.screens.plan.exercise_row import ExerciseRow
from ui.screens.plan.screen import PlanView
from ui.screens.plan.unfinished import content_of, plan_of
from ui.widgets.stepper import Stepper


def without_plan(context: Context) -> Seen:
    """A patient of today who has no plan yet."""
    for at, line in enumerate(lines_of_today(context)):
        if not context.desk.plans.of_patient(line.patient_id):
            return begin_visit(context, at)
    raise LookupError("everybody has a plan")


def opened(context: Context, qtbot: QtBot, seen: Seen) -> PlanView:
    view = PlanView(context)
    qtbot.addWidget(view)
    view.resize(1300, 720)
    view.show()
    view.open(seen.patient_id, seen.visit_id)
    settle(qtbot, context.runner)
    return view


def add_sit_to_stand(view: PlanView, context: Context, qtbot: QtBot) -> None:
    view.exercises.added.emit("sit-to-stand")
    settle(qtbot, context.runner)


def row_steppers(view: PlanView) -> dict[str, Stepper]:
    rows = [each for each in view.findChildren(ExerciseRow) if each.code == "sit-to-stand" and each.isVisible()]
    return dict(rows[-1].steppers)


def test_a_dose_is_blank_until_it_is_entered(context: Context, qtbot: QtBot) -> None:
    view = opened(context, qtbot, without_plan(context))
    add_sit_to_stand(view, context, qtbot)
    assert all(stepper.number is None for stepper in row_steppers(view).values())
    assert not view.preview.hand_over.isEnabled()
    assert "Sit to stand" in view.preview.needs.text()


def test_a_plan_is_handed_over_and_on_the_record(context: Context, qtbot: QtBot) -> None:
    seen = without_plan(context)
    view = opened(context, qtbot, seen)
    qtbot.keyClicks(view.goal.words, "Walk to the shop")
    view.goal.weeks.button("6").click()
    add_sit_to_stand(view, context, qtbot)
    steppers = row_steppers(view)
    steppers["repetitions"].step_up()
    steppers["days_a_week"].step_up()
    view.flare.use.click()
    settle(qtbot, context.runner)
    qtbot.waitUntil(lambda: len(view.preview.pages.pages) > 0)
    view.preview.hand_over.click()
    settle(qtbot, context.runner)
    plan = next(each for each in context.desk.plans.of_patient(seen.patient_id) if each.status == "active")
    assert plan.exercises[0].dose.repetitions == 8
    assert plan.exercises[0].dose.sets is None
    assert plan.flare
    papers = context.desk.visits._saver.records.of_patient(StoredDocument, seen.patient_id)
    assert any(paper.about_id == plan.id for paper in papers)
    assert not view.preview.hand_over.isVisible()
    assert context.desk.drafting.unfinished(seen.patient_id) == ()
    view.preview.change.click()
    settle(qtbot, context.runner)
    assert view.preview.hand_over.isVisible()
    assert view.goal.words.text() == "Walk to the shop"


def test_every_key_of_the_goal_is_kept(context: Context, qtbot: QtBot) -> None:
    seen = without_plan(context)
    view = opened(context, qtbot, seen)
    qtbot.keyClicks(view.goal.words, "Kneel to gard")
    settle(qtbot, context.runner)
    again = opened(context, qtbot, seen)
    assert again.goal.words.text() == "Kneel to gard"


def test_a_typed_day_is_understood_and_nonsense_is_marked(context: Context, qtbot: QtBot) -> None:
    view = opened(context, qtbot, without_plan(context))
    qtbot.keyClicks(view.goal.due, "15 dec 2026")
    assert view.presenter is not None
    assert view.presenter.now().goal.due == "2026-12-15"
    assert view.goal.due.property("wrong") != "true"
    view.goal.due.selectAll()
    qtbot.keyClicks(view.goal.due, "someday")
    assert view.goal.due.property("wrong") == "true"


def test_exercises_move_and_come_out(context: Context, qtbot: QtBot) -> None:
    view = opened(context, qtbot, without_plan(context))
    presenter = view.presenter
    assert presenter is not None
    for code in ("bridge", "heel-raise", "step-up"):
        presenter.add_exercise(code)
    presenter.move_exercise("step-up", -1)
    presenter.move_exercise("bridge", -1)  # already first
    presenter.remove_exercise("heel-raise")
    assert [each.code for each in presenter.now().plan.exercises] == ["bridge", "step-up"]


def test_the_paper_has_the_layout_that_was_chosen(context: Context, qtbot: QtBot) -> None:
    view = opened(context, qtbot, without_plan(context))
    qtbot.waitUntil(lambda: len(view.preview.pages.pages) > 0)
    assert view.presenter is not None
    before = view.presenter.pdf
    other = "plain" if view.presenter.now().plan.layout != "plain" else "large-print"
    with qtbot.waitSignal(view.presenter.previewed):
        view.preview.layouts.button(other).click()
    assert view.presenter.pdf[:4] == b"%PDF"
    assert view.presenter.pdf != before


def test_a_plan_survives_the_journal(context: Context, qtbot: QtBot) -> None:
    view = opened(context, qtbot, without_plan(context))
    add_sit_to_stand(view, context, qtbot)
    row_steppers(view)["hold"].step_up()
    assert view.presenter is not None
    now = view.presenter.now()
    again: Plan = plan_of(content_of(now.plan, now.goal)["plan"])
    assert again == now.plan
