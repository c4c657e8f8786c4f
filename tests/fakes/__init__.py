"""Parts that inject faults."""
