"""Invented addresses and fictional telephone numbers.

HW is no postcode area of the United Kingdom; the numbers are those Ofcom keeps for drama.
Source: Ofcom, Telephone numbers for use in TV and radio drama programmes: 07700 900000-900999, 01632 960000-960999.
"""

from __future__ import annotations

from msk_desk.district.draws import Draws
from msk_desk.district.parts import Json

_FIRST = (
    "Oak", "Elm", "Mill", "Church", "Station", "Park", "Orchard", "Meadow", "Chestnut", "Willow", "Larch", "Canal",
    "Foundry", "Lock", "Tannery", "Weaver", "Miller", "Abbey", "Priory", "Quarry", "Heron", "Kingfisher", "Harvest",
    "Cooper", "Saddler", "Lantern", "Beacon", "Bramble", "Clover", "Fennel", "Juniper", "Rowan", "Alder", "Sorrel",
)  # fmt: skip
_LAST = (
    "Road", "Street", "Lane", "Avenue", "Close", "Drive", "Way", "Court", "Gardens", "Terrace", "Row", "Crescent",
)  # fmt: skip
TOWNS = (
    "Harlow Wells", "Eastbrook", "Millford Green", "Thornaby St Mary", "Netherfold", "Castlebeck", "Upper Wending",
    "Wending Market", "Pennycross", "Oldmoor", "Saltby", "Larkhill Common",
)  # fmt: skip
_INWARD = "ABDEFGHJLNPQRSTUWXYZ"


def postcode(draws: Draws, outward: int = 0) -> str:
    """A well-formed postcode of the area that does not exist."""
    district = outward or draws.between(1, 24)
    letters = draws.pick(_INWARD) + draws.pick(_INWARD)
    return f"HW{district} {draws.between(1, 9)}{letters}"


def address(draws: Draws) -> Json:
    """A home address."""
    town = draws.between(0, len(TOWNS) - 1)
    line = f"{draws.between(1, 180)} {draws.pick(_FIRST)} {draws.pick(_LAST)}"
    lines = [f"Flat {draws.between(1, 24)}", line] if draws.one_in(8) else [line]
    return {
        "use": "home",
        "line": lines,
        "city": TOWNS[town],
        "postalCode": postcode(draws, 2 * town + draws.between(1, 2)),
    }


def mobile(draws: Draws) -> Json:
    """A fictional mobile number."""
    return {"system": "phone", "value": f"07700 900{draws.between(0, 999):03d}", "use": "mobile"}


def landline(draws: Draws) -> Json:
    """A fictional home number."""
    return {"system": "phone", "value": f"01632 960{draws.between(0, 999):03d}", "use": "home"}
