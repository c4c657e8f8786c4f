"""How hard a text is to read, roughly: a prompt for its writer, never a gate.

Syllables are counted as groups of vowels, so every figure is approximate. The NHS service manual does
not recommend readability scores except to find the texts to look at first.
"""

import re
from dataclasses import dataclass

GRADE_TO_AGE = 5
"""A United States school grade is the age minus five."""
SENTENCE_END = re.compile(r"[.!?:;]+(?=\s|$)|\n+")
WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
VOWEL_GROUP = re.compile(r"[aeiouy]+")
SILENT_ENDING = re.compile(r"(?<=[^aeiouyl])e$|(?<=[^aeiouydt])ed$|(?<=[^aeiouyscxzgh])es$")


@dataclass(frozen=True, slots=True)
class ReadingAge:
    """The approximate reading age in years, with what it was counted from."""

    years: float
    words: int
    sentences: int
    longest_sentence: int

    def whole_years(self) -> int:
        """The age to show, in whole years."""
        return round(self.years)


def reading_age(text: str) -> ReadingAge | None:
    """The reading age of an English text, or None when it has no words.

    Source: Kincaid et al. 1975, Flesch-Kincaid grade: 0.39 words per sentence + 11.8 syllables per word
    - 15.59.
    """
    lengths = [count for part in SENTENCE_END.split(text) if (count := len(WORD.findall(part)))]
    if not lengths:
        return None
    words = WORD.findall(text)
    syllables_per_word = sum(syllables(word) for word in words) / len(words)
    grade = 0.39 * len(words) / len(lengths) + 11.8 * syllables_per_word - 15.59
    return ReadingAge(max(GRADE_TO_AGE, grade + GRADE_TO_AGE), len(words), len(lengths), max(lengths))


def syllables(word: str) -> int:
    """Syllables of one English word, as its groups of vowels less a silent ending; at least 1."""
    letters = word.lower().replace("'", "").replace("’", "")
    return max(1, len(VOWEL_GROUP.findall(SILENT_ENDING.sub("", letters))))
