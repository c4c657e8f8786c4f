"""A visit: one patient, from the assessment to the follow-up."""
