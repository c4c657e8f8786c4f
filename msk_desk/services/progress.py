"""Where a pathway stands: work done at a visit moves it on, never back."""

from __future__ import annotations

from dataclasses import replace

from msk_desk.domain.pathways import STAGES, Pathway
from msk_desk.domain.records import Changes
from msk_desk.services.saving import Saver


def move_on(saver: Saver, patient_id: str, stage: str, after: Changes) -> Changes:
    """Move the patient's open pathway on to a stage, unless it stands there or further.

    A save of its own, after the work that moved it: what was signed is sealed, and a pathway goes on changing.

    Returns:
        what both touched.
    """
    for pathway in saver.records.of_patient(Pathway, patient_id):
        if pathway.status != "active" or pathway.stage not in STAGES:
            continue
        if STAGES.index(stage) <= STAGES.index(pathway.stage):
            return after
        moved = saver.save("Pathway moved on", replace(pathway, stage=stage))
        return Changes(after.refs | moved.refs, after.patients | moved.patients)
    return after
