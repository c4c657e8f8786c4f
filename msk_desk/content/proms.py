"""Reads the instruments under resources/proms/ into definitions."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from msk_desk.content.pieces import every_piece, read_piece
from msk_desk.domain.proms.definition import (
    Band,
    Citation,
    Definition,
    Direction,
    Group,
    Item,
    Mark,
    MeasurementError,
    Method,
    ScoreRule,
    SmallestChange,
)

FOLDER = "proms"


@cache
def load_all() -> Mapping[str, Definition]:
    """Every instrument that ships, by its code."""
    return every_piece(FOLDER, ".json", load)


def load(name: str) -> Definition:
    """One instrument by its file's name.

    Raises:
        ContentInvalid: the file lacks something or says something that cannot be scored.
    """
    return read_piece(f"{FOLDER}/{name}.json", parsed)


def parsed(data: Mapping[str, Any]) -> Definition:
    """A definition of its JSON."""
    return Definition(
        code=data["code"],
        title=data["title"],
        version=data["version"],
        rule_version=data["ruleVersion"],
        holder=data["holder"],
        licence=data["licence"],
        wording=data["wording"],
        items=tuple(_item(item) for item in data["items"]),
        scores=tuple(_score(score) for score in data["scores"]),
        recall=data.get("recall", ""),
        region=data.get("region", ""),
        source=data.get("source", ""),
        notes=tuple(data.get("notes", ())),
        printed=data.get("printed", ""),
        not_validated=data.get("notValidated", False),
        marks=tuple(
            Mark(mark["name"], mark.get("of", ""), mark.get("low"), mark.get("high")) for mark in data.get("marks", ())
        ),
    )


def _item(data: Mapping[str, Any]) -> Item:
    return Item(
        code=data["code"],
        low=data["low"],
        high=data["high"],
        step=data.get("step", 1.0),
        reversed=data.get("reversed", False),
        not_applicable=data.get("notApplicable", False),
        recode=_by_number(data.get("recode", {})),
        alert_from=data.get("alertFrom"),
        label=data.get("label", ""),
        other_way=data.get("otherWay", False),
        low_words=data.get("lowWords", ""),
        high_words=data.get("highWords", ""),
        options=tuple(data.get("options", ())),
    )


def _score(data: Mapping[str, Any]) -> ScoreRule:
    items = tuple(data.get("items", ()))
    return ScoreRule(
        name=data["name"],
        title=data["title"],
        method=Method(data["method"]),
        low=data["low"],
        high=data["high"],
        direction=Direction(data["direction"]),
        items=items,
        fewest=data.get("fewest", len(items)),
        of=tuple(data.get("of", ())),
        factor=data.get("factor", 1.0),
        constant=data.get("constant", 0.0),
        table=_by_number(data.get("table", {})),
        weights={code: _by_number(levels) for code, levels in data.get("weights", {}).items()},
        rule=data.get("rule", ""),
        decimals=data.get("decimals", 0),
        value_set=data.get("valueSet", ""),
        bands=tuple(
            Band(band["label"], band["low"], band["high"], band.get("published", "")) for band in data.get("bands", ())
        ),
        changes=tuple(_change(change) for change in data.get("smallestChanges", ())),
        errors=tuple(_error(error) for error in data.get("measurementErrors", ())),
        flag_below=data.get("flagBelow", 0),
        band_name=data.get("bandName", ""),
    )


def _change(data: Mapping[str, Any]) -> SmallestChange:
    return SmallestChange(
        amount=data["amount"],
        population=data["population"],
        comparator=data["comparator"],
        method=data["method"],
        citation=_citation(data["citation"]),
        percent=data.get("unit") == "percent",
        group=_group(data),
    )


def _error(data: Mapping[str, Any]) -> MeasurementError:
    return MeasurementError(data["amount"], data["kind"], data["population"], _citation(data["citation"]), _group(data))


def _group(data: Mapping[str, Any]) -> Group:
    return Group(tuple(data.get("areas", ())), data.get("setting", ""))


def _citation(data: Mapping[str, Any]) -> Citation:
    return Citation(data["text"], data.get("url", ""), data.get("read", ""))


def _by_number(table: Mapping[str, float]) -> Mapping[int, float]:
    return {int(key): value for key, value in table.items()}
