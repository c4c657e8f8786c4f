"""A pathway's stages as stations on a line: behind, here, ahead, and the date they are measured against."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from msk_desk.drawing.display_list import Circle, Drawing, Item, Line, Text
from msk_desk.drawing.scales import words_width

SIZE = 11.0
RADIUS = 8.5
THICK = 5.0


class StageState(StrEnum):
    """Where a stage stands."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Stage:
    """One station and the words below it; a second line of words may say when."""

    label: str
    state: StageState
    when: str = ""


def pathway_line(stages: tuple[Stage, ...], width: float, height: float, description: str) -> Drawing:
    """Stages evenly spaced over the width; a limit such as 18 weeks is a stage of its own."""
    if not stages:
        return Drawing(width, height, (), description)
    first = max(RADIUS + 2, words_width(stages[0].label, SIZE) / 2)
    last = width - max(RADIUS + 2, words_width(stages[-1].label, SIZE) / 2)
    step = (last - first) / max(len(stages) - 1, 1)
    places = [first + step * place for place in range(len(stages))]
    y = RADIUS + 3
    items = [*_track(stages, places, y), *_stations(stages, places, y), *_words(stages, places, y)]
    return Drawing(width, height, tuple(items), description)


def _track(stages: tuple[Stage, ...], places: list[float], y: float) -> Iterator[Item]:
    yield Line((places[0], y), (places[-1], y), "line", THICK)
    reached = [x for stage, x in zip(stages, places, strict=True) if stage.state in ("done", "current")]
    if len(reached) > 1:
        yield Line((places[0], y), (reached[-1], y), "primary", THICK)


def _stations(stages: tuple[Stage, ...], places: list[float], y: float) -> Iterator[Item]:
    for stage, x in zip(stages, places, strict=True):
        if stage.state is StageState.DONE:
            yield Circle((x, y), RADIUS, "primary")
        elif stage.state is StageState.CURRENT:
            yield Circle((x, y), RADIUS, "surface", "primary", 2.5)
            yield Circle((x, y), RADIUS * 0.42, "primary")
        elif stage.state is StageState.LIMIT:
            yield Circle((x, y), RADIUS, "warn", "ink", 1.5)
        else:
            yield Circle((x, y), RADIUS, "surface", "muted", 1.6)


def _words(stages: tuple[Stage, ...], places: list[float], y: float) -> Iterator[Item]:
    for stage, x in zip(stages, places, strict=True):
        here = stage.state is StageState.CURRENT
        below = y + RADIUS + SIZE + 5
        yield Text((x, below), stage.label, SIZE, "ink" if here else "muted", "middle", "bold" if here else "regular")
        if stage.when:
            yield Text((x, below + SIZE + 3), stage.when, SIZE - 1, "muted", "middle")
