"""What users do, one module per area; talks to ports."""
