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
        if item.options:
            assert [float(one["valueCoding"]["code"]) for one in asked["answerOption"]] == [
                item.low + at for at in range(int(item.high - item.low) + 1)
            ]
            continue
        low, high = (next(v for k, v in bound.items() if k != "url") for bound in asked["extension"])
        assert (low, high) == (item.low, item.high)
        assert asked["type"] == ("integer" if item.step == 1 else "decimal")


def test_no_wording_but_our_own() -> None:
    assert questionnaire(load_all()["OKS"])["item"][3]["text"] == "Item 4"
    (asked,) = questionnaire(load_all()["NPRS"])["item"]
    assert "pain" in asked["text"]
    assert [end["text"] for end in asked["item"]] == ["no pain", "the worst pain you can imagine"]


@pytest.mark.parametrize("code", ["NPRS", "PSFS", "GROC", "CONFIDENCE", "WORK", "SLEEP"])
def test_what_ships_whole_has_its_words_and_says_when_it_is_not_validated(code: str) -> None:
    definition = load_all()[code]
    assert definition.wording == "ours"
    assert all(item.label and (item.options or (item.low_words and item.high_words)) for item in definition.items)
    assert definition.not_validated == (code in ("CONFIDENCE", "WORK", "SLEEP"))
    if definition.not_validated:
        assert not any(rule.changes or rule.errors or rule.bands for rule in definition.scores)
        assert "not a validated instrument" in definition.source.casefold()


def test_another_version_is_not_given_out() -> None:
    with pytest.raises(BadInput):
        Forms().read(f"{PREFIX}oks|12 to 60")
