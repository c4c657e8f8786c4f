"""Clinic templates, publishing, sessions changed or cancelled, leave, and what is to be settled."""
