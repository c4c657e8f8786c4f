"""How the two encrypted databases came to be as they are, version by version."""
