"""Schema migrations, self-contained."""
