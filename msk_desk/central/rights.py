"""The table of roles as data, and what it lets a person read and write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from msk_desk.central.labels import Label
from msk_desk.domain.central_store import Reach
from msk_desk.domain.roles import Role

# R read, C create, U update; `own`: of patients in their care; `desk`: addressed to them, their role or
# anyone; `mine`: written by themselves; `error`: may only mark as entered in error; `counts`: numbers
# only. Source: the service's table of roles.
_ORDER = (
    Role.RECEPTIONIST,
    Role.SECRETARY,
    Role.CLINICIAN,
    Role.ESP,
    Role.TEAM_LEAD,
    Role.ADMINISTRATOR,
    Role.ANALYST,
)
_TABLE: dict[Label, tuple[str, ...]] = {
    Label.DEMOGRAPHIC: ("RCU", "RCU", "RCU", "RCU", "RCU", "R", ""),
    Label.REFERRAL: ("RCU", "RCU", "RCU", "RCU", "RCU", "", "counts"),
    # Reception writes down what a caller answers, and does not read it again: it says what only clinicians weigh.
    Label.SELF_REFERRAL: ("C", "RC", "RCU", "RCU", "RCU", "", "counts"),
    Label.TRIAGE: ("", "R", "RCU", "RCU", "RCU", "", "counts"),
    Label.BOOKING: ("RCU", "RCU", "RCU", "RCU", "RCU", "RCU", "counts"),
    Label.TASK: ("RCU desk", "RCU desk", "RCU", "RCU", "RCU", "", ""),
    Label.PROM_ANSWERS: ("C", "C", "RCU", "RCU", "R", "", ""),
    Label.SCORE: ("", "", "RCU", "RCU", "RU", "", "counts"),
    Label.CLINICAL: ("", "R own", "RCU own", "RCU own", "R error", "", ""),
    Label.REQUEST: ("", "R own", "R own", "RCU own", "R", "", "counts"),
    Label.LETTER_ADMIN: ("R", "RCU", "RCU", "RCU", "R", "", ""),
    Label.LETTER_CLINICAL: ("", "RCU", "RCU", "RCU", "R error", "", ""),
    Label.LETTER_PRINT: ("R", "RCU", "RCU", "RCU", "R error", "", ""),
    Label.FEEDBACK: ("C", "C", "C", "C", "RCU", "", "R"),
    Label.DEFINITION: ("R", "R", "R", "R", "R", "RCU", "R"),
    # Words that everybody may put into their texts; no patient's.
    Label.PHRASE: ("R", "R", "R", "R", "RCU", "RCU", "R"),
    # Names of staff are in every list of appointments; their accounts and roles are not here.
    Label.STAFF: ("R", "R", "R", "R", "R", "RCU", "R"),
    Label.AUDIT: ("C", "C", "RC mine", "RC mine", "RC mine", "RC", "C"),
    Label.OVERRIDE: ("C", "C", "RC mine", "RC mine", "RC", "RC", "C"),
    Label.ACT: ("RC", "RC", "RC", "RC", "RC", "RC", ""),
    Label.ACT_CLINICAL: ("C", "RC own", "RC own", "RC own", "RC", "", ""),
    Label.DEVICE: ("RCU", "RCU", "RCU", "RCU", "RCU", "RCU", "RCU"),
    Label.PROBE: ("RCU", "RCU", "RCU", "RCU", "RCU", "RCU", "RCU"),
}
SIGNERS = frozenset({Role.CLINICIAN, Role.ESP})


@dataclass(frozen=True, slots=True)
class Right:
    """What a role may do with a kind of data, and under which limit."""

    read: bool = False
    create: bool = False
    update: bool = False
    limit: str = ""

    @property
    def marks_errors(self) -> bool:
        """Whether the role may at least mark these as entered in error."""
        return self.update or self.limit == "error"


def _right(text: str) -> Right:
    verbs, _, limit = text.partition(" ")
    if verbs == "counts":
        return Right(limit="counts")
    return Right("R" in verbs, "C" in verbs, "U" in verbs, limit)


RIGHTS: Mapping[Role, Mapping[Label, Right]] = {
    role: {label: _right(row[place]) for label, row in _TABLE.items()} for place, role in enumerate(_ORDER)
}


def reach_of(role: Role, person: str) -> Reach:
    """What a person in a role may receive."""
    rights = RIGHTS[role]

    def limited(*limits: str) -> frozenset[str]:
        return frozenset(str(label) for label, right in rights.items() if right.read and right.limit in limits)

    counted = frozenset(str(label) for label, right in rights.items() if right.limit == "counts")
    return Reach(person, role, limited("", "error"), limited("own"), limited("desk"), limited("mine"), counted)


def counting_reach(reach: Reach) -> Reach:
    """What a person may count: what they may receive, and what only its number is told of."""
    return Reach(
        reach.person, reach.role, reach.everything | reach.counts, reach.own, reach.desk, reach.mine, reach.counts
    )


EVERYTHING = Reach("", "", frozenset(str(label) for label in Label))
