"""Builds every object; the only place that knows every layer."""
