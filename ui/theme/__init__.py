"""Colours, sizes, fonts and icons of the window, from tokens under resources/theme."""
