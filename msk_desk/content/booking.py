"""Reads the policies that bookings follow until the service sets its own, resources/booking."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from msk_desk.content.pieces import read_piece
from msk_desk.domain.attendance import POLICY_ID, AttendancePolicy, Step

FILE = "booking/did-not-attend.json"


@cache
def attendance() -> AttendancePolicy:
    """The policy for appointments that are missed.

    Raises:
        ContentInvalid: the file lacks something or says something that cannot be used.
    """
    return read_piece(FILE, parsed)


def parsed(data: Mapping[str, Any]) -> AttendancePolicy:
    """The policy of its JSON."""
    return AttendancePolicy(
        POLICY_ID, Step(data["first"]), Step(data["later"]), int(data["adultFrom"]), int(data["interpreterDays"]),
        str(data["published"]),
    )  # fmt: skip
