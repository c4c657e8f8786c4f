"""One module per version of work.db, oldest first."""
