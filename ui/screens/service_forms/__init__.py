"""The forms of the service: which are in use, new ones brought in, old ones retired."""
