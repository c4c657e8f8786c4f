"""Packs: taken in whole or not at all, in the name of whoever confirmed the licence; versions kept; withdrawn."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from msk_desk.content.proms import load_all
from msk_desk.domain.errors import BadInput, Refused
from msk_desk.domain.proms.wording import Wording
from msk_desk.domain.roles import Role
from msk_desk.services.packs import PackRefused
from tests.fakes.made_up_pack import made_up_form, write_pack
from tests.fakes.small_clinic import Clinic

CONFIRMED = ("Helen Marsh", date(2026, 11, 20))


def take_in(clinic: Clinic, folder: Path) -> None:
    before = clinic.office.access.actor
    clinic.wear(Role.ADMINISTRATOR)
    clinic.office.packs.accept(clinic.office.packs.look(folder), *CONFIRMED)
    clinic.office.access.begin(before)


@pytest.mark.parametrize("code", sorted(load_all()))
def test_a_pack_can_word_every_instrument(clinic: Clinic, tmp_path: Path, code: str) -> None:
    take_in(clinic, write_pack(tmp_path / "pack", code))
    sheet = clinic.office.asking.sheet(code)
    assert sheet is not None
    assert [question.code for question in sheet.questions] == [item.code for item in load_all()[code].items]
    assert all("made-up" in question.words for question in sheet.questions)


def test_licence_name_and_day_stay_with_the_wording(clinic: Clinic, tmp_path: Path) -> None:
    take_in(clinic, write_pack(tmp_path / "pack", "OKS", "PHQ-9"))
    clinic.reopen()
    (oks, phq) = clinic.office.packs.held()
    assert (oks.instrument, phq.instrument) == ("OKS", "PHQ-9")
    assert (oks.licensed_by, oks.licensed_on, oks.revision, oks.status) == ("Helen Marsh", "2026-11-20", 1, "active")
    resource = clinic.store.whole.whole("Questionnaire", oks.id)
    assert resource is not None
    assert resource["item"] == made_up_form("OKS")["item"]
    kinds = {str(entry.kind) for entry in clinic.office.forms.every() if "/prom-" in entry.key}
    assert kinds == {"prom"}, "it is offered as no form of a visit"


@pytest.mark.parametrize(("name", "day"), [("", date(2026, 11, 20)), (" ", date(2026, 11, 20)),
                                           ("Helen Marsh", date(2026, 11, 24))])  # fmt: skip
def test_nothing_is_taken_in_while_nobody_confirmed_the_licence(
    clinic: Clinic, tmp_path: Path, name: str, day: date
) -> None:
    clinic.wear(Role.ADMINISTRATOR)
    look = clinic.office.packs.look(write_pack(tmp_path / "pack", "OKS"))
    with pytest.raises(BadInput):
        clinic.office.packs.accept(look, name, day)
    assert clinic.office.packs.held() == ()


def test_one_form_that_does_not_fit_keeps_the_whole_pack_out(clinic: Clinic, tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack", "OKS", "NDI")
    wrong = made_up_form("OHS")
    wrong["item"][0]["item"][3]["answerOption"].pop()
    (folder / "ohs.json").write_text(json.dumps(wrong))
    clinic.wear(Role.ADMINISTRATOR)
    look = clinic.office.packs.look(folder)
    assert not look.fits
    with pytest.raises(PackRefused, match=r"ohs\.json: Q03 counts"):
        clinic.office.packs.accept(look, *CONFIRMED)
    assert clinic.saved() == 0
    assert clinic.office.asking.sheet("OKS") is None


def test_a_new_import_takes_the_place_of_the_one_before(clinic: Clinic, tmp_path: Path) -> None:
    for number in (1, 2):
        take_in(clinic, write_pack(tmp_path / f"pack {number}", "OKS"))
    assert [(one.revision, one.status) for one in clinic.office.packs.held()] == [(2, "active"), (1, "retired")]
    used = clinic.office.packs.in_use("OKS")
    assert used is not None
    assert used.revision == 2


def test_withdrawn_wording_is_shown_to_nobody_and_says_why(clinic: Clinic, tmp_path: Path) -> None:
    take_in(clinic, write_pack(tmp_path / "pack", "OKS"))
    clinic.wear(Role.ADMINISTRATOR)
    (held,) = clinic.office.packs.held()
    with pytest.raises(BadInput, match="Why"):
        clinic.office.packs.withdraw(held.id, "")
    clinic.office.packs.withdraw(held.id, "Licence ended")
    assert clinic.office.asking.sheet("OKS") is None
    assert clinic.office.packs.held()[0].withdrawn == "Licence ended"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_an_administrator_takes_in_or_withdraws(clinic: Clinic, tmp_path: Path, role: Role) -> None:
    take_in(clinic, write_pack(tmp_path / "pack", "OKS"))
    clinic.wear(role)
    with pytest.raises(Refused):
        clinic.office.packs.look(tmp_path / "pack")
    with pytest.raises(Refused):
        clinic.office.packs.withdraw(clinic.store.records.every(Wording)[0].id, "no")
    assert clinic.office.packs.in_use("OKS") is not None


def test_the_words_come_in_the_language_of_the_patient(clinic: Clinic, tmp_path: Path) -> None:
    take_in(clinic, write_pack(tmp_path / "pack", "OKS"))
    offer = clinic.office.asking.offer("OKS")
    assert (offer.worded, offer.languages) == (True, ("cy",))
    welsh = clinic.office.asking.sheet("OKS", "cy")
    assert welsh is not None
    assert welsh.questions[0].words.startswith("[cy] ")
    assert welsh.questions[0].choices[0].words.startswith("[cy] ")
    assert welsh.language == "cy"
    other = clinic.office.asking.sheet("OKS", "pl")
    assert other is not None
    assert other.language == ""


def test_without_wording_an_instrument_is_typed_from_paper(clinic: Clinic) -> None:
    offers = {offer.instrument.code: offer for offer in clinic.office.asking.offers()}
    assert not offers["OKS"].worded
    assert all(offer.worded == (offer.instrument.wording == "ours") for offer in offers.values())
