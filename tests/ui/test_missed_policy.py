"""The did-not-attend policy: set by an administrator, looked at by a team lead, held by every desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from msk_desk.domain.attendance import Step
from msk_desk.domain.roles import Role
from tests.ui.visit_patients import settle
from ui.context import Context
from ui.screens.missed_policy.panel import PolicyPanel


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.TEAM_LEAD])
def test_only_an_administrator_sets_it(context_for: Callable[[Role], Context], qtbot: QtBot, role: Role) -> None:
    context = context_for(role)
    panel = PolicyPanel(context)
    qtbot.addWidget(panel)
    panel.show()
    panel.open()
    settle(qtbot, context.runner)
    assert (panel.first.choice, panel.later.choice) == ("offer-another", "ask-clinician")
    assert panel.save.isEnabled() == (role is Role.ADMINISTRATOR)
    panel.first.button("ask-clinician").click()
    panel.interpreter.show_number(5)
    panel.save.click()
    settle(qtbot, context.runner)
    policy = context.desk.bookings.missed.policy
    expected = (Step.ASK, 5) if role is Role.ADMINISTRATOR else (Step.OFFER, 0)
    assert (policy.first, policy.interpreter_days) == expected
