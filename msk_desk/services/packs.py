"""Packs: licensed wording of instruments, taken in by an administrator, withdrawn again; all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from msk_desk.domain.errors import BadInput
from msk_desk.domain.form_catalogue import FormKind, contexts
from msk_desk.domain.proms.wording import PackedForm, Wording
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from msk_desk.services.ports import InstrumentLibrary, PackReading
from msk_desk.services.saving import Saver

ACTIVE, RETIRED = "active", "retired"


@dataclass(frozen=True, slots=True)
class Look:
    """A pack that was read and not taken in: what is in it, and what keeps it out."""

    name: str
    forms: tuple[PackedForm, ...]

    @property
    def fits(self) -> bool:
        """Whether it can be taken in: every form fits its instrument."""
        return bool(self.forms) and not any(form.problems for form in self.forms)

    @property
    def problems(self) -> tuple[str, ...]:
        """Each reason against it, with the file it stands in."""
        return tuple(f"{form.file}: {problem}" for form in self.forms for problem in form.problems)


class PackRefused(BadInput):
    """A pack that does not fit; nothing of it was stored. `problems` are the reasons, by file."""

    code = "MSK-311"
    title = "The pack does not fit"

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(
            "; ".join(problems[:5]),
            advice="Nothing was stored. Ask whoever made the pack to correct it, then import it again.",
        )
        self.problems = problems


class Packs:
    """What an administrator does with packs, and which wording is in use."""

    def __init__(self, reader: PackReading, instruments: InstrumentLibrary, saver: Saver) -> None:
        self._reader = reader
        self._instruments = instruments
        self._saver = saver

    def look(self, place: Path) -> Look:
        """Read a folder or zip and say what is in it; nothing is stored.

        Raises:
            Refused: the person is no administrator.
            BadInput: it cannot be read.
        """
        self._saver.access.require(Role.ADMINISTRATOR)
        return Look(place.name, self._reader.read(place))

    def accept(self, look: Look, licensed_by: str, licensed_on: date) -> Changes:
        """Take in every form of a pack, in place of earlier wording: one unit, or nothing.

        Args:
            licensed_by: the name of whoever confirmed that the service holds the licence.

        Raises:
            PackRefused: a form does not fit its instrument.
            BadInput: nobody confirmed the licence, or on a day that has not come.
        """
        actor = self._saver.access.require(Role.ADMINISTRATOR)
        now = self._saver.now()
        if not look.fits:
            raise PackRefused(look.problems or ("the pack is empty",))
        if not licensed_by.strip():
            raise BadInput("Who confirmed the licence?", advice="Give the name of whoever holds the licence paper.")
        if licensed_on > now.astimezone().date():
            raise BadInput("The licence is confirmed on a day that has not come.", advice="Correct the date.")
        held = self.held()
        records: list[Wording] = []
        for form in look.forms:
            before = [wording for wording in held if wording.instrument == form.instrument]
            records += [replace(wording, status=RETIRED) for wording in before if wording.active]
            records.append(
                Wording(
                    self._saver.new_id(), form.instrument, 1 + max((one.revision for one in before), default=0), ACTIVE,
                    _of_kind_prom(form.questionnaire), licensed_by.strip(), licensed_on.isoformat(),
                    actor.staff_id, now,
                )
            )  # fmt: skip
        names = ", ".join(form.instrument for form in look.forms)
        return self._saver.save(f"Wording taken in: {names}", *records)

    def held(self) -> tuple[Wording, ...]:
        """Every wording there ever was, by instrument, the newest first."""
        assert self._saver.access.actor
        found = sorted(self._saver.records.every(Wording), key=lambda wording: -wording.revision)
        return tuple(sorted(found, key=lambda wording: wording.instrument))

    def in_use(self, code: str) -> Wording | None:
        """The wording of an instrument that is shown to patients, if there is one for the version in use."""
        version = self._instruments.read(code).version
        fitting = (one for one in self.held() if one.instrument == code and one.active and one.version == version)
        return next(fitting, None)

    def withdraw(self, wording_id: str, reason: str) -> Changes:
        """Use a wording no more: the licence has ended, or it is wrong. Numbers are typed from paper instead.

        Raises:
            BadInput: no reason was given, or it is not in use.
        """
        self._saver.access.require(Role.ADMINISTRATOR)
        if not reason.strip():
            raise BadInput("Why is it withdrawn?", advice="Write a few words: they stay with the wording.")
        found = next((wording for wording in self.held() if wording.id == wording_id and wording.active), None)
        if found is None:
            raise BadInput("This wording is not in use.", advice="Look at the list again.")
        gone = replace(found, status=RETIRED, withdrawn=reason.strip())
        return self._saver.save(f"Wording of {found.instrument} withdrawn", gone)


def _of_kind_prom(form: Mapping[str, Any]) -> dict[str, Any]:
    """The form with its kind, so that nobody is offered it as a form of a visit."""
    others = [one for one in form.get("useContext") or () if one.get("code", {}).get("code") != "workflow"]
    return {**form, "useContext": [*others, *contexts(FormKind.PROM, ())]}
