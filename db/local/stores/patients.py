"""Finding patients; the port msk_desk.services.ports.PatientFinder."""

from __future__ import annotations

from typing import Any

from db.local.cache.kin import survivors_of
from db.local.cache.typed import Term, Typed, read_typed
from db.local.engine import Connection
from db.local.files import Files
from msk_desk.domain.people import PatientLine
from msk_desk.domain.spelling import allowed_slips, cuts_of, grams_of, slips, sound_of

LINE = "rid, id, name, family_key, given_key, former_key, born, gender, nhs_number, phone, postcode, deceased, numbers"
CANDIDATES = 400
"""How many patients are looked at to pick the best: beyond that, type one letter more."""
FEW = 3
"""With fewer hits than this, names that are spelt alike are looked for too."""
ALIKE = 6
_REASONS = {"b": "date of birth", "n": "NHS number", "p": "telephone", "z": "postcode"}
Row = Any


class StoredPatients:
    """The patients of this computer, found as people type."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def find(self, text: str, limit: int = 50) -> tuple[PatientLine, ...]:
        """Best first; an empty text finds nobody."""
        typed = read_typed(text, self._files.now().year)
        if not typed.terms:
            return ()
        with self._files.shown() as cache:
            return _find(cache, typed, limit)


def _find(cache: Connection, typed: Typed, limit: int) -> tuple[PatientLine, ...]:
    alone = len(typed.terms) == 1
    if alone and not typed.names:
        found_rows = _by_number(cache, typed.terms[0], limit)
        return _standing(cache, [_line(row, _rank(row, typed)[1]) for row in found_rows])
    rows = _by_family(cache, typed, limit) if alone else []
    if len(rows) < limit:
        rows = _united(rows, _matching(cache, typed))
    found = sorted(((_rank(row, typed), row) for row in rows), key=lambda pair: (pair[0][0], pair[1][2], pair[1][6]))
    lines = [_line(row, rank[1]) for rank, row in found[:limit]]
    if len(lines) < min(FEW, limit) and typed.names:
        known = {line.id for line in lines}
        lines += [line for line in _misspelt(cache, typed, limit) if line.id not in known]
    return _standing(cache, lines[:limit])


def _standing(cache: Connection, lines: list[PatientLine]) -> tuple[PatientLine, ...]:
    """The same lines with each merged record replaced by the one that stands for it, once."""
    merged = survivors_of(cache, (line.id for line in lines))
    shown: dict[str, PatientLine] = {}
    for line in lines:
        standing = _survivor_line(cache, merged[line.id]) if line.id in merged else line
        if standing is not None:
            shown.setdefault(standing.id, standing)
    return tuple(shown.values())


def _survivor_line(cache: Connection, patient_id: str) -> PatientLine | None:
    row = cache.execute(f"SELECT {LINE} FROM patient_line WHERE id=?", (patient_id,)).fetchone()
    return _line(row, "merged record") if row else None


def _by_family(cache: Connection, typed: Typed, limit: int) -> list[Row]:
    word = typed.names[0]
    return list(
        cache.execute(
            f"SELECT {LINE} FROM patient_line WHERE family_key >= ? AND family_key < ?"
            " ORDER BY family_key, given_key, born LIMIT ?",
            (word, word + "\uffff", limit),
        ).fetchall()
    )


def _by_number(cache: Connection, term: Term, limit: int) -> list[Row]:
    rows: list[Row] = []
    for token in term.tokens:
        found = cache.execute(
            f"SELECT {LINE} FROM patient_line WHERE rid IN"
            " (SELECT rid FROM patient_number WHERE token >= ? AND token < ? ORDER BY token LIMIT ?)"
            " ORDER BY name, born",
            (token, token + "\uffff", limit - len(rows)),
        ).fetchall()
        rows = _united(rows, found)
        if len(rows) >= limit:
            break
    return rows


def _matching(cache: Connection, typed: Typed) -> list[Row]:
    return _fetch(cache, " AND ".join(_any_of(term.tokens) for term in typed.terms))


def _fetch(cache: Connection, match: str, most: int = CANDIDATES) -> list[Row]:
    return list(
        cache.execute(
            f"SELECT {LINE} FROM patient_line WHERE rid IN"
            " (SELECT rowid FROM patient_words WHERE patient_words MATCH ? LIMIT ?)",
            (match, most),
        ).fetchall()
    )


def _any_of(tokens: tuple[str, ...]) -> str:
    return "(" + " OR ".join(f'"{token}"*' for token in tokens) + ")"


def _united(first: list[Row], second: list[Row]) -> list[Row]:
    known = {row[0] for row in first}
    return first + [row for row in second if row[0] not in known]


def _rank(row: Row, typed: Typed) -> tuple[int, str]:
    """How well a patient fits (0 is best) and on what: whole words before beginnings, family names first."""
    names = [row[3].split(), row[4].split(), row[5].split()]
    total, reason = 0, ""
    for term in typed.terms:
        if term.kind == "name":
            cost = _name_cost(term.tokens[0], *names)
            total += cost
            reason = reason or ("former name" if cost >= 6 else "name")
        else:
            reason = _number_reason(term, row[12]) or reason
    return total, reason


def _name_cost(word: str, family: list[str], given: list[str], former: list[str]) -> int:
    """What a typed word costs; the word it fits is used up, so that `pal pa` is Patricia Palmer first."""
    for cost, words in ((0, family), (1, given)):
        if word in words:
            words.remove(word)
            return cost
    for cost, words in ((2, family), (3, given), (6, former)):
        fits = next((known for known in words if known.startswith(word)), None)
        if fits is not None:
            words.remove(fits)
            return cost
    return 5


def _number_reason(term: Term, numbers: str) -> str:
    for number in numbers.split():
        if any(number.startswith(token) for token in term.tokens):
            return _REASONS[number[0]]
    return ""


def _misspelt(cache: Connection, typed: Typed, limit: int) -> list[PatientLine]:
    """Patients whose names are spelt or sound like what was typed, fewest slips first."""
    alike = {word: _alike(cache, word) for word in typed.names}
    if all(not found for found in alike.values()):
        return []
    wanted = []
    for term in typed.terms:
        near = tuple(alike[term.tokens[0]]) if term.kind == "name" else ()
        wanted.append(_any_of((*term.tokens, *near)))
    rows = _fetch(cache, " AND ".join(wanted), limit * 3)
    ranked = sorted((_far(row, alike), row[2], row[6], row) for row in rows)
    return [_line(row, "similar name") for *_, row in ranked[:limit]]


def _far(row: Row, alike: dict[str, dict[str, int]]) -> int:
    """Slips over all words; the same slip in a family name is nearer than in another."""
    words = [(word, 0) for word in row[3].split()] + [(word, 1) for word in f"{row[4]} {row[5]}".split()]
    return sum(min((2 * near.get(word, 9) + other for word, other in words), default=19) for near in alike.values())


def _alike(cache: Connection, word: str) -> dict[str, int]:
    """Known name words that this one may be meant to be, with how far they are (a same sound counts 1)."""
    most = allowed_slips(word)
    if not most:
        return {}
    near = _one_slip_away(cache, word) or _sharing_letters(cache, word)
    heard = cache.execute("SELECT word FROM spelling WHERE sound=? LIMIT 20", (sound_of(word),)).fetchall()
    found = {known: slips(word, known, most) for (known,) in near}
    found.update({known: min(found.get(known, 9), max(1, slips(word, known, 3) - 1)) for (known,) in heard})
    close = sorted((far, known) for known, far in found.items() if far <= most)
    return {known: far for far, known in close[:ALIKE]}


def _one_slip_away(cache: Connection, word: str) -> list[tuple[str]]:
    cuts = tuple(cuts_of(word))
    marks = ",".join("?" * len(cuts))
    look = f"SELECT DISTINCT word FROM spelling_cut WHERE cut IN ({marks}) LIMIT 30"
    return list(cache.execute(look, cuts).fetchall())


def _sharing_letters(cache: Connection, word: str) -> list[tuple[str]]:
    """Words with most runs of three letters in common: asked only when nothing is a single slip away."""
    grams = tuple(grams_of(word))
    marks = ",".join("?" * len(grams))
    look = f"SELECT word FROM spelling_gram WHERE gram IN ({marks}) GROUP BY word ORDER BY count(*) DESC LIMIT 25"
    return list(cache.execute(look, grams).fetchall())


def _line(row: Row, reason: str) -> PatientLine:
    return PatientLine(row[1], row[2], row[6], row[7], row[8], row[9], row[10], row[11], reason)
