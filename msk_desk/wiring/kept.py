"""The papers for when everything fails: kept by the window's services and by the synchronising process alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msk_desk.platform.clock import now
from msk_desk.wiring.late import LatePorts, Opened

if TYPE_CHECKING:
    from db.local.opening import LocalStore
    from msk_desk.domain.roles import Actor
    from msk_desk.services.access import Access
    from msk_desk.services.blank_forms import BlankForms
    from msk_desk.services.fallback import Fallback
    from msk_desk.services.paper_ports import DocumentMaker
    from msk_desk.services.ports import Now, Words


def build_fallback(ports: LatePorts, access: Access, words: Words, papers: DocumentMaker, moment: Now) -> Fallback:
    """The service over whatever store is open."""
    from msk_desk.domain.bank_holidays import is_bank_holiday
    from msk_desk.services.clinic_papers import ClinicPapers
    from msk_desk.services.fallback import Fallback
    from msk_desk.services.mastheads import Mastheads

    lists = ClinicPapers(ports.clinics, ports.records, Mastheads(ports.records), words)
    return Fallback(lists, ports.shelf, papers, ports.audit, ports.sync_states, access, words, moment, is_bank_holiday)


def build_blank_forms(ports: LatePorts, access: Access, words: Words, papers: DocumentMaker, moment: Now) -> BlankForms:
    """Blank papers, with the service's name at their head."""
    from msk_desk.content.libraries import Forms as ShippedForms
    from msk_desk.services.blank_forms import BlankForms
    from msk_desk.services.clinic_papers import ClinicPapers
    from msk_desk.services.forms import Forms
    from msk_desk.services.mastheads import Mastheads

    lists = ClinicPapers(ports.clinics, ports.records, Mastheads(ports.records), words)
    return BlankForms(Forms(ShippedForms(), ports.forms), lists, papers, access, moment)


def keeper_of(store: LocalStore, actor: Actor, *, anew: bool = False) -> Callable[[], int]:
    """What a synchronisation does at its end: keep the papers right. It answers how many were made anew.

    Nothing of papers is loaded before it is called, so that the process starts as fast as without.
    """

    def keep() -> int:
        from msk_desk.content.texts import Texts
        from msk_desk.documents.maker import PaperMaker
        from msk_desk.services.access import Access

        opened = Opened()
        opened.take(store)
        ports, texts = LatePorts(opened), Texts.load()
        access = Access(ports.audit, now)
        access.begin(actor)
        if not actor.role.sees_patients:
            return 0
        return build_fallback(ports, access, texts, PaperMaker(texts), now).refresh(anew=anew).made

    return keep
