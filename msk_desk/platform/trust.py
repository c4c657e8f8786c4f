"""Which services are trusted: by TLS, or this computer itself."""

from __future__ import annotations

import ipaddress
import ssl
from urllib.parse import urlsplit

from msk_desk.domain.errors import BadInput


def authorities(certificates: str) -> ssl.SSLContext | bool:
    """What an HTTP client verifies with; `certificates` is the file of a private authority, "" for the usual ones.

    Raises:
        BadInput: the file is not there or holds no certificate.
    """
    if not certificates:
        return True
    try:
        return ssl.create_default_context(cafile=certificates)
    except OSError as error:  # ssl.SSLError is one
        raise BadInput(
            f"{certificates} is not a file of certificates.", advice="Ask your administrator for it."
        ) from error


def service_address(given: str) -> str:
    """The FHIR base address of a service without its last slash.

    Raises:
        BadInput: it is no web address, or passwords and records would travel in clear.
    """
    try:
        parts = urlsplit(given.strip())
        host = parts.hostname or ""
    except ValueError as error:
        raise BadInput("That is not the address of a service.", advice="Give https://… of its FHIR base.") from error
    if parts.scheme not in ("http", "https") or not host:
        raise BadInput("That is not the address of a service.", advice="Give https://… of its FHIR base.")
    if parts.scheme == "http" and not _is_this_computer(host):
        raise BadInput("Records would travel in clear to that address.", advice="Give an address with https://.")
    return given.strip().rstrip("/")


def _is_this_computer(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
