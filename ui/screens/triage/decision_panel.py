"""The panel at the right: what is decided, with what it needs; Ctrl and Enter confirm and go to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.domain.triage import ADVICE, ASK, CLINIC, EMERGENCY, Decision, overrules
from ui.context import Texts
from ui.screens.triage.decision_button import DecisionGrid
from ui.screens.triage.emergency_script import EmergencyScript
from ui.screens.triage.fields import Captioned, Choice, PlaceChoice, ShortText
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from msk_desk.domain.booking_rules import Fit
    from msk_desk.domain.people import Staff
    from ui.screens.triage.presenter import TriagePresenter
    from ui.screens.triage.unfinished import OpenPage

_ANY = "any"
_NOT_ASKED = "not-asked"
_TEXT_CAPTIONS = {
    "advice": "triage.text_advice", "self-management": "triage.text_material", "imaging": "triage.text_imaging",
    "opinion": "triage.text_question", "mdt": "triage.text_question",
}  # fmt: skip


class DecisionPanel(Card):
    """Shows only the fields that the chosen decision needs.

    Signals:
        confirmed: the user wants it decided.
    """

    confirmed = Signal()

    def __init__(
        self, texts: Texts, presenter: TriagePresenter, decisions: Sequence[Decision], parent: QWidget | None = None
    ) -> None:
        super().__init__(texts.get("triage.decision"), name="triage_decision_card", parent=parent)
        self._texts = texts
        self._presenter = presenter
        self._fits: tuple[Fit, ...] = ()
        self._shown: OpenPage | None = None
        self.grid = DecisionGrid(decisions, texts.get("triage.decision"))
        self.script = EmergencyScript(texts)
        self._make_fields()
        self.missing = Label(tone="warn", size="small", wrap=True, name="triage_missing")
        self.confirm = Button(texts.get("triage.confirm"), look="primary", name="triage_confirm")
        self.confirm.setToolTip("Ctrl+Enter")
        self.give_back = Button(texts.get("triage.give_back"), look="quiet", name="triage_give_back")
        self._lay_out()
        self._connect()

    def _make_fields(self) -> None:
        get = self._texts.get
        self.reason = ShortText("triage_reason", get("triage.reason"))
        self.overruled = QLineEdit()
        self.overruled.setObjectName("triage_overruled")
        self.overruled.setAccessibleName(get("triage.overruled"))
        self.where = PlaceChoice("triage_where", get("triage.where"))
        self.told = QLineEdit()
        self.told.setObjectName("triage_told")
        self.told.setAccessibleName(get("triage.told"))
        self.text = ShortText("triage_text", get("triage.text_advice"), lines=4)
        self.owner = Choice("triage_owner", get("triage.owner"))
        self.manager = Choice("triage_manager", get("triage.manager"))
        self.slot = Choice("triage_slot", get("triage.slot"))
        self.priority = Segmented(
            [("routine", get("triage.routine")), ("urgent", get("triage.urgent"))],
            name="triage_priority", says=get("triage.priority"),
        )  # fmt: skip
        self.mode = Segmented(
            [(_ANY, get("triage.any_mode")), ("f2f", get("triage.f2f")), ("telephone", get("triage.telephone")),
             ("video", get("triage.video"))],
            name="triage_clinic_mode", says=get("triage.clinic_mode"), tight=True,
        )  # fmt: skip
        self.consent = Segmented(
            [("yes", get("triage.yes")), ("no", get("triage.no")), (_NOT_ASKED, get("triage.not_asked"))],
            name="triage_consent", says=get("triage.consent"), tight=True,
        )  # fmt: skip
        self.letter = QCheckBox(get("triage.letter"))
        self.letter.setObjectName("triage_letter")

    def _lay_out(self) -> None:
        get = self._texts.get
        rows = {
            "overruled": (get("triage.overruled"), self.overruled), "where": (get("triage.where"), self.where),
            "told": (get("triage.told"), self.told), "text": (get("triage.text_advice"), self.text),
            "owner": (get("triage.owner"), self.owner), "reason": (get("triage.reason"), self.reason),
            "priority": (get("triage.priority"), self.priority), "mode": (get("triage.clinic_mode"), self.mode),
            "slot": (get("triage.slot"), self.slot), "manager": (get("triage.manager"), self.manager),
            "consent": (get("triage.consent"), self.consent),
        }  # fmt: skip
        self.rows = {name: Captioned(caption, control) for name, (caption, control) in rows.items()}
        inside = QVBoxLayout()
        inside.setSpacing(8)
        inside.addWidget(self.grid)
        for row in self.rows.values():
            inside.addWidget(row)
        inside.addWidget(self.script)
        inside.addWidget(self.letter)
        inside.addStretch(1)
        self.column = ScrollColumn(inside)
        self.add(self.column, 1)
        self.add_action(self.give_back)
        self.add(self.missing)
        self.add(self.confirm)

    def _connect(self) -> None:
        self.grid.chosen.connect(self._choose)
        self.grid.chosen_by_key.connect(self.go_to_first_field)
        self.reason.typed.connect(self._take_reason)
        self.overruled.textEdited.connect(self._take_overruled)
        self.where.given.connect(self._take_where)
        self.told.textEdited.connect(self._take_told)
        self.text.typed.connect(self._take_text)
        self.owner.given.connect(self._take_owner)
        self.manager.given.connect(self._take_manager)
        self.slot.given.connect(self._take_slot)
        self.priority.chosen.connect(self._take_priority)
        self.mode.chosen.connect(self._take_mode)
        self.consent.chosen.connect(self._take_consent)
        self.letter.clicked.connect(self._take_letter)
        self.confirm.clicked.connect(self.confirmed)

    # Showing

    def show_page(self, shown: OpenPage) -> None:
        """Show what was begun on a referral; a field that is being typed in is left as it is."""
        another = self._shown is None or self._shown.pathway_id != shown.pathway_id
        self._shown = shown
        if another:
            self._fits = ()
        self._fill()
        self._show_needed()

    def _fill(self) -> None:
        assert self._shown is not None
        form, page = self._presenter.form, self._shown.page
        self.grid.choose(form.decision)
        triage = page.triage
        held = triage is not None and triage.status == "accepted" and triage.by == self._presenter.me
        self.give_back.setVisible(held)
        self.reason.show_text(form.reason)
        self.text.show_text(form.text)
        for line, words in ((self.overruled, form.overruled), (self.told, form.told)):
            if line.text() != words:
                line.setText(words)
        decision = self._presenter.decision
        places = decision.places if decision else ()
        if decision is not None and decision.outcome == ADVICE:
            places = tuple(filter(None, (page.referral.referrer, page.banner.gp_practice)))
        self.where.show_places(places, form.where)
        people = [(each.id, _person(each)) for each in self._shown.able]
        others = [("", self._texts.get("triage.choose"))] + [each for each in people if each[0] != self._presenter.me]
        self.owner.show_choices(others, form.owner_id)
        self.manager.show_choices(people, form.manager_id or self._presenter.me)
        self.priority.choose(form.priority or (decision.priority if decision else ""))
        self.mode.choose(form.mode or _ANY)
        self.consent.choose(form.consent or _NOT_ASKED)
        self.letter.setChecked(form.letter)
        self._show_slots()

    def _show_needed(self) -> None:
        """Show the fields that this decision has, and say what is still missing."""
        assert self._shown is not None
        decision, screen = self._presenter.decision, self._shown.screen
        needs = decision.needs if decision else ()
        outcome = decision.outcome if decision else ""
        shown = {
            "overruled": decision is not None and overrules(decision, screen), "where": "where" in needs,
            "told": "told" in needs, "text": "text" in needs, "owner": "owner" in needs,
            "reason": bool(outcome) and outcome != ASK, "priority": outcome not in ("", EMERGENCY, ASK),
            "mode": outcome == CLINIC, "slot": outcome == CLINIC, "manager": outcome not in ("", ASK, EMERGENCY),
            "consent": outcome not in ("", ASK, EMERGENCY),
        }  # fmt: skip
        for name, row in self.rows.items():
            row.setVisible(shown[name])
        if decision is not None:
            self.rows["text"].say(self._texts.get(_TEXT_CAPTIONS.get(decision.code, "triage.text_advice")))
            self.rows["where"].say(self._texts.get("triage.carries_on" if outcome == ADVICE else "triage.where"))
        self.letter.setVisible(bool(decision and decision.letter))
        self.script.setVisible(outcome == EMERGENCY)
        if outcome == EMERGENCY:
            self.script.show_script(self._shown, self._presenter.script())
        self._say_missing()

    def _say_missing(self) -> None:
        get = self._texts.get
        missing = self._presenter.missing()
        words = ", ".join(get(f"triage.missing_{name}") for name in missing)
        self.missing.setText(get("triage.missing", what=words) if words else "")
        self.missing.setVisible(bool(words) and self._presenter.decision is not None)
        self.confirm.setEnabled(not missing)

    def show_fits(self, fits: tuple[Fit, ...]) -> None:
        """Free times for the decision."""
        self._fits = fits
        self._show_slots()

    def _show_slots(self) -> None:
        get, offer = self._texts.get, self._presenter.form.offer
        choices = [("", get("triage.no_slot") if self._fits else get("triage.no_slots"))]
        choices += [(fit.slot.slot_id, _time(fit)) for fit in self._fits]
        chosen = next((fit.slot.slot_id for fit in self._fits if fit == offer), "")
        self.slot.show_choices(choices, chosen)

    # What the user does

    def _choose(self, code: str) -> None:
        self._presenter.change(decision=code, priority="", where="", offer=None)
        decision = self._presenter.decision
        page = self._shown.page if self._shown is not None else None
        if decision is not None and decision.outcome == ADVICE and page is not None:
            self._presenter.change(where=page.referral.referrer or page.banner.gp_practice)
        self._presenter.claim_quietly()
        self._fill()
        self._show_needed()
        self._presenter.look_for_times()

    def go_to_first_field(self) -> None:
        """Give the keyboard to the first thing that is still missing."""
        fields = {
            "where": self.where, "told": self.told, "text": self.text, "owner": self.owner, "reason": self.reason,
            "overruled": self.overruled,
        }  # fmt: skip
        order = [name for name in self.rows if name in fields and name in self._presenter.missing()]
        target = fields[order[0]] if order else self.reason if self.reason.isVisible() else self.confirm
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        inside = self.column.widget()
        if inside is not None and inside.isAncestorOf(target):
            inside.adjustSize()
            self.column.ensureWidgetVisible(target)

    def _take(self, name: str, value: object) -> None:
        self._presenter.change(**{name: value})
        self._say_missing()

    def _take_reason(self, text: str) -> None:
        self._take("reason", text)

    def _take_overruled(self, text: str) -> None:
        self._take("overruled", text)

    def _take_where(self, text: str) -> None:
        self._take("where", text)

    def _take_told(self, text: str) -> None:
        self._take("told", text)

    def _take_text(self, text: str) -> None:
        self._take("text", text)

    def _take_owner(self, staff_id: str) -> None:
        self._take("owner_id", staff_id)

    def _take_manager(self, staff_id: str) -> None:
        self._take("manager_id", staff_id)

    def _take_slot(self, slot_id: str) -> None:
        self._take("offer", next((fit for fit in self._fits if fit.slot.slot_id == slot_id), None))

    def _take_priority(self, key: str) -> None:
        self._take("priority", key)

    def _take_mode(self, key: str) -> None:
        self._take("mode", "" if key == _ANY else key)
        self._presenter.look_for_times()

    def _take_consent(self, key: str) -> None:
        self._take("consent", "" if key == _NOT_ASKED else key)

    def _take_letter(self, checked: bool) -> None:
        self._take("letter", checked)


def _person(staff: Staff) -> str:
    return " · ".join(filter(None, (staff.spoken(), staff.profession)))


def _time(fit: Fit) -> str:
    start = fit.start.astimezone()
    return f"{staff_date(start.date())} {start:%H:%M} · {fit.slot.staff_name} · {fit.slot.place_name}"
