"""Phrases: a person's own, the service's shared ones and those that ship; added, changed, removed, brought back."""

from __future__ import annotations

import json
from dataclasses import replace

from msk_desk.domain.errors import BadInput, Refused
from msk_desk.domain.phrases import LONGEST_TEXT, Phrase, SharedPhrase, Shelf, name_fault, tidy_name
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from msk_desk.services.ports import PhraseLibrary, Settings
from msk_desk.services.saving import Saver

_FAULTS = {
    "empty": "A phrase needs a name.",
    "long": "The name is too long.",
    "letters": "A name has small letters, numbers and hyphens.",
}
_SHARERS = (Role.TEAM_LEAD, Role.ADMINISTRATOR)


class Phrases:
    """Personal phrases are kept in this profile's encrypted settings, shared ones travel to every computer."""

    def __init__(self, shipped: PhraseLibrary, settings: Settings, saver: Saver) -> None:
        self._shipped = shipped
        self._settings = settings
        self._saver = saver

    def every(self) -> tuple[Phrase, ...]:
        """All that the person may use, their own first, each shelf by name."""
        shared = [
            Phrase(one.id, one.name, one.text, Shelf.SHARED)
            for one in self._saver.records.every(SharedPhrase)
            if one.status == "active"
        ]
        shelves = (self._own(), shared, self._shipped.every())
        return tuple(one for shelf in shelves for one in sorted(shelf, key=_by_name))

    def may_share(self) -> bool:
        """Whether the person writes phrases for the whole service."""
        return self._saver.access.actor.role in _SHARERS

    def keep(self, phrase: Phrase) -> Changes:
        """Add a phrase, or change one that is there by its id; without an id it is a new one.

        Raises:
            BadInput: name or text will not do, or the name is taken on that shelf.
            Refused: it is shared and the person does not write shared ones, or it ships.
        """
        actor = self._saver.access.actor
        name = tidy_name(phrase.name)
        fault = name_fault(name)
        if fault:
            raise BadInput(_FAULTS[fault], advice="Type a short name such as knee-normal.")
        if not phrase.text.strip() or len(phrase.text) > LONGEST_TEXT:
            raise BadInput("A phrase needs a text of up to 4,000 letters.", advice="Type what it is to stand for.")
        self._require_writable(phrase)
        for other in self.every():
            if (other.name, other.shelf) == (name, phrase.shelf) and other.id != phrase.id:
                raise BadInput(f"There is a phrase /{name} already.", advice="Choose another name, or change that one.")
        kept = replace(phrase, id=phrase.id or self._saver.new_id(), name=name)
        if kept.shelf is Shelf.PERSONAL:
            self._store([*(one for one in self._own() if one.id != kept.id), kept])
            return Changes()
        shared = SharedPhrase(kept.id, name, kept.text, self._saver.now(), actor.staff_id)
        return self._saver.save(f"Phrase /{name} kept", shared)

    def remove(self, phrase: Phrase) -> Changes:
        """Take a phrase away; `keep` of the same phrase brings it back.

        Raises:
            Refused: it ships with the program, or is shared and the person does not write shared ones.
        """
        self._require_writable(phrase)
        if phrase.shelf is Shelf.PERSONAL:
            self._store([one for one in self._own() if one.id != phrase.id])
            return Changes()
        stored = self._saver.records.read(SharedPhrase, phrase.id)
        if stored is None or stored.status != "active":
            return Changes()
        retired = replace(stored, status="retired", changed=self._saver.now())
        return self._saver.save(f"Phrase /{phrase.name} removed", retired)

    def _require_writable(self, phrase: Phrase) -> None:
        if phrase.shelf is Shelf.SHIPPED:
            raise Refused(
                "Phrases that come with the program do not change.",
                advice="Make one of your own with the same name: it is used instead.",
            )
        if phrase.shelf is Shelf.SHARED and not self.may_share():
            raise Refused("Shared phrases are written by team leads and administrators.")

    def _own(self) -> list[Phrase]:
        kept = json.loads(self._settings.get(self._key(), "[]"))
        return [Phrase(str(one["id"]), str(one["name"]), str(one["text"])) for one in kept]

    def _store(self, phrases: list[Phrase]) -> None:
        kept = [{"id": one.id, "name": one.name, "text": one.text} for one in phrases]
        self._settings.put(self._key(), json.dumps(kept, ensure_ascii=False))

    def _key(self) -> str:
        """One list for each person who uses this computer."""
        return f"phrases/{self._saver.access.actor.staff_id}"


def _by_name(phrase: Phrase) -> str:
    return phrase.name
