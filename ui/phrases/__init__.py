"""Phrases: put into any text by a slash and their name, and managed in a panel of the window."""
