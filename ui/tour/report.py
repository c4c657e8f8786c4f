"""What a tour did: steps, pictures, papers, timings and stalls."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PICTURES_NEEDED, PAPERS_NEEDED = 14, 3


@dataclass
class TourReport:
    """The report of one tour; `checks` are things that had to be so; `colleague` gets the follow-up."""

    folder: Path
    colleague: str
    steps: list[str] = field(default_factory=list)
    pictures: list[Path] = field(default_factory=list)
    papers: list[Path] = field(default_factory=list)
    checks: dict[str, bool] = field(default_factory=dict)
    timings: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0
    longest_turn: float = 0.0
    within_frame: float = 1.0

    @property
    def complete(self) -> bool:
        """Whether every check held and enough was left to look at."""
        enough = len(self.pictures) >= PICTURES_NEEDED and len(self.papers) >= PAPERS_NEEDED
        return enough and all(self.checks.values())

    def as_json(self) -> dict[str, Any]:
        """The report as `report.json` holds it; milliseconds."""
        return {
            "complete": self.complete,
            "seconds": round(self.seconds, 1),
            "steps": self.steps,
            "checks": self.checks,
            "pictures": [path.name for path in self.pictures],
            "papers": [path.name for path in self.papers],
            "milliseconds": {name: round(value, 1) for name, value in self.timings.items()},
            "longest_turn": round(self.longest_turn, 1),
            "turns_within_16_ms": round(self.within_frame, 5),
        }

    def lines(self) -> list[str]:
        """The report in words."""
        held = sum(self.checks.values())
        said = [
            f"{len(self.steps)} steps in {self.seconds:.0f} s; {len(self.pictures)} pictures and "
            f"{len(self.papers)} papers in {self.folder}.",
            f"{held} of {len(self.checks)} checks held; longest turn of the window {self.longest_turn:.0f} ms.",
        ]
        said += [f"NOT SO: {name}" for name, so in self.checks.items() if not so]
        return said

    def write(self) -> None:
        """Leave `report.json` beside the pictures."""
        (self.folder / "report.json").write_text(json.dumps(self.as_json(), indent=1), encoding="utf-8")
