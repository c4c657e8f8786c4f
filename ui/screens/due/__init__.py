"""Everybody of whom an outcome measure must be asked."""
