"""Unlock, switch user and sign in."""
