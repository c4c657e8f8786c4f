"""What made-up people come with: reasons, problems, measures, findings and goals, by body region.

Invented for demonstration: nothing here is clinical advice, and no instrument's wording is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Condition:
    """One way of coming to the service. `{side}` in a text becomes left or right.

    `youngest` is the age in years from which it occurs here; `measure` its main instrument.
    """

    weight: float
    region: str
    reason: str
    problem: str
    measure: str
    youngest: int
    findings: tuple[str, ...]
    goals: tuple[str, ...]
    exercises: tuple[str, ...]


CONDITIONS = (
    Condition(17, "Knee", "Knee pain, {side}", "Osteoarthritis of {side} knee", "OKS", 45,
              ("Medial joint line tenderness, 5–115°, quads 4/5. Stairs worst.",
               "Small effusion, full extension, crepitus. Short walks manageable.",
               "Varus alignment, stable ligaments, stiff after sitting."),
              ("Walk to the shops and back without stopping.", "Kneel to tend the garden.",
               "Get up and down the stairs one foot after the other."),
              ("sit-to-stand", "straight-leg-raise", "step-up")),
    Condition(6, "Knee", "Knee pain, {side}", "Patellofemoral pain of {side} knee", "OKS", 16,
              ("Pain on squat at 70°, no effusion, hip abductors 4/5.", "Step-down painful, full range, no locking."),
              ("Run 5 km again.", "Cycle to work without pain."), ("step-up", "wall-slide", "bridge")),
    Condition(15, "Lumbar spine", "Low back pain", "Non-specific low back pain", "ODI", 16,
              ("Flexion to mid-shin, extension limited by pain. Neurology normal.",
               "Guarded movement, fear of bending. No red flags found."),
              ("Pick up my grandson.", "Sit through a day at work.", "Go back to the allotment."),
              ("bridge", "sit-to-stand")),
    Condition(8, "Lumbar spine", "Low back pain with leg pain", "Sciatica, {side}", "ODI", 18,
              ("Straight leg raise 45°, ankle reflex present, power full. Safety-net advice given.",
               "Leg pain below the knee, sensation slightly less over the outer foot, power full."),
              ("Drive for an hour.", "Sleep through the night."), ("bridge",)),
    Condition(11, "Shoulder", "Shoulder pain, {side}", "Subacromial shoulder pain, {side}", "OSS", 20,
              ("Painful arc 70–120°, external rotation full, cuff 4/5.",
               "Elevation 140°, pain on resisted abduction, neck clear."),
              ("Hang the washing out.", "Sleep on that side.", "Swim again."),
              ()),
    Condition(4, "Shoulder", "Stiff shoulder, {side}", "Frozen shoulder, {side}", "OSS", 40,
              ("External rotation 10°, elevation 90°, capsular pattern.",),
              ("Fasten my bra behind my back.", "Reach the top shelf."), ()),
    Condition(8, "Hip", "Hip pain, {side}", "Osteoarthritis of {side} hip", "OHS", 45,
              ("Internal rotation 5°, groin pain, Trendelenburg positive.",
               "Flexion 95°, stiff in the morning for 15 minutes."),
              ("Put my own socks on.", "Walk the dog round the park."), ("sit-to-stand", "bridge", "heel-raise")),
    Condition(4, "Hip", "Outer hip pain, {side}", "Greater trochanteric pain, {side}", "OHS", 40,
              ("Tender over the greater trochanter, single-leg stance painful at 20 s.",),
              ("Sleep on either side.",), ("bridge",)),
    Condition(8, "Cervical spine", "Neck pain", "Non-specific neck pain", "NDI", 18,
              ("Rotation 60° left and 70° right, upper limb neurology normal.",
               "Stiff at the desk, no arm symptoms, reflexes equal."),
              ("Look over my shoulder when driving.", "Work a full day at the screen."), ()),
    Condition(4, "Wrist and hand", "Carpal tunnel, {side}", "Carpal tunnel syndrome, {side}", "BCTQ-SSS", 25,
              ("Night tingling, thumb abduction 5/5, no wasting.", "Phalen positive at 20 s, sensation intact."),
              ("Sleep without waking with numb fingers.", "Hold the phone."), ()),
    Condition(3, "Wrist and hand", "Thumb base pain, {side}", "Osteoarthritis of {side} thumb base", "BCTQ-SSS", 50,
              ("Grind test painful, pinch weak, no triggering.",), ("Open jars.",), ()),
    Condition(3, "Elbow", "Elbow pain, {side}", "Tennis elbow, {side}", "MSK-HQ", 25,
              ("Tender lateral epicondyle, grip painful, full range.",), ("Play tennis.", "Lift the kettle."),
              ()),
    Condition(6, "Foot and ankle", "Heel pain, {side}", "Plantar heel pain, {side}", "LEFS", 25,
              ("First-step pain, tender medial heel, calf tight.",), ("Stand for a shift at work.",),
              ("heel-raise",)),
    Condition(4, "Widespread pain", "Widespread pain", "Persistent widespread pain", "PSEQ", 20,
              ("Tender in many places, sleep poor, no synovitis. Pacing discussed.",),
              ("Have a day out with the family.",), ("sit-to-stand",)),
)  # fmt: skip
UP_TO = tuple(accumulate(condition.weight for condition in CONDITIONS))

TITLES = {
    "sit-to-stand": "Sit to stand", "straight-leg-raise": "Straight leg raise", "step-up": "Step up",
    "wall-slide": "Wall slide", "bridge": "Bridge", "heel-raise": "Heel raise",
}  # fmt: skip
"""Exercises of the library that made-up plans use."""

SNOMED_CODES = {
    "Osteoarthritis of {side} knee": "239873007", "Osteoarthritis of {side} hip": "239872002",
    "Sciatica, {side}": "23056005", "Frozen shoulder, {side}": "399114005",
    "Carpal tunnel syndrome, {side}": "57406009",
    "Osteoarthritis of {side} thumb base": "37895003", "Tennis elbow, {side}": "202855006",
}  # fmt: skip
"""Problems that resources/codes has a sourced code for; the others are words alone."""
