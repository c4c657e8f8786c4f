"""Finding any patient."""
