"""Reads and checks everything under resources/: texts, PROMs, aids, exercises, forms, letters, codes."""
