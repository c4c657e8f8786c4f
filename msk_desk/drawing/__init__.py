"""Figures and charts as geometry, drawn by the window and by documents alike."""
