"""Alerts: what a patient answered that asks for action, on every screen of that patient, and who has how many."""
