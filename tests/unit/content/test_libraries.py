"""The libraries give out content by code and say in the clinic's words when there is none."""

from typing import Any

import pytest

from msk_desk.content.libraries import Aids, Exercises, Forms, Instruments, LetterKinds
from msk_desk.domain.errors import BadInput

LIBRARIES = [
    (Instruments(), "OKS"),
    (Aids(), "knee-osteoarthritis"),
    (Exercises(), "bridge"),
    (LetterKinds(), "discharge"),
]


@pytest.mark.parametrize(("library", "code"), LIBRARIES)
def test_content_is_found_by_its_code(library: Any, code: str) -> None:
    assert library.read(code).code == code
    titles = [content.title.casefold() for content in library.every()]
    assert titles == sorted(titles)
    assert len(titles) >= 1


@pytest.mark.parametrize(("library", "code"), [*LIBRARIES, (Forms(), "https://msk-desk.example/fhir/Questionnaire/x")])
def test_a_code_that_does_not_exist_is_bad_input(library: Any, code: str) -> None:
    with pytest.raises(BadInput, match="There is no"):
        library.read(code + "-none")


def test_exercises_of_a_region() -> None:
    knee = Exercises().every("knee")
    assert 8 <= len(knee) < len(Exercises().every())
    assert all("knee" in exercise.regions for exercise in knee)
    assert Exercises().every("elbow") == ()


def test_forms_by_canonical_url_with_and_without_version() -> None:
    form = Forms().read("https://msk-desk.example/fhir/Questionnaire/decision-knee-osteoarthritis")
    assert Forms().read(f"{form['url']}|{form['version']}") is form
    assert form["title"] in [entry.title for entry in Forms().entries()]
