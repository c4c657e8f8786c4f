"""All words and content, as data."""
