"""The steps of the central service's schema."""
