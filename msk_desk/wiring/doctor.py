"""Everything that can be wrong with a computer, looked at without changing anything."""

from __future__ import annotations

import importlib
from pathlib import Path

import httpx2

from msk_desk.domain.errors import BadInput
from msk_desk.platform.checks import Check, check_computer
from msk_desk.platform.trust import authorities
from msk_desk.wiring.office import now


def examine(folder: Path, central: str, certificates: str = "") -> tuple[Check, ...]:
    """All checks of this computer for the profile in a folder."""
    checks = (_windows(), _encryption(), *check_computer(folder, now))
    return (*checks, look_for_service(central, certificates)) if central else checks


def _windows() -> Check:
    """Whether Qt's libraries can be loaded."""
    try:
        version = (
            importlib.import_module("PySide6.QtWidgets").__name__ and importlib.import_module("PySide6").__version__
        )
    except ImportError as error:
        advice = "Install the system libraries that Qt needs: make setup does."
        return Check("Windows (Qt)", False, f"cannot be loaded: {error.msg}", advice)
    return Check("Windows (Qt)", True, f"Qt {version}")


def _encryption() -> Check:
    """Whether what is stored here is really encrypted."""
    name = "Encryption"
    try:
        from db.local.encryption import try_encryption
    except ImportError as error:
        return Check(name, False, f"SQLCipher cannot be loaded: {error.msg}", "Install MSK Desk again.")
    found = try_encryption()
    if not found.sound:
        return Check(name, False, "files would not be encrypted", "Do not use this computer; install MSK Desk again.")
    return Check(name, True, f"SQLCipher {found.version}")


def look_for_service(central: str, certificates: str) -> Check:
    """Whether the service answers and speaks FHIR R4."""
    name = "Central service"
    try:
        with httpx2.Client(timeout=10, verify=authorities(certificates)) as http:
            answer = http.get(f"{central}/metadata", headers={"Accept": "application/fhir+json"})
        version = str(answer.raise_for_status().json().get("fhirVersion", ""))
    except BadInput as error:
        return Check(name, False, error.detail, error.advice)
    except (httpx2.HTTPError, ValueError) as error:
        return Check(name, False, f"does not answer ({type(error).__name__})", "Work offline; check the network.")
    if not version.startswith("4.0"):
        return Check(name, False, f"speaks FHIR {version or 'unknown'}", "MSK Desk needs a FHIR R4 (4.0) service.")
    return Check(name, True, f"answers, FHIR {version}")
