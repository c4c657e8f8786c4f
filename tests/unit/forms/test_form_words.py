"""Formatted and translated text of forms."""

import pytest

from msk_desk.forms.rich_text import markdown, safe_xhtml
from msk_desk.forms.translation import in_language

CORE = "http://hl7.org/fhir/StructureDefinition/"


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("<div>A <b>bold</b> word</div>", "<p>A <b>bold</b> word</p>"),
        ("<p onclick='x()'>Hi</p>", "<p>Hi</p>"),
        ("a<script>alert(1)</script>b", "ab"),
        ("<a href='http://far'>link</a><img src='http://far/x.png'/>", "link"),
        ("<b>open", "<b>open</b>"),
        ("1 &lt; 2", "1 &lt; 2"),
    ],
)
def test_only_harmless_marks_are_kept(given: str, safe: str) -> None:
    assert safe_xhtml(given) == safe


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("A **bold** word", "<p>A <b>bold</b> word</p>"),
        ("*so*", "<p><i>so</i></p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("# Head\ntext", "<p><b>Head</b></p><p>text</p>"),
        ("[words](http://far) <script>", "<p>words &lt;script&gt;</p>"),
        ("one\n\ntwo", "<p>one</p><p>two</p>"),
    ],
)
def test_markdown(given: str, made: str) -> None:
    assert markdown(given) == made


def test_a_form_is_shown_in_the_language_it_carries() -> None:
    words = [{"url": "lang", "valueCode": "cy"}, {"url": "content", "valueString": "Poen"}]
    form = {
        "resourceType": "Questionnaire",
        "item": [
            {
                "linkId": "1",
                "type": "string",
                "text": "Pain",
                "_text": {"extension": [{"url": CORE + "translation", "extension": words}]},
            }
        ],
    }
    assert in_language(form, "cy-GB")["item"][0]["text"] == "Poen"
    assert in_language(form, "fr")["item"][0]["text"] == "Pain"
    assert form["item"][0]["text"] == "Pain"
