"""Lists of patients, built for the office."""

from __future__ import annotations

from typing import Any

from msk_desk.content.libraries import Services as ServiceList
from msk_desk.content.texts import Texts
from msk_desk.documents.maker import PaperMaker
from msk_desk.domain.bank_holidays import is_bank_holiday
from msk_desk.services.due import DueMeasures
from msk_desk.services.list_actions import ListActions
from msk_desk.services.list_papers import ListPapers
from msk_desk.services.lists import Lists
from msk_desk.services.mastheads import Mastheads
from msk_desk.services.pathway_clocks import PathwayClocks
from msk_desk.services.saving import Saver
from msk_desk.services.waiting import Waiting
from msk_desk.wiring.late import LatePorts


def list_services(
    ports: LatePorts, due: DueMeasures, papers: PaperMaker, mastheads: Mastheads, texts: Texts, saver: Saver
) -> dict[str, Any]:  # fmt: skip
    """The services, by the names that the office knows them by."""
    waiting = Waiting(ServiceList(), saver)
    return {
        "lists": Lists(ports.lists, due, waiting, is_bank_holiday, ports.settings, texts, saver),
        "list_papers": ListPapers(papers, mastheads, texts, saver),
        "list_actions": ListActions(texts, saver),
        "pathway_clocks": PathwayClocks(waiting, saver),
    }
