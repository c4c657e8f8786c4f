"""The offline engine: sends what is waiting, receives what changed, merges, keeps conflicts for people."""
