"""The versions of work.db."""
