"""An instrument without its wording can still be answered: its form has its codes, ranges and nothing else."""

import pytest

from msk_desk.content.libraries import Forms
from msk_desk.content.prom_forms import PREFIX, questionnaire
from msk_desk.content.proms import load_all
from msk_desk.domain.errors import BadInput


@pytest.mark.parametrize("code", load_all())
def test_the_form_has_the_items_and_ranges_of_the_definition(code: str) -> None:
    definition = load_all()[code]
    form = Forms().read(f"{PREFIX}{code.lower()}|{definition.version}")
    assert [item["linkId"] for item in form["item"]] == [item.code for item in definition.items]
    for asked, item in zip(form["item"], definition.items, strict=True):
        low, high = (next(v for k, v in bound.items() if k != "url") for bound in asked["extension"])
        assert (low, high) == (item.low, item.high)
        assert asked["type"] == ("integer" if item.step == 1 else "decimal")


def test_no_wording_but_our_own() -> None:
    assert questionnaire(load_all()["OKS"])["item"][3]["text"] == "Item 4"
    assert "0 is no pain" in questionnaire(load_all()["NPRS"])["item"][0]["text"]


def test_another_version_is_not_given_out() -> None:
    with pytest.raises(BadInput):
        Forms().read(f"{PREFIX}oks|12 to 60")
