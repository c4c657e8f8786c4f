"""The screens, one package an area: screen.py (widgets) and presenter.py (no widgets)."""
