"""One module per version of cache.db, oldest first."""
