"""People as dots, ten to a row, so many of them filled: for proportions that have a comparator."""

from collections.abc import Iterator

from msk_desk.drawing.display_list import Circle, Drawing, Item

ROW = 10
BLOCK = 100
BLOCKS_ACROSS = 5
GAP = 0.8
"""Space between blocks of a hundred, as a part of the space of one icon."""


def icon_array(
    filled: int, total: int, width: float, description: str, token: str = "primary", empty: str = "icon_empty"
) -> Drawing:
    """So many of a hundred or a thousand filled, from the top left; as high as the width asks for.

    Raises:
        ValueError: more filled than there are, or a total that does not fill whole rows of ten.
    """
    if not 0 <= filled <= total or total % ROW or total <= 0:
        raise ValueError(f"{filled} of {total} cannot be drawn in rows of ten")
    across = min(BLOCKS_ACROSS, -(-total // BLOCK))
    pitch = width / (across * ROW + (across - 1) * GAP)
    items = tuple(_icons(filled, total, pitch, across, (token, empty)))
    height = max(icon.centre[1] for icon in items if isinstance(icon, Circle)) + pitch / 2
    return Drawing(width, height, items, description)


def _icons(filled: int, total: int, pitch: float, across: int, tokens: tuple[str, str]) -> Iterator[Item]:
    for icon in range(total):
        block, place = divmod(icon, BLOCK)
        column = place % ROW + block % across * (ROW + GAP)
        row = place // ROW + block // across * (ROW + GAP)
        centre = ((column + 0.5) * pitch, (row + 0.5) * pitch)
        yield Circle(centre, pitch * 0.37, tokens[0] if icon < filled else tokens[1])
