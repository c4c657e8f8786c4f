"""The knee assessment of made-up people, under the link ids of resources/forms/knee-assessment.json."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from msk_desk.district.parts import Json
from msk_desk.fhir.names import CS, QUESTIONNAIRE

FORM = f"{QUESTIONNAIRE}/knee-assessment|1.0.0"
RED_FLAGS = (
    "hot-joint", "unwell", "replacement", "injury", "extensor", "cancer", "weight-loss", "night-pain", "lump", "calf",
    "limb", "nerves", "synovitis", "safeguarding",
)  # fmt: skip
_DISPLAY = {
    "absent": "Absent", "right": "Right", "left": "Left", "gradual": "Gradually", "clicks": "Clicks or grinds",
    "stiff": "Stiff after rest", "moderate": "Moderate", "mechanical": "Mechanical", "under-10": "Under 10 min",
    "under-30": "10–30 min", "rail": "With a rail", "one": "One by one", "none": "None", "trace": "Trace",
    "medial-line": "Medial joint line", "patella": "Patella edges", "osteoarthritis": "Knee osteoarthritis",
    "patellofemoral": "Patellofemoral pain", "self-management": "Self-management and exercise",
    "decision": "Shared decision", "said": "Said", "neutral": "Neutral", "varus": "Varus",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Knee:
    """What was found at one knee; flexion and lack of extension in degrees, power 0 to 5, pain 0 to 10."""

    side: str
    complaint: str
    wish: str
    impression: str
    plan: str
    diagnosis: str = "osteoarthritis"
    tender: str = "medial-line"
    next: str = "self-management"
    pain: int = 6
    flexion: int = 115
    lack: int = 5
    power: int = 4
    walking: str = "under-30"


def items(knee: Knee) -> list[Json]:
    """The items of a complete assessment with no red flag."""
    red_flags = [_coded(f"rf-{flag}", "red-flag-answer", "absent") for flag in RED_FLAGS]
    return [
        _group(
            "red-flags",
            _group("red-flag-list", *red_flags),
            _words("rf-statement", "No red flags found. 14 of 14 asked."),
            _group("rf-action-group", _coded("rf-safety-net", "safety-net", "said")),
        ),
        _history(knee),
        _group("function", _coded("walking", "walking", knee.walking), _coded("stairs", "stairs", "rail")),
        _examination(knee),
        _group("tests", _coded("tests-side", "side", knee.side)),
        _group(
            "impression",
            _words("impression-words", knee.impression),
            _coded("diagnosis", "knee-diagnosis", knee.diagnosis),
            _coded("certainty", "level", "moderate"),
        ),
        _group("plan", _words("plan-words", knee.plan), _coded("next", "next-step", knee.next)),
    ]


def _history(knee: Knee) -> Json:
    return _group(
        "history",
        _words("complaint", knee.complaint),
        _coded("side", "side", knee.side),
        _coded("onset", "onset", "gradual"),
        _group(
            "pain-group",
            _number("pain-now", knee.pain),
            _coded("symptoms", "knee-symptom", "clicks", "stiff"),
            _coded("irritability", "level", "moderate"),
            _coded("nature", "nature", "mechanical"),
        ),
        _group("wishes", _words("matters", knee.wish)),
    )


def _examination(knee: Knee) -> Json:
    other = "left" if knee.side == "right" else "right"
    return _group(
        "examination",
        _group(
            "movement",
            _measured("flexion-active", knee, knee.flexion, 135),
            _measured("extension-lack", knee, knee.lack, 0),
            _measured("quadriceps", knee, knee.power, 5),
        ),
        _group(
            "swelling",
            *(
                _coded(f"effusion-{side}", "effusion", "none" if side == other else "trace")
                for side in ("right", "left")
            ),
        ),
        _coded("tenderness", "knee-tender", knee.tender),
    )


def _measured(link_id: str, knee: Knee, here: int, there: int) -> Json:
    """A measurement of both sides and, as the form calculates it, their difference."""
    right, left = (here, there) if knee.side == "right" else (there, here)
    return _group(
        link_id,
        _number(f"{link_id}-right", right),
        _number(f"{link_id}-left", left),
        _number(f"{link_id}-difference", right - left),
    )


def _group(link_id: str, *inside: Json) -> Json:
    return {"linkId": link_id, "item": list(inside)}


def _words(link_id: str, text: str) -> Json:
    return {"linkId": link_id, "answer": [{"valueString": text}]}


def _number(link_id: str, number: int) -> Json:
    return {"linkId": link_id, "answer": [{"valueInteger": number}]}


def _coded(link_id: str, system: str, *codes: str) -> Json:
    return {"linkId": link_id, "answer": list(_codings(system, codes))}


def _codings(system: str, codes: Iterable[str]) -> Iterable[Json]:
    for code in codes:
        yield {"valueCoding": {"system": f"{CS}/{system}", "code": code, "display": _DISPLAY[code]}}
