"""The reading age is rough, but it must tell plain words from hard ones."""

import pytest

from msk_desk.domain.reading_age import reading_age, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("knee", 1),
        ("chair", 1),
        ("lower", 2),
        ("table", 2),
        ("raised", 1),
        ("lifted", 2),
        ("exercise", 3),
        ("osteoarthritis", 4),  # six when spoken: a group of vowels counts once
        ("the", 1),
        ("don't", 1),
        ("slowly", 2),
        ("minutes", 2),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_formula_by_hand() -> None:
    found = reading_age("The cat sat on the mat.")
    assert found is not None
    assert (found.words, found.sentences, found.longest_sentence) == (6, 1, 6)
    assert found.years == 5  # grade -1.45 is before school age

    longer = reading_age("We lift your foot slowly and then you lower it again to the floor.")
    assert longer is not None
    # 14 words, 1 sentence, 17 syllables: 0.39 * 14 + 11.8 * 17 / 14 - 15.59 = 4.199 (grade)
    assert longer.years == pytest.approx(9.199, abs=0.001)


def test_hard_words_read_harder() -> None:
    plain = reading_age("Sit tall. Lift your foot until your knee is straight. Lower it slowly.")
    hard = reading_age(
        "Tibiofemoral osteoarthritis necessitates individualised multidisciplinary rehabilitation "
        "incorporating progressive neuromuscular strengthening interventions."
    )
    assert plain is not None
    assert hard is not None
    assert plain.whole_years() < 9
    assert hard.whole_years() > 18


@pytest.mark.parametrize("text", ["", "  \n", "12 34 …"])
def test_no_words_no_age(text: str) -> None:
    assert reading_age(text) is None
