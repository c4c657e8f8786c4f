"""SNOMED CT terms from the command line: by words, the problems of an area, the place of a region drawn on."""

import json

import pytest

from msk_desk.__main__ import main


def test_terms_by_their_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codes", "find", "frozen"]) == 0
    assert capsys.readouterr().out == "399114005          Adhesive capsulitis of shoulder; Frozen shoulder\n"
    assert main(["codes", "find", "limping", "--as", "finding", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["code"], found["term"]) == ("16973004", "Limping")
    assert "HL7 Belgium" in found["source"]
    assert main(["codes", "find", "osteoarthritis", "--area", "elbow", "--limit", "1"]) == 0
    assert "Osteoarthritis of elbow" in capsys.readouterr().out
    assert main(["codes", "find", "unicorn"]) == 1


def test_the_problems_of_an_area(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codes", "value-set", "elbow"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["resourceType"] == "ValueSet"
    shown = {each["code"]: each["display"] for each in made["compose"]["include"][0]["concept"]}
    assert shown["202855006"] == "Lateral epicondylitis"


def test_the_place_of_a_region(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codes", "place", "left-groin", "--json"]) == 0
    assert [each["code"] for each in json.loads(capsys.readouterr().out)] == ["26893007", "7771000"]
    assert main(["codes", "place", "lumbar-spine"]) == 0
    assert capsys.readouterr().out.split() == ["122496007", "Lumbar", "spine"]
    assert main(["codes", "place", "nose"]) == 1


def test_what_there_is_not_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codes", "value-set", "tail"]) == 2
    assert "There is no area tail. Areas are ankle-foot," in capsys.readouterr().err
    assert main(["codes", "find", "knee", "--as", "joke"]) == 2
    assert "Use problem, finding or history." in capsys.readouterr().err
