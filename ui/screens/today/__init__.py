"""The clinic list of a day, with a preview."""
