"""The body chart: figures of our own, regions by geometry, marks and their patterns, for window and paper."""
