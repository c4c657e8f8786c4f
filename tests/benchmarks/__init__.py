"""Measurements: each a ratio to a baseline of the same run; `make bench` prints the table."""
