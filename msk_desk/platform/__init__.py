"""The computer: credential store, clock, files, logging."""
