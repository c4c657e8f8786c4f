"""The did-not-attend policy: what administrators set for the whole service."""
