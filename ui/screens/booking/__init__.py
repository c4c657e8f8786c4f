"""Booking the follow-up."""
