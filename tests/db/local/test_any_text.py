"""Whatever is typed or stored as a name: the search answers, and a stored name is found by itself."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from db.local.cache.typed import read_typed
from msk_desk.domain.people import Patient, PersonName
from msk_desk.domain.search_words import folded
from tests.db.local.conftest import Profile

QUIET = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NAME = st.text(st.characters(categories=["L", "M"]), min_size=2, max_size=20).filter(lambda text: bool(folded(text)))


@given(TEXT)
@example("31/13/99")
@example("+")
@example("00000000/1")
@example("１２/０３/１９６０")
@example("٣/٤/١٩٦٠")
@example('"; DROP TABLE patient_line; --')
@QUIET
def test_any_text_is_answered(profile: Profile, text: str) -> None:
    assert profile.store.finder.find(text) == ()


@given(family=NAME, given_name=NAME)
@example(family="İlkay", given_name="Şule")
@example(family="ﷺﷺ", given_name="ﬃ")
@example(family="Nguyễn", given_name="Thị")
@QUIET
def test_a_stored_name_is_found_by_itself_and_by_its_beginning(profile: Profile, family: str, given_name: str) -> None:
    profile.save(Patient("p1", (PersonName(family, (given_name,)),)))
    beginning = family[: len(family) // 2 + 1]
    for typed in (family, f"{given_name} {family}", f"{family} {given_name}", beginning):
        if folded(typed):
            assert [line.id for line in profile.store.finder.find(typed)] == ["p1"], typed


@given(TEXT)
@QUIET
def test_reading_what_was_typed_never_fails(text: str) -> None:
    for term in read_typed(text, 2026).terms:
        assert term.tokens
        assert all(token.isascii() and token.isalnum() for token in term.tokens)
