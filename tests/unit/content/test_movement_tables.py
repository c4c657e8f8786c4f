"""Tables of ranges: what is missing is worked out as the catalogue says, for each movement of each form."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from msk_desk.content.examination import movements
from msk_desk.content.movement_tables import brief
from msk_desk.domain.examination import Kind, Source
from tests.unit.content.assessment_forms import NAMES, definition, opened

MOVEMENTS = "https://msk-desk.example/fhir/CodeSystem/movement"


def rows(name: str) -> list[tuple[str, str]]:
    """The rows of a form's tables: linkId and catalogue code."""
    found = []
    for item in definition(name).walk():
        codes = [code["code"] for code in item.raw.get("code", ()) if code.get("system") == MOVEMENTS]
        found += [(item.link_id, code) for code in codes]
    return found


@pytest.mark.parametrize("name", [name for name in NAMES if rows(name)])
def test_what_is_missing_is_what_the_catalogue_says(name: str) -> None:
    form = opened(name)
    for question, answer in (("movement-passive-tested", True), ("region", list(_regions(name)))):
        if question in definition(name).by_link_id and answer:
            form.set_answer(question, answer)
    for link_id, code in rows(name):
        for side in ("right", "left", "range"):
            measured, short = f"{link_id}-{side}", f"{link_id}-short-{side}"
            if short not in definition(name).by_link_id:
                continue
            assert form.values(short) == []
            for value in (0, 37, 190 if movements()[code].unit == "degrees" else 90):
                form.set_answer(measured, value)
                assert _number(form.values(short)) == _expected(code, value), (link_id, value)
            form.set_answer(measured, None)
            assert form.values(short) == [], "nothing measured, nothing missing"


def _regions(name: str) -> list[Any]:
    item = definition(name).by_link_id.get("region")
    return [option.value for option in item.options] if item else []


def _expected(code: str, value: int) -> Decimal | None:
    missing = movements()[code].deficit(value)
    if missing is None:
        return None
    places = Decimal(1) if movements()[code].unit != "cm" else Decimal("0.1")
    return Decimal(str(missing)).quantize(places, ROUND_HALF_UP)


def _number(values: list[dict[str, Any]]) -> Decimal | None:
    return Decimal(str(next(iter(values[0].values())))) if values else None


@pytest.mark.parametrize(
    ("citation", "said"),
    [
        ("Gill TK, Shanahan EM. Shoulder range of movement. BMC Musculoskelet Disord 2020;21:676", "Gill 2020"),
        ("Eaton C. The Electronic Textbook of Hand Surgery", "Eaton"),
        ("38 CFR 4.71a, General Rating Formula (US Code of Federal Regulations)", "38 CFR 4.71a"),
        ("Mobility of healthy young men. Rheumatol Int 2012;32:2265", "Rheumatol Int 2012"),
    ],
)
def test_a_source_is_named_in_a_few_words(citation: str, said: str) -> None:
    assert brief(Source(citation, "", "", Kind.STUDY)) == said
