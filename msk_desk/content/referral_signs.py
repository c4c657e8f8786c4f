"""Reads what a referral is screened for: signs with their phrases, and what they may mean, with routes and sources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from msk_desk.content.pieces import read_piece
from msk_desk.content.red_flag_section import FILE, red_flags
from msk_desk.content.resource_files import read_json
from msk_desk.domain.red_flags.catalogue import Catalogue, Condition, Sign, more_urgent
from msk_desk.domain.red_flags.phrases import compiled

SIGNS, CONDITIONS = "triage/signs.json", "triage/conditions.json"


@cache
def referral_signs() -> Catalogue:
    """Everything that a referral is screened for.

    Raises:
        ContentInvalid: a file says something that cannot be used.
    """
    signs, regions, reviews = read_piece(SIGNS, _signs)
    conditions, review = read_piece(CONDITIONS, _conditions)
    return Catalogue(signs, conditions, regions, min(reviews, review))


def _signs(data: Mapping[str, Any]) -> tuple[Mapping[str, Sign], Mapping[str, str], str]:
    return {row["code"]: _sign(row) for row in data["signs"]}, data["regions"], str(data["reviewDate"])


def _sign(row: Mapping[str, Any]) -> Sign:
    return Sign(
        row["code"], row["text"], compiled(row["present"]), compiled(row.get("absent", ())), row.get("ask", ""),
        tuple(row.get("askFor", ())), row.get("place", False), row.get("family", False),
        row.get("quiet", False),
    )  # fmt: skip


def _conditions(data: Mapping[str, Any]) -> tuple[tuple[Condition, ...], str]:
    cited = read_json(FILE)["sources"]
    return tuple(_condition(row, cited) for row in data["conditions"]), str(data["reviewDate"])


def _condition(row: Mapping[str, Any], cited: Mapping[str, Mapping[str, str]]) -> Condition:
    """A condition; its route and sources are those of the red flags it names, the most urgent of them."""
    flags = [red_flags()[code] for code in row.get("flags", ())]
    briefs = [flag.brief for flag in flags] + [cited[name]["brief"] for name in row.get("sources", ())]
    citations = [flag.source for flag in flags] + [cited[name]["citation"] for name in row.get("sources", ())]
    route = row.get("route") or flags[0].route
    if "route" not in row:
        for flag in flags[1:]:
            route = more_urgent(route, flag.route)
    return Condition(
        row["code"], row["title"], route, row["action"], tuple(tuple(rule) for rule in row["rules"]),
        _joined(briefs), _joined(citations), _step(row, "lowered", "no"), _step(row, "raised", "yes"),
    )  # fmt: skip


def _step(row: Mapping[str, Any], name: str, answer: str) -> tuple[str, tuple[str, ...]] | None:
    step = row.get(name)
    return (step["to"], tuple(step[answer])) if step else None


def _joined(parts: list[str]) -> str:
    return "; ".join(dict.fromkeys(each for part in parts for each in part.split("; ")))
