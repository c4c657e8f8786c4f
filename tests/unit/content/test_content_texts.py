"""Texts are found by key, filled in, and never silently missing."""

import pytest

from msk_desk.content.resource_files import ContentInvalid, ContentMissing
from msk_desk.content.texts import Texts, _flat


def texts(**by_key: str) -> Texts:
    return Texts("en-GB", {key.replace("__", "."): words for key, words in by_key.items()})


def test_places_are_filled() -> None:
    assert texts(today__waiting="{n} people waiting").get("today.waiting", n=3) == "3 people waiting"


def test_one_has_its_own_words_where_there_are_some() -> None:
    both = texts(today__waiting="{n} people waiting", today__waiting_one="1 person waiting")
    assert both.get("today.waiting", n=1) == "1 person waiting"
    assert both.get("today.waiting", n=0) == "0 people waiting"


@pytest.mark.parametrize("key", ["today.nothing", "today", ""])
def test_a_missing_text_is_an_error(key: str) -> None:
    with pytest.raises(ContentMissing, match="text"):
        texts(today__title="Today").get(key)


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(ContentMissing, match="name"):
        texts(today__hello="Hello {name}").get("today.hello", n=1)


def test_tables_within_a_file_add_to_the_key() -> None:
    assert dict(_flat("area", {"a": "x", "b": {"c": "y"}})) == {"area.a": "x", "area.b.c": "y"}


def test_a_text_that_is_no_text_is_refused() -> None:
    with pytest.raises(ContentInvalid, match=r"area\.n"):
        dict(_flat("area", {"n": 3}))


def test_every_text_file_in_the_project_can_be_read() -> None:
    assert all(isinstance(words, str) and words.strip() for words in Texts.load().by_key.values())
