"""A whole clinic day played through the real windows: the demonstration without a display, and a test."""
