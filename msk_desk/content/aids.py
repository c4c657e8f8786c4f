"""Reads the decision aids under resources/aids/."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from msk_desk.content.pieces import every_piece, read_piece
from msk_desk.content.provenance import provenance
from msk_desk.domain.aids import (
    Answer,
    Choice,
    DecisionAid,
    Figure,
    FigureKind,
    FigureSource,
    IconPair,
    Option,
    Question,
    ValuePrompt,
)

FOLDER = "aids"


@cache
def load_all() -> Mapping[str, DecisionAid]:
    """Every decision aid that ships, by its code."""
    return every_piece(FOLDER, ".json", load)


def load(name: str) -> DecisionAid:
    """One decision aid by its file's name.

    Raises:
        ContentInvalid: the file lacks something.
    """
    return read_piece(f"{FOLDER}/{name}.json", parsed)


def parsed(data: Mapping[str, Any]) -> DecisionAid:
    """A decision aid of its JSON."""
    return DecisionAid(
        code=data["code"],
        version=data["version"],
        title=data["title"],
        condition=data["condition"],
        decision=data["decision"],
        no_cause_for_hurry=data["noCauseForHurry"],
        questions=tuple(Question(row["code"], row["title"], row.get("numbers", False)) for row in data["questions"]),
        options=tuple(_option(option) for option in data["options"]),
        prompts=tuple(ValuePrompt(prompt["code"], prompt["title"]) for prompt in data["prompts"]),
        choices=tuple(Choice(choice["code"], choice["title"]) for choice in data["choices"]),
        what_else=data["whatElse"],
        comparability=data["comparability"],
        authors=tuple(data["authors"]),
        interests=data["interests"],
        funding=data["funding"],
        published=date.fromisoformat(data["date"]),
        review_date=date.fromisoformat(data["reviewDate"]),
        update_policy=data["updatePolicy"],
        background=tuple(_source(source) for source in data.get("background", ())),
        provenance=provenance(data),
    )


def _option(data: Mapping[str, Any]) -> Option:
    answers = {code: _answer(answer) for code, answer in data["answers"].items()}
    return Option(data["code"], data["title"], data["summary"], MappingProxyType(answers))


def _answer(data: Mapping[str, Any]) -> Answer:
    figures = tuple(_figure(figure) for figure in data.get("figures", ()))
    return Answer(data["words"], figures, data.get("notKnown", False))


def _figure(data: Mapping[str, Any]) -> Figure:
    icons = data.get("icons")
    return Figure(
        words=data["words"],
        kind=FigureKind(data["kind"]),
        comparator=data["comparator"],
        population=data["population"],
        time_frame=data["timeFrame"],
        certainty=data["certainty"],
        source=_source(data["source"]),
        icons=IconPair(icons["withOption"], icons["withComparator"], icons["total"]) if icons else None,
    )


def _source(data: Mapping[str, Any]) -> FigureSource:
    return FigureSource(
        data["citation"], data["url"], data["location"], data["read"], date.fromisoformat(data["dateRead"])
    )
