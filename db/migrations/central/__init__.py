"""Migrations of the central service's database."""
