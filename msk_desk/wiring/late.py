"""Ports that stand for a store which is not open yet: services are built once, profiles open and close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from msk_desk.domain.errors import NotSignedIn

if TYPE_CHECKING:  # the unlock page waits for this module
    from db.local.opening import LocalStore
    from msk_desk.platform.kept_papers import KeptPapers
    from msk_desk.services import ports
    from msk_desk.services.fallback import PaperShelf
    from msk_desk.services.paper_ports import LetterQueue
    from msk_desk.services.triage_ports import TriageLists


class Opened:
    """The store that is open now, or none."""

    def __init__(self) -> None:
        self._store: LocalStore | None = None

    @property
    def is_open(self) -> bool:
        """Whether a store is open."""
        return self._store is not None

    @property
    def store(self) -> LocalStore:
        """The open store.

        Raises:
            NotSignedIn: none is.
        """
        if self._store is None:
            raise NotSignedIn()
        return self._store

    @property
    def shelf(self) -> KeptPapers:
        """Where this person's papers are kept, beside the store and under its key.

        Raises:
            NotSignedIn: no store is open.
        """
        from msk_desk.platform.kept_papers import KeptPapers

        work = self.store.files.work
        return KeptPapers(work.path.parent, work.key)

    def take(self, store: LocalStore) -> None:
        """Use a store from now on; an earlier one is closed."""
        self.let_go()
        self._store = store

    def let_go(self) -> None:
        """Close the store, if one is open."""
        if self._store is not None:
            self._store.close()
            self._store = None


class _Late:
    """One port of whatever store is open when it is asked."""

    def __init__(self, opened: Opened, name: str) -> None:
        self._opened = opened
        self._name = name

    def __getattr__(self, verb: str) -> Any:
        return getattr(getattr(self._opened.store, self._name), verb)


class _LateShelf:
    """The kept papers of whatever store is open when they are asked for."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def __getattr__(self, verb: str) -> Any:
        return getattr(self._opened.shelf, verb)


class LatePorts:
    """Every port of the local store, usable before one is open."""

    def __init__(self, opened: Opened) -> None:
        self.records = cast("ports.Records", _Late(opened, "records"))
        self.finder = cast("ports.PatientFinder", _Late(opened, "finder"))
        self.look_alikes = cast("ports.LookAlikes", _Late(opened, "look_alikes"))
        self.clinics = cast("ports.ClinicLists", _Late(opened, "clinics"))
        self.sessions = cast("ports.Sessions", _Late(opened, "sessions"))
        self.diary = cast("ports.DiaryLists", _Late(opened, "diary"))
        self.holdings = cast("ports.Holdings", _Late(opened, "holdings"))
        self.measures = cast("ports.MeasureFacts", _Late(opened, "measures"))
        self.lists = cast("ports.ListRows", _Late(opened, "lists"))
        self.triage = cast("TriageLists", _Late(opened, "triage"))
        self.timelines = cast("ports.Timelines", _Late(opened, "timelines"))
        self.drafts = cast("ports.Drafts", _Late(opened, "drafts"))
        self.settings = cast("ports.Settings", _Late(opened, "settings"))
        self.sync_states = cast("ports.SyncStates", _Late(opened, "sync_states"))
        self.audit = cast("ports.AuditTrail", _Late(opened, "audit"))
        self.whole = cast("ports.WholeResources", _Late(opened, "whole"))
        self.letters_wanted = cast("LetterQueue", _Late(opened, "letters_wanted"))
        self.shelf = cast("PaperShelf", _LateShelf(opened))
        self.forms = cast("ports.StoredForms", _Late(opened, "forms"))
