"""Nobody changes a form, a part or a catalogue without raising the version of what it changes."""

from typing import Any

import pytest

from msk_desk.content import form_versions, forms
from msk_desk.content.form_versions import digest, known, version_problems

KNEE = forms.CANONICAL + "knee-assessment"


def test_no_form_changed_under_its_version() -> None:
    assert list(version_problems()) == []


def test_every_version_that_can_be_read_is_written_down() -> None:
    for version in ("1.0.0", forms.by_canonical(KNEE)["version"]):
        assert known()["knee-assessment", version] == digest(forms.by_canonical(f"{KNEE}|{version}"))


def test_a_change_in_a_part_is_found_in_each_form_that_uses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = forms.load_all()

    def changed() -> dict[str, Any]:
        return {url: {**form, "purpose": "Another"} if url == KNEE else form for url, form in whole.items()}

    monkeypatch.setattr(form_versions.forms, "load_all", changed)
    (problem,) = version_problems()
    assert "knee-assessment changed" in problem
    assert "raise its version" in problem


def test_a_new_version_has_to_be_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    form = {**forms.by_canonical(KNEE), "version": "99.0.0"}
    monkeypatch.setattr(form_versions.forms, "load_all", lambda: {KNEE: form})
    (problem,) = version_problems()
    assert f"knee-assessment 99.0.0 {digest(form)}" in problem
