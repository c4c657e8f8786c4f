"""A clinic template, and any that may be kept: for tests of what is made of them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from msk_desk.domain.clinic_templates import Break, ClinicTemplate, SlotLength

MORNING = ClinicTemplate(
    "t1", "Knee clinic", "asha", "harlow", "room 3", "esp", (0,), start=9 * 60, end=12 * 60 + 30,
    lengths=(SlotLength("new", 40), SlotLength("review", 30)), order=("new", "review", "review"),
    breaks=(Break(10 * 60 + 40, 11 * 60),), valid_from="2026-01-05",
)  # fmt: skip

lengths = st.lists(
    st.builds(
        SlotLength, st.sampled_from(("new", "review", "post-op", "group")), st.integers(5, 120), st.integers(1, 8)
    ),
    min_size=1, max_size=4, unique_by=lambda length: length.kind,
)  # fmt: skip


@st.composite
def templates(draw: st.DrawFn) -> ClinicTemplate:
    """Templates that may be kept."""
    found = tuple(draw(lengths))
    kinds = st.sampled_from([length.kind for length in found])
    start = draw(st.integers(360, 1200))
    end = draw(st.integers(start + 30, 1320))
    marks = sorted(draw(st.lists(st.integers(start, end), max_size=6, unique=True)))
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return replace(
        MORNING, start=start, end=end, lengths=found, order=tuple(draw(st.lists(kinds, min_size=1, max_size=6))),
        breaks=tuple(Break(first, last) for first, last in pairs),
        weekdays=tuple(draw(st.sets(st.integers(0, 6), min_size=1))),
    )  # fmt: skip
