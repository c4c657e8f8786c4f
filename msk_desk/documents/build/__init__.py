"""What each paper says: domain to document model."""
