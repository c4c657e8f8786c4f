"""Wrapping of the database key: passphrase and device secret make a key that wraps it, bound to its record."""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from msk_desk.domain.errors import WrongCode

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
PURPOSE = b"msk-desk profile key, version 1"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs. `memory` in KiB.

    Source: RFC 9106 section 4 (second recommended option: 64 MiB, 3 passes, 4 lanes).
    """

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


BOUND_COST = Cost()
UNBOUND_COST = Cost(memory=256 * 1024)
"""Where nothing but the code protects the key, a guess costs four times the memory."""


def wrapping_key(code: str, salt: bytes, device_secret: str, cost: Cost) -> bytes:
    """The 32-byte key that a code and this computer's secret ("" for none) make together."""
    stretched = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    ).derive(code.encode("utf-8"))
    joined = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=PURPOSE)
    return joined.derive(stretched + device_secret.encode("ascii"))


def wrap(key: bytes, wrapping: bytes, fields: Mapping[str, Any]) -> str:
    """The database key, encrypted and tied to the fields of its record."""
    nonce = os.urandom(NONCE_BYTES)
    return b64encode(nonce + AESGCM(wrapping).encrypt(nonce, key, bound_text(fields))).decode("ascii")


def unwrap(wrapped: str, wrapping: bytes, fields: Mapping[str, Any]) -> bytes:
    """The database key again.

    Raises:
        WrongCode: the code is not this one, or the record was changed or moved.
    """
    try:
        data = b64decode(wrapped, validate=True)
        return AESGCM(wrapping).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], bound_text(fields))
    except (InvalidTag, ValueError) as error:
        raise WrongCode() from error


def bound_text(fields: Mapping[str, Any]) -> bytes:
    """The fields of a record as bytes that are the same however the file was written."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")
