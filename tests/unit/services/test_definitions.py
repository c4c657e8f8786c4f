"""A form is compiled once, and anew when the same version says something else."""

from __future__ import annotations

from typing import Any

import pytest

from msk_desk.forms.errors import DefinitionError
from msk_desk.services.definitions import Definitions


def form(version: str = "1", text: str = "Side") -> dict[str, Any]:
    item = {"linkId": "side", "type": "string", "text": text}
    return {"resourceType": "Questionnaire", "url": "urn:form", "version": version, "item": [item]}


def test_the_same_words_are_compiled_once() -> None:
    definitions = Definitions()
    first = definitions.of(form())
    assert definitions.of(form()) is first
    assert definitions.of(form("2")) is not first


def test_a_version_that_a_service_wrote_again_is_compiled_anew() -> None:
    definitions = Definitions()
    definitions.of(form())
    assert definitions.of(form(text="Which side?")).by_link_id["side"].text == "Which side?"


def test_what_was_not_used_for_longest_is_let_go() -> None:
    definitions = Definitions(kept=2)
    first, second = definitions.of(form("1")), definitions.of(form("2"))
    assert definitions.of(form("1")) is first
    definitions.of(form("3"))
    assert definitions.of(form("1")) is first
    assert definitions.of(form("2")) is not second


def test_what_is_no_form_is_refused_each_time() -> None:
    definitions = Definitions()
    for _ in range(2):
        with pytest.raises(DefinitionError):
            definitions.of({"resourceType": "Patient"})
