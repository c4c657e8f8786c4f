"""Table models: rows in, roles out."""
