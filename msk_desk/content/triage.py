"""Reads the decisions of triage, and the script of the emergency call."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from msk_desk.content.pieces import read_piece
from msk_desk.content.referral_signs import referral_signs
from msk_desk.domain.red_flags.catalogue import Catalogue
from msk_desk.domain.triage import Decision, DecisionList

FILE = "triage/decisions.json"


@cache
def decisions() -> DecisionList:
    """Every decision.

    Raises:
        ContentInvalid: the file says something that cannot be used.
    """
    return read_piece(FILE, _list)


class TriageContent:
    """What triage reads of the content, loaded when it is first asked for."""

    def signs(self) -> Catalogue:
        """What a referral is screened for."""
        return referral_signs()

    def decisions(self) -> DecisionList:
        """The decisions there are."""
        return decisions()


def _list(data: Mapping[str, Any]) -> DecisionList:
    return DecisionList(tuple(map(_decision, data["decisions"])), tuple(data["script"]), tuple(data["patient"]))


def _decision(row: Mapping[str, Any]) -> Decision:
    return Decision(
        row["code"], row["key"], row["title"], row["about"], row["outcome"], row.get("service", ""),
        row.get("priority", "routine"), tuple(row.get("needs", ())), tuple(row.get("places", ())),
        row.get("letter", ""), row.get("dueDays", 1),
    )  # fmt: skip
