"""Forms that a service makes itself: brought in as a file, looked at, put in use, retired; for administrators."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from msk_desk.domain.errors import BadInput
from msk_desk.domain.form_catalogue import FormEntry, FormKind, FormStatus, Origin, contexts, entry_of
from msk_desk.domain.records import Changes, Ref
from msk_desk.domain.roles import Role
from msk_desk.forms.check import check_questionnaire
from msk_desk.services.comparing import same_content
from msk_desk.services.exact_json import NotJson, loads, plain
from msk_desk.services.forms import Forms
from msk_desk.services.ports import Drafts, WholeResources
from msk_desk.services.resource_checks import reason_to_refuse
from msk_desk.services.saving import Saver

MOST_BYTES = 8 * 1024 * 1024
PROM = "https://msk-desk.example/fhir/Questionnaire/prom-"
"""Wording of instruments comes in packs, whose licence is confirmed."""
_READERS = (Role.ADMINISTRATOR, Role.TEAM_LEAD)
Faults = Callable[[Mapping[str, Any]], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A Questionnaire that was read from a file and looked through; nothing is stored yet.

    `refusals` keep it from being used, each saying what to change; `unsupported` are parts that will not be drawn
    or calculated, named exactly; `known` is the status of the same version that is there already, or empty.
    """

    file: str
    questionnaire: Mapping[str, Any]
    entry: FormEntry
    items: int = 0
    unsupported: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    known: str = ""


class ServiceForms:
    """What an administrator does with forms; team leads may look."""

    def __init__(self, forms: Forms, whole: WholeResources, drafts: Drafts, saver: Saver, faults: Faults) -> None:
        self._forms = forms
        self._whole = whole
        self._drafts = drafts
        self._saver = saver
        self._faults = faults

    def versions(self) -> tuple[FormEntry, ...]:
        """Every version of every form that can be chosen, by title and version."""
        self._saver.access.require(*_READERS)
        known = (entry for entry in self._forms.versions() if entry.kind is not FormKind.PART)
        shown = (entry for entry in known if not entry.canonical.startswith(PROM))
        return tuple(sorted(shown, key=lambda entry: (entry.title.casefold(), entry.canonical, entry.version)))

    def read(self, key: str) -> Mapping[str, Any]:
        """One version by `canonical|version`.

        Raises:
            BadInput: there is none.
        """
        self._saver.access.require(*_READERS)
        return self._forms.read(key)

    def drafts_of(self, key: str) -> int:
        """How many drafts on this computer, of whoever uses this store, were begun with a version."""
        return sum(draft.subject == key for draft in self._drafts.every())

    def look_at(self, path: Path) -> Candidate:
        """Read a file and look it through; nothing is stored.

        Raises:
            BadInput: it cannot be read, or holds no Questionnaire.
        """
        self._saver.access.require(Role.ADMINISTRATOR)
        questionnaire = _questionnaire(path)
        return self._judged(path.name, _identified(questionnaire, self._saver.now().date().isoformat()))

    def bring_in(self, candidate: Candidate, kind: FormKind, areas: Sequence[str]) -> Changes:
        """Store a candidate as a draft version that only administrators see.

        Raises:
            BadInput: there are reasons to refuse it, or this version is there with other content.
        """
        self._saver.access.require(Role.ADMINISTRATOR)
        if candidate.refusals:
            raise BadInput(candidate.refusals[0], advice="Change the file and choose it again. Nothing was stored.")
        form = {**candidate.questionnaire, "status": str(FormStatus.DRAFT)}
        form["useContext"] = [*_other_contexts(form), *contexts(kind, areas)]
        return self._store(form, f"Form {candidate.entry.title} brought in")

    def activate(self, key: str) -> Changes:
        """Put a version in use for new work; another version of the form is retired, and drafts keep theirs."""
        self._saver.access.require(Role.ADMINISTRATOR)
        chosen = dict(self._forms.read(key))
        today = self._saver.now().date().isoformat()
        changed = [{**chosen, "status": str(FormStatus.ACTIVE), "approvalDate": today}]
        for entry in self._forms.versions():
            other = entry.canonical == chosen.get("url") and entry.key != key and entry.status is FormStatus.ACTIVE
            if other and entry.origin is Origin.SERVICE:
                changed.append({**self._forms.read(entry.key), "status": str(FormStatus.RETIRED)})
        return self._store_all(changed, f"Form {entry_of(chosen, Origin.SERVICE).title} put in use")

    def retire(self, key: str) -> Changes:
        """Take a version out of use; drafts and signed answers keep it."""
        self._saver.access.require(Role.ADMINISTRATOR)
        form = self._forms.read(key)
        title = entry_of(form, Origin.SERVICE).title
        return self._store({**form, "status": str(FormStatus.RETIRED)}, f"Form {title} retired")

    # Storing

    def _store(self, form: Mapping[str, Any], what: str) -> Changes:
        return self._store_all([form], what)

    def _store_all(self, forms: Sequence[Mapping[str, Any]], what: str) -> Changes:
        named = [{**form, "id": form_id(str(form["url"]), str(form["version"]))} for form in forms]
        self._whole.store_whole(named, self._saver.access.actor, what)
        return Changes(frozenset(Ref("Questionnaire", form["id"]) for form in named))

    # Looking through

    def _judged(self, file: str, form: Mapping[str, Any]) -> Candidate:
        found = check_questionnaire(dict(form))
        refusals = [reason_to_refuse(plain(form)), *(_said(one) for one in found["problems"])]
        entry = replace(entry_of(form, Origin.SERVICE), status=FormStatus.DRAFT)
        if entry.canonical.startswith(PROM):
            refusals.append(
                "This is the wording of an instrument: bring it in as a pack, where its licence is confirmed."
            )
        known = next((one for one in self._forms.versions() if one.key == entry.key), None)
        if known is not None and not _says_the_same(self._forms.read(entry.key), form):
            refusals.append(
                f"Version {entry.version} is there with other content: give the changed form a new version."
            )
        if not any(refusals):
            refusals += self._faults(plain(form))
        unsupported = tuple(f"{one['linkId'] or 'the form'}: {one['what']}" for one in found["unsupported"])
        notes = tuple(_missing(form))
        status = str(known.status) if known is not None else ""
        said = tuple(dict.fromkeys(one for one in refusals if one))
        return Candidate(file, form, entry, found["items"], unsupported, said, notes, status)


def form_id(url: str, version: str) -> str:
    """The id of a version: the same wherever it is brought in, so that it never stands twice."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{url}|{version}"))


def _questionnaire(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(f"{path.name} is larger than any form should be.", advice="Choose a Questionnaire file.")
        found = _decimals(loads(path.read_bytes()))
    except OSError as problem:
        raise BadInput(f"{path.name} cannot be read: {problem.strerror}.", advice="Check the file.") from problem
    except NotJson as problem:
        raise BadInput(f"{path.name} is {problem}.", advice="Choose a FHIR Questionnaire in JSON.") from problem
    if not isinstance(found, dict) or found.get("resourceType") != "Questionnaire":
        raise BadInput(f"{path.name} is not a FHIR Questionnaire.", advice="Choose a FHIR Questionnaire in JSON.")
    return found


def _identified(form: dict[str, Any], today: str) -> dict[str, Any]:
    """A form with an identity of its own; one made without gets it from its name and today's date."""
    name = str(form.get("name") or form.get("title") or form.get("id") or "form")
    slug = "".join(letter if letter.isalnum() else "-" for letter in name.casefold()).strip("-")[:60]
    identity = {"url": form.get("url") or f"urn:msk-desk:form:{slug}", "version": form.get("version") or today}
    return {**form, **{name: str(value) for name, value in identity.items()}}


def _decimals(value: Any) -> Any:
    """Numbers with a decimal point as Decimals, as the form engine wants them."""
    if isinstance(value, dict):
        return {key: _decimals(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_decimals(part) for part in value]
    return Decimal(str(getattr(value, "text", value))) if isinstance(value, float) else value


_STANDING = ("id", "meta", "status", "useContext", "approvalDate", "extension")


def _says_the_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two forms ask the same, whatever their standing."""
    left, right = ({k: plain(v) for k, v in form.items() if k not in _STANDING} for form in (one, other))
    return same_content(left, right)


def _other_contexts(form: Mapping[str, Any]) -> list[Any]:
    """What a form says of its use beside kind and areas, which the administrator chooses."""
    entry = entry_of(form, Origin.SERVICE)
    ours = contexts(entry.kind, entry.areas)
    return [context for context in form.get("useContext") or () if context not in ours]


def _said(problem: Mapping[str, str]) -> str:
    return f"{problem['linkId']}: {problem['message']}" if problem["linkId"] else problem["message"]


def _missing(form: Mapping[str, Any]) -> list[str]:
    """What a form does not say about itself that those who use it may ask."""
    asked = {"publisher": "who publishes it", "date": "its date", "effectivePeriod": "when it is to be looked at again"}
    return [words for name, words in asked.items() if not form.get(name)]
