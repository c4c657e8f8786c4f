"""What the clinic does: no Qt, no SQL."""
