"""The words of the body chart from the texts: regions, views and symptoms, and a whole area said aloud."""

from collections.abc import Sequence
from typing import Protocol

from msk_desk.domain.body_chart import BodyArea, BodyView, Shape, Symptom
from msk_desk.drawing.body.region_names import named, part_of


class Texts(Protocol):
    """The words of the window or of a paper."""

    def get(self, key: str, **values: object) -> str:
        """One text with its places filled."""


def region_name(region: str, texts: Texts) -> str:
    """A region for people: `Right knee, front`."""
    side, name = named(region)
    words = texts.get(f"body.region_{name}")
    return texts.get(f"body.sided_{side}", region=words) if side else words[:1].upper() + words[1:]


def view_name(view: BodyView, texts: Texts) -> str:
    """A figure's name: `Front`."""
    return texts.get(f"body.view_{view.value}")


def symptom_name(symptom: Symptom, texts: Texts) -> str:
    """A kind of symptom: `Pins and needles`."""
    return texts.get(f"body.symptom_{symptom.value}")


def shape_name(shape: Shape, texts: Texts) -> str:
    """How an area was marked: `Line`."""
    return texts.get(f"body.shape_{shape.value}")


def area_words(area: BodyArea, texts: Texts) -> str:
    """One area as it is read out: `Right knee, front: pain, 6 of 10`."""
    where = region_name(area.regions[0], texts) if area.regions else view_name(area.view, texts)
    others = _others(area.regions, texts)
    what = symptom_name(area.symptom, texts).lower()
    key = "body.area_spreading" if area.shape is Shape.ARROW else "body.area"
    strong = texts.get("body.intensity_of", intensity=area.intensity) if area.intensity is not None else ""
    return texts.get(key, where=where, what=what) + strong + others


def _others(regions: Sequence[str], texts: Texts) -> str:
    """Further regions; of the same part only what tells them apart is said."""
    names = []
    for region in regions[1:]:
        name = region_name(region, texts)
        _, comma, aspect = name.partition(", ")
        same = comma and part_of(region) == part_of(regions[0])
        names.append(aspect if same else name[:1].lower() + name[1:])
    return texts.get("body.also", regions="; ".join(names)) if names else ""
