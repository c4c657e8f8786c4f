"""One patient's record."""
