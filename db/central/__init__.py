"""The central service's storage on SQLite and PostgreSQL."""
