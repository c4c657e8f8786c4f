"""Writing, checking and signing a letter."""
