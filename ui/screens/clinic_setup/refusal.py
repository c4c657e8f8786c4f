"""Why a session cannot be changed so, by name: who has the room, whose leave it is, which computer holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msk_desk.domain.publishing import Clash, Why
from ui.screens.clinic_setup.words import Text, leave_words, span

if TYPE_CHECKING:
    from msk_desk.services.clinic_names import ClinicNames
    from msk_desk.services.session_changes import Look


def refusal_words(text: Text, look: Look) -> str:
    """Every reason, or an empty text when it may be done."""
    elsewhere = {clash.second.id for clash in look.clashes if clash.over is Why.CLINICIAN}
    # Who is in another clinic then has its room, too: once is enough.
    clashes = [clash for clash in look.clashes if clash.over is Why.CLINICIAN or clash.second.id not in elsewhere]
    said = [clash_words(text, clash, look.names) for clash in clashes]
    if look.leave is not None:
        said.append(text("clinic_setup.refused_leave", leave=leave_words(text, look.leave, look.names)))
    if look.lease:
        said.append(text("clinic_setup.refused_lease", device=look.lease))
    return " ".join(said)


def clash_words(text: Text, clash: Clash, names: ClinicNames) -> str:
    """`Room 3, Harlow is Ben Carter’s, 09:00–12:30.`"""
    other = clash.second
    where, who, when = names.where(other), names.who(other.staff_id), span(other.start, other.end)
    if clash.over is Why.ROOM:
        return text("clinic_setup.clash_room", where=where, who=who, when=when)
    return text("clinic_setup.clash_clinician", where=where, who=who, when=when)
