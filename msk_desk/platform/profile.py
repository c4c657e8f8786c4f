"""A profile on this computer: which service it belongs to, which computer it is, and whose stores it holds."""

from __future__ import annotations

import json
import platform
import re
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

from msk_desk.domain.errors import BadInput
from msk_desk.platform.trust import service_address

FILE = "profile.json"
PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Profile:
    """What a profile knows of itself; nothing about patients, nothing secret.

    `central` is the FHIR base address of the service, empty for a profile that stands alone.
    """

    folder: Path
    device_id: str
    device_name: str
    central: str = ""
    site_name: str = ""
    certificates: str = ""

    def store_of(self, login: str) -> Path:
        """The folder of one person's store: two people never share a file."""
        safe = re.sub(r"[^a-z0-9._-]", "_", login.casefold())
        if not safe.strip("._"):
            raise BadInput("That is not a name to sign in with.", advice="Use letters and digits.")
        return self.folder / PEOPLE / safe

    def stores(self) -> tuple[Path, ...]:
        """The folders of everybody who has signed in here."""
        people = self.folder / PEOPLE
        return tuple(sorted(path for path in people.iterdir() if path.is_dir())) if people.is_dir() else ()


def create(folder: Path, central: str = "", site_name: str = "", certificates: str = "") -> Profile:
    """A new profile.

    Raises:
        BadInput: there is one in that folder, or the address of the service will not do.
    """
    address = service_address(central) if central else ""
    if (folder / FILE).exists():
        raise BadInput(f"There is a profile in {folder}.", advice="Choose another folder, or remove it first.")
    name = platform.node().split(".")[0] or "computer"
    made = Profile(folder, str(uuid.uuid4()), name, address, site_name, certificates)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stored = {key: value for key, value in asdict(made).items() if key != "folder"}
    (folder / FILE).write_text(json.dumps(stored, indent=1), encoding="utf-8")
    return made


def read(folder: Path) -> Profile:
    """The profile in a folder.

    Raises:
        BadInput: there is none, or its file cannot be read.
    """
    try:
        return Profile(folder, **json.loads((folder / FILE).read_text(encoding="utf-8")))
    except OSError as error:
        raise BadInput(f"There is no profile in {folder}.", advice="Make one: msk-desk profile create.") from error
    except (ValueError, TypeError) as error:
        raise BadInput(f"The profile in {folder} cannot be read.", advice="Restore it from its backup.") from error
