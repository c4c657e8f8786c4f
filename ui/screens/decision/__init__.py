"""Deciding together: what matters, the options, the choice."""
