"""This computer's secret in the operating system's credential store, by keyring, from stores that we trust."""

from __future__ import annotations

import secrets
from base64 import b64encode
from typing import Any, Protocol

from msk_desk.domain.errors import EnvironmentUnfit

SECRET_BYTES = 32
ACCOUNT = "device"
TRUSTED = frozenset(
    {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
    }
)
"""Never a file in clear, never a plug-in that calls itself a keyring."""


class DeviceSecrets(Protocol):
    """Keeps one short secret by name."""

    def read(self, name: str) -> str | None:
        """The secret, or None when there is none of this name."""

    def make(self, name: str) -> str | None:
        """A new secret, kept; None when this computer has no credential store that we trust."""

    def forget(self, name: str) -> None:
        """Remove a secret."""

    def describe(self) -> str:
        """The name of the store, "" for none."""


class CredentialStore:
    """The operating system's store, when it has one that we trust."""

    def __init__(self, backend: Any = None) -> None:
        self._backend = backend if backend is not None else trusted_backend()

    def read(self, name: str) -> str | None:
        """The secret, or None when there is none of this name.

        Raises:
            EnvironmentUnfit: the store is there but does not answer.
        """
        if self._backend is None:
            return None
        try:
            found = self._backend.get_password(name, ACCOUNT)
        except Exception as error:
            raise EnvironmentUnfit("The credential store of this computer does not answer.") from error
        return str(found) if found else None

    def make(self, name: str) -> str | None:
        """A new secret of 44 characters, kept and read back; None without a store that works."""
        if self._backend is None:
            return None
        secret = b64encode(secrets.token_bytes(SECRET_BYTES)).decode("ascii")
        try:
            self._backend.set_password(name, ACCOUNT, secret)
            kept = self._backend.get_password(name, ACCOUNT)
        except Exception:
            return None
        return secret if kept == secret else None

    def forget(self, name: str) -> None:
        """Remove a secret; one that is not there is no fault."""
        if self._backend is not None:
            from keyring.errors import KeyringError

            try:
                self._backend.delete_password(name, ACCOUNT)
            except KeyringError:
                return

    def describe(self) -> str:
        """The name of the store, "" for none."""
        return path_of(self._backend) if self._backend is not None else ""


def path_of(backend: Any) -> str:
    """Where the class of a backend is defined."""
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def trusted_backend() -> Any:
    """The best backend of keyring that we trust, or None. What a user configured is not asked."""
    from keyring.backend import get_all_keyring

    found = [backend for backend in get_all_keyring() if path_of(backend) in TRUSTED]
    best = max(found, key=lambda backend: float(backend.priority), default=None)
    if best is not None and path_of(best).startswith("keyring.backends.Windows"):
        # The default roams with the domain profile; the secret must stay on this computer.
        setattr(best, "persist", "local machine")  # noqa: B010 - only this backend has it
    return best
