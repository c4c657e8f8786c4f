"""What somebody who refers themselves is asked goes into the referral, and is an answer in triage."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.screens.referral.referral_form import ReferralForm
from ui.widgets.segmented import Segmented


def asked(form: ReferralForm) -> dict[str, Segmented]:
    return {str(each.property("question")): each for each in form.interview.findChildren(Segmented)}


def test_answers_are_written_into_the_referral_and_read_back(context: Context, qtbot: QtBot) -> None:
    form = ReferralForm(context)
    qtbot.addWidget(form)
    form.show_new({"source": "self", "region": "lumbar", "reason": "Back pain"})
    qtbot.waitUntil(lambda: len(asked(form)) > 5)
    questions = dict(context.desk.triage.questions("Lumbar spine"))
    assert set(asked(form)) == set(questions.values())
    heard: list[str] = []
    form.worded.connect(heard.append)
    asked(form)[questions["saddle"]].button("yes").click()
    asked(form)[questions["weight-loss"]].button("no").click()
    assert questions["saddle"] in heard[-1]
    note = form.new.note
    assert note.splitlines() == [f"Yes to “{questions['saddle']}”", f"No to “{questions['weight-loss']}”"]

    again = ReferralForm(context)
    qtbot.addWidget(again)
    again.show_new(form.kept())
    qtbot.waitUntil(lambda: len(asked(again)) > 5)
    assert asked(again)[questions["saddle"]].choice == "yes"
    assert again.new.note == note
    again.source.button("gp").click()
    assert again.interview.isHidden()
    assert again.new.note == ""
