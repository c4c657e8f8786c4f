"""Passwords as Argon2id hashes."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from msk_desk.central.context import Settings

SHORTEST = 10


def hashed(password: str, settings: Settings) -> str:
    """The PHC string of a password."""
    kdf = Argon2id(
        salt=os.urandom(16),
        length=32,
        iterations=settings.argon_turns,
        lanes=settings.argon_lanes,
        memory_cost=settings.argon_memory,
    )
    return kdf.derive_phc_encoded(password.encode())


def matches(password: str, phc: str) -> bool:
    """Whether a password is the one of a PHC string."""
    try:
        Argon2id.verify_phc_encoded(password.encode(), phc)
    except (InvalidKey, ValueError):
        return False
    return True
