"""Writes projections: gathers the rows of many resources and stores them table by table."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

from db.local.cache import care, measures
from db.local.cache.kin import link_line, show_survivors
from db.local.cache.lines import Json, appointment_line, leave_line, name_line, patient_line, session_line, slot_line
from db.local.engine import Connection
from msk_desk.domain.spelling import MIN_LETTERS, cuts_of, grams_of, sound_of

_PLAIN: dict[str, tuple[str, int, Callable[[Json], tuple[Any, ...]]]] = {
    "Slot": ("slot_line", 9, slot_line),
    "Appointment": ("appointment_line", 21, appointment_line),
    "Practitioner": ("name_line", 8, name_line),
    "Location": ("name_line", 8, name_line),
    "Organization": ("name_line", 8, name_line),
}
# Of these types some have a row in a table and the others none.
_SOME: dict[str, tuple[tuple[str, int, Callable[[Json], tuple[Any, ...] | None]], ...]] = {
    "Schedule": (("session_line", 12, session_line), ("leave_line", 10, leave_line)),
    "EpisodeOfCare": (("pathway_line", 18, measures.pathway_line),),
    "QuestionnaireResponse": (("prom_line", 6, measures.answers_line),),
    "Observation": (("prom_line", 6, measures.score_line),),
    "Encounter": (("visit_line", 3, measures.visit_line),),
    "Task": (
        ("prom_task_line", 11, measures.task_line),
        ("triage_line", 9, care.triage_line),
        ("waiting_line", 17, care.waiting_line),
        ("todo_line", 9, care.todo_line),
        ("star_line", 5, care.star_line),
    ),
    "ServiceRequest": (("referral_line", 13, care.referral_line),),
    "Composition": (("letter_line", 8, care.letter_line),),
}
_LOG = logging.getLogger(__name__)
PROJECTED = frozenset({"Patient", *_PLAIN, *_SOME})
TABLES = (
    "patient_line", "session_line", "slot_line", "appointment_line", "name_line", "pathway_line", "prom_line",
    "visit_line", "prom_task_line", "referral_line", "triage_line", "waiting_line", "todo_line", "letter_line",
    "leave_line",
    "star_line",
    "patient_link",
)  # fmt: skip
_INSERT = {
    table: f"INSERT OR REPLACE INTO {table} VALUES ({','.join('?' * width)})"
    for table, width in (
        ("patient_line", 13),
        ("patient_link", 3),
        *((table, width) for table, width, _ in _PLAIN.values()),
        *((table, width) for places in _SOME.values() for table, width, _ in places),
    )
}


class Projector:
    """Rows on their way into the projection tables of one connection; `flush` stores them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._tokens: list[tuple[int, str]] = []
        self._stale_words: list[tuple[int]] = []
        self._numbers: list[tuple[str, int]] = []
        self._words: set[str] = set()

    def add(self, rid: int, type: str, resource: Json, *, known: bool) -> None:
        """The projection of a resource; `known` when an older one may be stored.

        One that our rules cannot read is kept whole and left out of the lists: it must not stop the others.
        """
        try:
            self._add(rid, type, resource, known=known)
        except (TypeError, ValueError, AttributeError, OverflowError):
            _LOG.warning("A resource could not be put into the lists", extra={"type": type}, exc_info=True)
            if known:
                self.remove(rid, type)

    def _add(self, rid: int, type: str, resource: Json, *, known: bool) -> None:
        if type == "Patient":
            row, tokens, words = patient_line(resource)
            self._rows.setdefault("patient_line", []).append((rid, *row))
            if known:
                self._stale_words.append((rid,))
            self._tokens.append((rid, tokens))
            self._numbers += [(token, rid) for token in row[-1].split()]
            link = link_line(resource)
            if link is not None:
                self._rows.setdefault("patient_link", []).append((rid, *link))
            elif known:
                self._connection.execute("DELETE FROM patient_link WHERE rid=?", (rid,))
            self._words |= words
        elif type in _PLAIN:
            table, _, line = _PLAIN[type]
            self._rows.setdefault(table, []).append((rid, *line(resource)))
        elif type in _SOME:
            for place, _, some in _SOME[type]:
                found = some(resource)
                if found is not None:
                    self._rows.setdefault(place, []).append((rid, *found))
                elif known:
                    self._connection.execute(f"DELETE FROM {place} WHERE rid=?", (rid,))

    def remove(self, rid: int, type: str) -> None:
        """Forget the projection of a resource that is gone."""
        if type == "Patient":
            self._connection.execute("DELETE FROM patient_line WHERE rid=?", (rid,))
            self._connection.execute("DELETE FROM patient_words WHERE rowid=?", (rid,))
            self._connection.execute("DELETE FROM patient_number WHERE rid=?", (rid,))
            self._connection.execute("DELETE FROM patient_link WHERE rid=?", (rid,))
        elif type in _PLAIN:
            self._connection.execute(f"DELETE FROM {_PLAIN[type][0]} WHERE rid=?", (rid,))
        elif type in _SOME:
            for place, _, _ in _SOME[type]:
                self._connection.execute(f"DELETE FROM {place} WHERE rid=?", (rid,))

    def flush(self) -> None:
        """Store what was gathered."""
        execute = self._connection.executemany
        for table, rows in self._rows.items():
            execute(_INSERT[table], rows)
        if self._stale_words:
            execute("DELETE FROM patient_words WHERE rowid=?", self._stale_words)
            execute("DELETE FROM patient_number WHERE rid=?", self._stale_words)
        if self._tokens:
            execute("INSERT INTO patient_words(rowid, words) VALUES (?,?)", self._tokens)
            execute("INSERT OR IGNORE INTO patient_number VALUES (?,?)", self._numbers)
        if "patient_line" in self._rows:
            show_survivors(self._connection)
        if self._words:
            learn_spellings(self._connection, self._words)
        self._rows, self._tokens, self._numbers, self._stale_words, self._words = {}, [], [], [], set()


def learn_spellings(connection: Connection, words: Iterable[str]) -> None:
    """Add name words to the list that misspelt ones are looked up in; known ones cost one lookup."""
    known = "SELECT 1 FROM spelling WHERE word=?"
    new = [w for w in words if len(w) >= MIN_LETTERS and not connection.execute(known, (w,)).fetchone()]
    connection.executemany("INSERT INTO spelling VALUES (?,?)", [(word, sound_of(word)) for word in new])
    connection.executemany(
        "INSERT INTO spelling_gram VALUES (?,?)", [(gram, word) for word in new for gram in grams_of(word)]
    )
    connection.executemany(
        "INSERT INTO spelling_cut VALUES (?,?)", [(cut, word) for word in new for cut in cuts_of(word)]
    )
