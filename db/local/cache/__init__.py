"""What can be fetched again: resources, and the narrow tables that lists and searches read."""
