"""How table cells are painted, from tokens."""
