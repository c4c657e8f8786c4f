"""How papers are drawn: document model to PDF bytes."""
