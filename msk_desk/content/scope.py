"""Reads what the service takes and what it sends on, resources/services/scope.json."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from msk_desk.content.pieces import read_piece
from msk_desk.domain.scope_check import ScopeRule, ServiceScope

FILE = "services/scope.json"


@cache
def load() -> ServiceScope:
    """All rules, the most urgent first.

    Raises:
        ContentInvalid: the file lacks something or says something that cannot be used.
    """
    return read_piece(FILE, parsed)


def parsed(data: Mapping[str, Any]) -> ServiceScope:
    """The scope of its JSON; a rule that names no known source is wrong."""
    briefs = {code: source["brief"] for code, source in data["sources"].items()}
    rules = tuple(
        ScopeRule(
            each["code"], each["kind"], each["title"], tuple(each.get("phrases", ())), each.get("where", ""),
            each.get("script", ""), tuple(briefs[code] for code in each["sources"]),
        )
        for each in data["rules"]
    )  # fmt: skip
    return ServiceScope(
        rules, int(data["youngest"]), int(data["youngUntil"]), data["reviewDate"],
        {source["brief"]: source["citation"] for source in data["sources"].values()},
    )  # fmt: skip
