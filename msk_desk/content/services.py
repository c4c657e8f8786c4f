"""Reads the services that a referral can go to, resources/services/services.json."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from msk_desk.content.pieces import read_piece
from msk_desk.domain.services import Service, ServiceList

FILE = "services/services.json"


@cache
def load() -> ServiceList:
    """All of them, in their own order.

    Raises:
        ContentInvalid: the file lacks something or says something that cannot be used.
    """
    return read_piece(FILE, parsed)


def parsed(data: Mapping[str, Any]) -> ServiceList:
    """The services of their JSON."""
    found = tuple(
        Service(
            each["code"], each["title"], each["clock"], each.get("rttScope", ""),
            bool(each.get("clinics", False)), bool(each.get("onward", False)),
        )
        for each in data["services"]
    )  # fmt: skip
    return ServiceList(found, data["pointOfAccess"])
