"""Small widgets, one a file, used by every screen."""
