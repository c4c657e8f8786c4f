"""Files sealed under the profile's key: whole or not there, and each bound to its own name."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from msk_desk.domain.errors import CacheDamaged, DiskFull, EnvironmentUnfit

PURPOSE = b"msk-desk sealed papers, version 1"
SUFFIX = ".sealed"
NONCE_BYTES = 12
_HALF = ".half"


class SealedFiles:
    """A folder of files under AES-256-GCM, with a key of its own that is derived from the profile's.

    A file that was moved to another's name, changed or cut does not open: its name is the associated data.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._cipher = AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(key))

    def names(self) -> tuple[str, ...]:
        """What is there."""
        return tuple(sorted(path.stem for path in self._folder.glob(f"*{SUFFIX}")))

    def write(self, name: str, data: bytes) -> None:
        """Replace a file by new content; on disk when this returns, and never half of it.

        Raises:
            DiskFull, EnvironmentUnfit: what was there before still is.
        """
        nonce = os.urandom(NONCE_BYTES)
        sealed = nonce + self._cipher.encrypt(nonce, data, _bound(name))
        # The window and the synchronising process may write the same file at the same moment.
        half = self._folder / f"{name}.{os.getpid()}-{os.urandom(4).hex()}{_HALF}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
                handle.write(sealed)
                handle.flush()
                os.fsync(handle.fileno())
            os.replace(half, self._folder / (name + SUFFIX))
        except PermissionError as error:
            raise EnvironmentUnfit("The folder of kept papers cannot be written.") from error
        except OSError as error:
            half.unlink(missing_ok=True)
            raise DiskFull("A paper could not be kept.") from error

    def read(self, name: str) -> bytes:
        """What was written under a name.

        Raises:
            CacheDamaged: it is gone, was changed or moved, or is sealed under another key.
        """
        try:
            sealed = (self._folder / (name + SUFFIX)).read_bytes()
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _bound(name))
        except (OSError, InvalidTag, ValueError) as error:
            raise CacheDamaged(
                "This paper cannot be opened.", advice="It is made anew at the next synchronisation."
            ) from error

    def remove(self, name: str) -> None:
        """Take a file away."""
        (self._folder / (name + SUFFIX)).unlink(missing_ok=True)

    def sweep(self, older_than: float) -> None:
        """Take away what a crash left half written, when it is older than a moment (seconds since 1970)."""
        for half in self._folder.glob(f"*{_HALF}"):
            if half.stat().st_mtime < older_than:
                half.unlink(missing_ok=True)


def _bound(name: str) -> bytes:
    return PURPOSE + b"\0" + name.encode()
