"""The tests of MSK Desk."""
