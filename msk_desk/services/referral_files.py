"""Referrals that come as files: each is matched and saved, or refused with its reason; none is lost."""

from __future__ import annotations

import json
import os
import time
import uuid
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from msk_desk.domain.errors import BadInput, DiskFull, MskDeskError
from msk_desk.domain.incoming import KNOWN_ALREADY, REFUSED, TAKEN, FileOutcome, Incoming
from msk_desk.domain.pathways import Referral
from msk_desk.domain.people import Patient
from msk_desk.domain.referring import NewReferral, referral_of, same_area
from msk_desk.services.exact_json import NotJson, loads, plain
from msk_desk.services.matching import EDITORS, Matching
from msk_desk.services.ports import Settings
from msk_desk.services.referrals import Referrals
from msk_desk.services.saving import Saver

FOLDER, LOG = "referrals/folder", "referrals/files"
"""Settings: the folder that is looked at, and what became of the last files."""
KEPT = 200
TAKEN_IN, TURNED_DOWN, IN_HAND = "taken", "refused", "in-hand"
STILL_WRITTEN = 3.0
"""Seconds after its last change during which a file that is no JSON may still be on its way."""
LEFT_BEHIND = 600.0
"""Seconds after which a file in hand was left by a program that stopped."""
TOGETHER = 3_000_000
"""Bytes of attachments above which they are saved before the referral, each on its own."""
Reads = Callable[[Mapping[str, Any], str], tuple[Incoming, ...]]


class ReferralFiles:
    """Takes files one by one, or whatever lies in the watched folder."""

    def __init__(
        self, reads: Reads, matching: Matching, referrals: Referrals, settings: Settings, saver: Saver
    ) -> None:
        self._reads = reads
        self._matching = matching
        self._referrals = referrals
        self._settings = settings
        self._saver = saver

    @property
    def folder(self) -> str:
        """The watched folder, or empty."""
        return self._settings.get(FOLDER)

    def watch(self, folder: str) -> None:
        """Look at another folder from now on; an empty name looks at none.

        Raises:
            BadInput: there is no such folder, or it cannot be written to.
        """
        self._saver.access.require(*EDITORS)
        place = Path(folder).expanduser()
        if folder.strip() and not (place.is_dir() and os.access(place, os.W_OK)):
            raise BadInput("There is no such folder that can be written to.", advice="Check the name and try again.")
        self._settings.put(FOLDER, str(place) if folder.strip() else "")

    def outcomes(self) -> tuple[FileOutcome, ...]:
        """What became of the last files, newest first."""
        self._saver.access.require(*EDITORS)
        kept = self._settings.get(LOG)
        return tuple(FileOutcome(**each) for each in json.loads(kept)) if kept else ()

    def take_paths(self, paths: Iterable[Path]) -> tuple[FileOutcome, ...]:
        """Take files that somebody chose; they stay where they are."""
        self._saver.access.require(*EDITORS)
        found = tuple(outcome for path in paths for outcome in self._take(path.name, path.read_bytes()))
        self._note(found)
        return found

    def look(self) -> tuple[FileOutcome, ...]:
        """Take whatever lies in the watched folder; a folder that is not there now is looked at again later."""
        self._saver.access.require(*EDITORS)
        folder = Path(self.folder) if self.folder else None
        if folder is None or not folder.is_dir():
            return ()
        found: list[FileOutcome] = []
        for path in _waiting(folder):
            claimed = _claim(folder, path)
            if claimed is not None:
                found += self._take_in(folder, claimed)
        self._note(found)
        return tuple(found)

    def again(self, name: str) -> None:
        """A file that was refused is looked at once more, after it was mended or its cause is gone.

        Raises:
            BadInput: it is not there.
        """
        self._saver.access.require(*EDITORS)
        folder = Path(self.folder)
        refused = folder / TURNED_DOWN / Path(name).name
        if not self.folder or not refused.is_file():
            raise BadInput("That file is not in the folder of refused files.", advice="Look at the folder.")
        refused.with_name(f"{refused.name}.reason.txt").unlink(missing_ok=True)
        refused.replace(_free(folder / refused.name))

    def _take_in(self, folder: Path, claimed: Path) -> list[FileOutcome]:
        """One file in hand: taken, refused, or put back when this computer cannot save now."""
        try:
            found = self._take(claimed.name, claimed.read_bytes())
        except (DiskFull, OSError):
            claimed.replace(_free(folder / claimed.name))
            raise
        refused = next((each for each in found if each.status == REFUSED), None)
        if refused is not None and _on_its_way(claimed, refused):
            claimed.replace(_free(folder / claimed.name))
            return []
        place = _free(_made(folder / (TURNED_DOWN if refused is not None else TAKEN_IN)) / claimed.name)
        if refused is not None:
            place.with_name(f"{place.name}.reason.txt").write_text(refused.reason + "\n", encoding="utf-8")
        claimed.replace(place)
        return list(found)

    def _take(self, name: str, data: bytes) -> tuple[FileOutcome, ...]:
        at = self._saver.now().isoformat(timespec="seconds")
        try:
            bundle = plain(loads(data))
            if not isinstance(bundle, dict):
                raise BadInput("The file is not a FHIR Bundle.")
            incoming = self._reads(bundle, self._referrals.today().isoformat())
            return tuple(replace(self._save(each), name=name, at=at) for each in incoming)
        except NotJson as problem:
            return (FileOutcome(name, REFUSED, at, f"The file is {problem}."),)
        except DiskFull:
            raise
        except MskDeskError as problem:
            return (FileOutcome(name, REFUSED, at, f"{problem.detail or problem.title} {problem.advice}".strip()),)
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
            return (FileOutcome(name, REFUSED, at, "The file is not built as FHIR says."),)

    def _save(self, incoming: Incoming) -> FileOutcome:
        """One referral: for the one record that fits for certain, else for somebody new."""
        referral_id = _same_id(incoming.key)
        here = self._saver.records.read(Referral, referral_id)
        if here is not None:
            return FileOutcome("", KNOWN_ALREADY, referral_id=referral_id, patient_id=here.patient_id)
        sure = self._matching.certain(incoming.patient)
        others = () if sure is not None else self._matching.look_alikes(incoming.patient)
        patient = sure or incoming.patient
        new = replace(incoming.referral, practice_id=self._practice(incoming.practice))
        urgent = any(each.at_once for each in self._referrals.check(f"{new.reason}\n{new.note}"))
        if urgent and new.priority == "routine":
            new = replace(new, priority="urgent")  # on doubt it goes up, and a clinician puts it right
        known = self._referrals.known(patient.id) if sure is not None else None
        now = self._saver.now().isoformat(timespec="milliseconds")
        referral = referral_of(new, referral_id, patient.id, now)
        self._store(patient, referral, new, register=sure is None)
        return FileOutcome(
            "", TAKEN, referral_id=referral_id, patient_id=patient.id, matched=sure is not None, alike=len(others),
            urgent=urgent, young=self._referrals.age(patient.born).state == "under",
            records=2 + (sure is None) + len(new.attachments),
            open=known is not None and any(same_area(each, new) for each in known.open_pathways),
        )  # fmt: skip

    def _store(self, patient: Patient, referral: Referral, new: NewReferral, *, register: bool) -> None:
        """Heavy attachments go first, each alone: the service takes no unit larger than it says."""
        if sum(len(each.data) for each in new.attachments) > TOGETHER:
            for each in new.attachments:
                document = replace(each, patient_id=patient.id, about_id=referral.id)
                self._saver.save("Document of a referral", document)
            new = replace(new, attachments=())
        self._referrals.store(patient, referral, new, register=register)

    def _practice(self, name: str) -> str:
        wanted = name.casefold().strip()
        return next((each.id for each in self._referrals.practices() if each.name.casefold() == wanted), "")

    def _note(self, found: Iterable[FileOutcome]) -> None:
        new = [asdict(each) for each in found]
        if new:
            kept = [asdict(each) for each in self.outcomes()]
            self._settings.put(LOG, json.dumps([*reversed(new), *kept][:KEPT]))


def _same_id(key: str) -> str:
    """The same id whenever and wherever the same referral comes."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, key))


def _waiting(folder: Path) -> list[Path]:
    """Files to take, oldest first; those that a stopped program left in hand are taken up again."""
    left = [path for path in (folder / IN_HAND).glob("*") if _renamed_ago(path) > LEFT_BEHIND]
    here = [path for path in folder.iterdir() if path.is_file() and path.suffix.lower() == ".json"]
    return sorted([*left, *here], key=_age, reverse=True)


def _claim(folder: Path, path: Path) -> Path | None:
    """Take a file in hand by renaming it, which only one computer can do; None when another was first."""
    claimed = _free(_made(folder / IN_HAND) / path.name) if path.parent.name != IN_HAND else path
    with suppress(FileNotFoundError):
        path.rename(claimed)
        return claimed
    return None


def _on_its_way(path: Path, refused: FileOutcome) -> bool:
    return "not JSON" in refused.reason and _age(path) < STILL_WRITTEN


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _renamed_ago(path: Path) -> float:
    try:
        return time.time() - path.stat().st_ctime
    except OSError:
        return 0.0


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


def _free(path: Path) -> Path:
    """The path, or one beside it that nothing has yet: an earlier file of the same name is never written over."""
    at, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem} ({at}){path.suffix}")
        at += 1
    return free
