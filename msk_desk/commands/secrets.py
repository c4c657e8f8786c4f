"""Secrets for commands: from a prompt, an environment variable or a file descriptor, never from an argument."""

from __future__ import annotations

import getpass
import os
import sys

from msk_desk.domain.errors import BadInput

UNLOCK_VARIABLE = "MSK_DESK_UNLOCK_CODE"
PASSWORD_VARIABLE = "MSK_DESK_PASSWORD"


def ask_secret(prompt: str, variable: str, descriptor: int | None = None) -> str:
    """A secret.

    Raises:
        BadInput: there is nobody to ask and nothing was given.
    """
    if descriptor is not None:
        return _line_from(descriptor)
    found = os.environ.get(variable)
    if found:
        return found
    if not sys.stdin.isatty():
        raise BadInput("A secret is needed and nobody can be asked.", advice=f"Set {variable}.")
    return getpass.getpass(prompt)


def forget_secrets() -> None:
    """Take the secrets out of the environment before other processes are started: they would inherit them."""
    for variable in (UNLOCK_VARIABLE, PASSWORD_VARIABLE):
        os.environ.pop(variable, None)


def _line_from(descriptor: int) -> str:
    try:
        with os.fdopen(descriptor, encoding="utf-8") as given:
            return given.readline().rstrip("\r\n")
    except (OSError, UnicodeError) as error:
        raise BadInput(f"Nothing can be read from descriptor {descriptor}.", advice="Check the number.") from error
