"""Whether this computer's SQLCipher really encrypts; the doctor asks."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from db.local.copies import opens
from db.local.engine import raw_connection

_WORDS = "nothing of this may be read"


@dataclass(frozen=True, slots=True)
class Encryption:
    """What was found: `version` of SQLCipher, "" for none; `sound` when a trial file could not be read."""

    version: str
    sound: bool


def try_encryption() -> Encryption:
    """Write a trial file under a random key and look for its words; nothing is left behind."""
    key = os.urandom(32)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trial.db"
        try:
            connection = raw_connection(path, key)
            version = connection.execute("PRAGMA cipher_version").fetchone()
            connection.execute("CREATE TABLE trial AS SELECT ? AS words", (_WORDS,))
            connection.close()
        except sqlcipher.Error:
            return Encryption("", False)
        clear = _WORDS.encode() in path.read_bytes()
        sound = bool(version) and not clear and opens(path, key) and not opens(path, os.urandom(32))
    return Encryption(str(version[0]) if version else "", sound)
