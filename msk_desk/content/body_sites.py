"""Reads the SNOMED CT codes of the places of the body chart, for areas drawn on it and for what is sent as FHIR."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from msk_desk.content.pieces import read_piece
from msk_desk.domain.codes import SNOMED_CT, BodySite

FILE = "codes/body-sites.json"
SIDES = ("right", "left")


@cache
def sites() -> Mapping[str, BodySite]:
    """Every coded place by the name, or the beginning of the name, of a region of the body chart."""
    return read_piece(FILE, _sites)


def site_of(region: str) -> BodySite | None:
    """The place that a region of the body chart lies in, such as the knee for `right-knee-inner`; none if not coded.

    The longest name that the region's begins with counts: `little-toe-top` is of the little toe.
    """
    name = region.removeprefix(f"{side_of(region)}-")
    parts = name.split("-")
    longest_first = ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((sites()[known] for known in longest_first if known in sites()), None)


def side_of(region: str) -> str:
    """`left` or `right`, or nothing for a region in the middle of the body."""
    return next((side for side in SIDES if region.startswith(f"{side}-")), "")


def codings_of(region: str) -> list[dict[str, str]]:
    """A region as FHIR codings: the place, then the side if the place's code does not say it; empty if not coded."""
    site, side = site_of(region), side_of(region)
    place, laterality = site.coded(side) if site else ("", "")
    if site is None or not place:
        return []
    place_coding = {"system": SNOMED_CT, "code": place, "display": f"{side.capitalize()} {site.term.lower()}"}
    if laterality or not side:
        place_coding["display"] = site.term
    side_coding = {"system": SNOMED_CT, "code": laterality, "display": side.capitalize()}
    return [place_coding, side_coding] if laterality else [place_coding]


def _sites(data: Mapping[str, Any]) -> Mapping[str, BodySite]:
    return {region: _site(each, data["sources"]) for each in data["sites"] for region in each["regions"]}


def _site(data: Mapping[str, Any], sources: Mapping[str, str]) -> BodySite:
    named = "; ".join(sources[key] for key in data["sources"])
    return BodySite(data["term"], data["code"], data.get("left", ""), data.get("right", ""), named)
