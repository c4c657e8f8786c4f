"""What a piece of unfinished work is called, by the kind of its draft."""

DRAFT_KINDS = {
    "form": "today.draft_form", "plan": "today.draft_plan", "letter": "today.draft_letter",
    "decision": "today.draft_decision", "prom": "today.draft_prom", "alert": "today.draft_alert",
    "triage": "today.draft_triage",
}  # fmt: skip
