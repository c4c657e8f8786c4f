"""Answers of a form laid out for reading: the record, its paper, comparing and previews share it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from msk_desk.domain.body_chart import BodyArea
from msk_desk.domain.visits import FormAnswers


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One question and what was answered, in words.

    `group` is the heading it stands under in its section; `table`, `row` and `column` say where it stands
    when its group is a table; `number` is there for single numbers; `not_asked` marks a red
    flag without answer, `raised` one that is present.
    """

    path: str
    link_id: str
    question: str
    words: str
    group: str = ""
    table: str = ""
    row: str = ""
    column: str = ""
    number: Decimal | None = None
    not_asked: bool = False
    raised: bool = False
    copied_from: str = ""

    @property
    def label(self) -> str:
        """The question with the row it stands in, as one reads it outside its table."""
        return f"{self.row}, {self.column}" if self.row and self.column else self.question


@dataclass(frozen=True, slots=True)
class ReadSection:
    """One section, its answered questions in reading order."""

    link_id: str
    title: str
    lines: tuple[ReadLine, ...]


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A form's answers; `known` is false when its version is not on this computer and only stored words are there.

    `chart` is what was drawn on the body chart.
    """

    title: str
    sections: tuple[ReadSection, ...]
    known: bool = True
    chart: tuple[BodyArea, ...] = ()

    def lines(self) -> Iterator[tuple[ReadSection, ReadLine]]:
        """Every line with its section."""
        for section in self.sections:
            for line in section.lines:
                yield section, line


@dataclass(frozen=True, slots=True)
class Difference:
    """One question of two forms side by side; `change` is right less left where both are numbers."""

    section: str
    question: str
    left: str
    right: str
    change: Decimal | None = None

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return self.left == self.right


@dataclass(frozen=True, slots=True)
class ReadAnswers:
    """Stored answers, laid out, with who wrote them and what was added since."""

    answers: FormAnswers
    form: ReadForm
    author: str
    error_by: str = ""
    addenda: tuple[ReadAddendum, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadAddendum:
    """An addendum as it is read: text, who, and when in words of the staff."""

    text: str
    author: str
    when: str
