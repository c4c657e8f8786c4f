"""Narrowing and sorting a list that is in hand, so that a keystroke reads nothing; no widgets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msk_desk.domain.lists import ListRow, plain

if TYPE_CHECKING:
    from msk_desk.services.lists import ListContents

_SEARCHED = ("patient", "nhs_number", "problem", "service", "phone", "site", "staff", "manager")


class Narrowing:
    """The rows of one list: those with the chosen values that hold every word, in the order chosen."""

    def __init__(self, contents: ListContents) -> None:
        from msk_desk.services.list_columns import sort_key  # services load after the unlock page is painted

        self.contents = contents
        self._key_of = sort_key
        self._order = ""
        self._sorted: list[tuple[ListRow, str]] = []
        self._chosen: tuple[tuple[str, str], ...] = ()
        self._with_chosen: list[tuple[ListRow, str]] = []
        self._last: tuple[tuple[str, ...], list[tuple[ListRow, str]]] = ((), [])
        self._texts = [(row, self._words_of(row)) for row in contents.rows]
        today = contents.columns.about.day
        self._running = {row.key: _running_days(row, today) for row in contents.rows}

    def _words_of(self, row: ListRow) -> str:
        """All that can be searched of a row; numbers without their spaces too."""
        text = self.contents.columns.text
        own = (code for code in self.contents.definition.columns if code not in _SEARCHED and code != "age")
        parts = [text(code, row) for code in (*_SEARCHED, *own)]
        return plain(" ".join(filter(None, (*parts, row.nhs_number, row.phone.replace(" ", "")))))

    def take_order(self, order: str) -> None:
        """Sort by a column, `-` before it for the largest first."""
        if order == self._order:
            return
        key = self._key_of(order.lstrip("-"), self.contents.columns)
        pairs = [(key(row), at) for at, (row, _) in enumerate(self._texts)]
        pairs.sort(reverse=order.startswith("-"))
        self._order = order
        self._sorted = [self._texts[at] for _, at in pairs]
        self._with_chosen = self._narrowed()
        self._last = ((), self._with_chosen)

    def take_chosen(self, chosen: tuple[tuple[str, str], ...]) -> None:
        """Keep those whose facets have these values."""
        if chosen != self._chosen:
            self._chosen = chosen
            self._with_chosen = self._narrowed()
            self._last = ((), self._with_chosen)

    def _narrowed(self) -> list[tuple[ListRow, str]]:
        found = self._sorted
        for facet, value in self._chosen:
            found = [pair for pair in found if self._value(facet, pair[0]) == value]
        return found

    def _value(self, facet: str, row: ListRow) -> str:
        return self.contents.columns.value(facet, row)

    def matching(self, words: tuple[str, ...]) -> tuple[ListRow, ...]:
        """The rows that hold every word; a word longer than at the last keystroke looks among what it left."""
        before, rows = self._last
        if not _narrows(before, words):
            rows = self._with_chosen
        for word in words:
            rows = [pair for pair in rows if word in pair[1]]
        self._last = (words, rows)
        return tuple(row for row, _ in rows)

    def values(self, facet: str) -> tuple[tuple[str, int], ...]:
        """The values of a facet among what the other choices leave, with how many rows have them; by number."""
        others = tuple(each for each in self._chosen if each[0] != facet)
        rows: Iterable[tuple[ListRow, str]] = self._sorted
        for name, value in others:
            rows = [pair for pair in rows if self._value(name, pair[0]) == value]
        counts: dict[str, int] = {}
        for row, _ in rows:
            value = self._value(facet, row)
            counts[value] = counts.get(value, 0) + 1
        return tuple(sorted(counts.items(), key=_most_first))

    def weeks(self) -> tuple[tuple[str, int], ...]:
        """Breaches by week in the order of time: over, this week, then each Monday."""
        first: dict[str, int] = {}
        counts: dict[str, int] = {}
        for row, _ in self._sorted:
            week = self._value("week", row)
            first[week] = min(first.get(week, row.breach_day()), row.breach_day())
            counts[week] = counts.get(week, 0) + 1
        return tuple((week, counts[week]) for week in sorted(counts, key=first.__getitem__) if week)

    def longest(self, rows: Sequence[ListRow]) -> int | None:
        """The longest wait of these rows in weeks, None where no clock runs."""
        running = self._running
        days = max((running[row.key] for row in rows), default=-1)
        return None if days < 0 else days // 7


def _running_days(row: ListRow, today: int) -> int:
    """Days on a clock that runs, -1 for none: worked out once, asked for with every keystroke."""
    days = row.days_waited(today) if row.runs else None
    return -1 if days is None else days


def _narrows(before: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether all that these words leave was left by those before."""
    return all(any(old in new for new in words) for old in before)


def _most_first(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0].casefold()
