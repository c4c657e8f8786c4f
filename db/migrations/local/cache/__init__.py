"""The versions of cache.db."""
