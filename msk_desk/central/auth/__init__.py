"""Sign-in by OAuth 2.0, tokens, passwords and accounts."""
