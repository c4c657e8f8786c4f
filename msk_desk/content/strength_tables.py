"""Tables of strength and of neurology made of what a form names: right and left, numbers that a hand can type fast."""

from msk_desk.content.form_items import NO_COPY_FORWARD, OURS, Item, group, help_for, item, number, table

ROW = f"{OURS}strength-row"
SIDES = ("right", "left")
MRC = (0, 5)


def strength_table(marker: Item, _first: str) -> Item:
    """A row for each muscle group that the marker lists, graded 0 to 5."""
    named = [each["valueCoding"] for each in marker["extension"] if each["url"] == ROW]
    rows = [_row(each["code"], each["display"]) for each in named]
    words = "0 none, 1 flicker, 2 without gravity, 3 against gravity, 4 against resistance, 5 full."
    inside = [*rows, help_for(marker["linkId"], words)]
    return table(marker["linkId"], marker.get("text", ""), inside, [NO_COPY_FORWARD])


def _row(code: str, name: str) -> Item:
    cells = [number(f"{code}-{side}", side.capitalize(), None, MRC) for side in SIDES]
    return group(code, name, [*cells, item(f"{code}-note", "string", "Note")])
