"""The shelf of kept papers of a person's store: what services ask for, over sealed files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from msk_desk.domain.errors import CacheDamaged
from msk_desk.domain.fallback import KeptPaper, Mark, Opening, Standing
from msk_desk.domain.roles import Actor, Role
from msk_desk.platform.sealed_files import SealedFiles

FOLDER = "papers"
_CHECKED, _OPENED = "checked", "opened"
_OURS = (_CHECKED, _OPENED)
_HALF_AN_HOUR = 1800


class KeptPapers:
    """Keeps papers in a person's store under its key; needs neither of the databases."""

    def __init__(self, store: Path, key: bytes) -> None:
        self._files = SealedFiles(store / FOLDER, key)

    def put(self, paper: KeptPaper, pdf: bytes) -> None:
        """Keep a paper in the place of the one that has its name."""
        self._files.write(paper.name, json.dumps(_plain(paper)).encode() + b"\n" + pdf)

    def read(self, name: str) -> tuple[KeptPaper, bytes]:
        """One paper with its PDF.

        Raises:
            CacheDamaged: it does not open.
        """
        head, _, pdf = self._files.read(name).partition(b"\n")
        return _paper(json.loads(head)), pdf

    def standing(self) -> Standing:
        """Every paper that opens, by day and site, and when they were last found to be right."""
        papers, unreadable = [], 0
        for name in self._files.names():
            if name in _OURS:
                continue
            try:
                papers.append(self.read(name)[0])
            except CacheDamaged:
                unreadable += 1
        checked = self._noted(_CHECKED).get("at")
        papers.sort(key=_order)
        return Standing(tuple(papers), datetime.fromisoformat(checked) if checked else None, unreadable)

    def marks(self) -> Mapping[str, Mark]:
        """Of each paper that stands, by its name, how it is told whether it is still right; none is opened."""
        found = self._noted(_CHECKED).get("marks", {})
        there = set(self._files.names())
        return {
            name: Mark(lines, content, datetime.fromisoformat(looked))
            for name, (lines, content, looked) in found.items() if name in there
        }  # fmt: skip

    def checked(self, at: datetime, marks: Mapping[str, Mark]) -> None:
        """These papers are right now, and no others are kept any longer."""
        for name in self._files.names():
            if name not in marks and name not in _OURS:
                self._files.remove(name)
        plain = {name: (mark.lines, mark.content, mark.looked.isoformat()) for name, mark in marks.items()}
        self._files.write(_CHECKED, json.dumps({"at": at.isoformat(), "marks": plain}).encode())
        self._files.sweep(at.timestamp() - _HALF_AN_HOUR)

    def note_opening(self, opening: Opening) -> None:
        """A paper is opened while the records are not: remembered for the audit."""
        plain = {"at": opening.at.isoformat(), "by": asdict(opening.by), "patients": list(opening.patients)}
        self._files.write(_OPENED, json.dumps({"openings": [*self._openings(), plain]}).encode())

    def openings(self) -> tuple[Opening, ...]:
        """What is remembered for the audit."""
        return tuple(_opening(one) for one in self._openings())

    def forget_openings(self) -> None:
        """The audit knows of them."""
        self._files.remove(_OPENED)

    def _openings(self) -> list[Any]:
        return list(self._noted(_OPENED).get("openings", []))

    def _noted(self, name: str) -> Mapping[str, Any]:
        """What is noted; nothing when it does not open: the papers are made again then."""
        try:
            found = json.loads(self._files.read(name))
        except (CacheDamaged, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def _opening(plain: Mapping[str, Any]) -> Opening:
    by = Actor(**{**plain["by"], "role": Role(plain["by"]["role"])})
    return Opening(datetime.fromisoformat(plain["at"]), by, tuple(plain["patients"]))


def _order(paper: KeptPaper) -> tuple[date, str]:
    return paper.day, paper.site


def _plain(paper: KeptPaper) -> dict[str, Any]:
    return {
        "name": paper.name, "day": paper.day.isoformat(), "site": paper.site, "made": paper.made.isoformat(),
        "clinicians": list(paper.clinicians), "booked": paper.booked, "digest": paper.digest,
        "patients": list(paper.patients),
    }  # fmt: skip


def _paper(head: Mapping[str, Any]) -> KeptPaper:
    paper = KeptPaper(**{**head, "day": date.fromisoformat(head["day"]), "made": datetime.fromisoformat(head["made"])})
    return replace(paper, clinicians=tuple(paper.clinicians), patients=tuple(paper.patients))
