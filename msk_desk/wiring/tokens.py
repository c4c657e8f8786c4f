"""The tokens of a sign-in, kept inside the encrypted store."""

from __future__ import annotations

import json
from datetime import datetime

from msk_desk.services.ports import Settings
from msk_desk.sync.ports import Tokens

NAME = "sign-in.tokens"


class StoredTokens:
    """Reads and keeps tokens as one setting."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def read(self) -> Tokens | None:
        """The newest tokens, or None before the first sign-in."""
        text = self._settings.get(NAME)
        if not text:
            return None
        found = json.loads(text)
        expires = datetime.fromisoformat(found["expires"]) if found["expires"] else None
        return Tokens(found["access"], found["refresh"], expires)

    def keep(self, tokens: Tokens) -> None:
        """Durable when it returns."""
        expires = tokens.expires.isoformat() if tokens.expires else ""
        kept = {"access": tokens.access, "refresh": tokens.refresh, "expires": expires}
        self._settings.put(NAME, json.dumps(kept))
