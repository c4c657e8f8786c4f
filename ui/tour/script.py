"""The parts of the tour in their order."""

from __future__ import annotations

from ui.tour.reception import arrive_a_patient

PARTS = [("reception", arrive_a_patient)]
