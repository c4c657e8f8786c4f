"""A score over time in the height of a line of a list."""

from collections.abc import Sequence

from msk_desk.drawing.display_list import Circle, Drawing, Item, Polyline
from msk_desk.drawing.scales import Scale

EDGE = 5.0


def sparkline(
    values: Sequence[float], width: float, height: float, description: str, token: str = "primary"
) -> Drawing:
    """Values evenly spaced, scaled to their own least and greatest, the last one marked."""
    if not values:
        return Drawing(width, height, (), description)
    along = Scale(0, max(len(values) - 1, 1), EDGE, width - EDGE)
    up = Scale(min(values), max(values), height - EDGE, EDGE)
    places = tuple((along.at(place), up.at(value)) for place, value in enumerate(values))
    items: list[Item] = [Polyline(places, token, 1.8)] if len(places) > 1 else []
    items.append(Circle(places[-1], 3.2, token))
    return Drawing(width, height, tuple(items), description)
