"""The services that take referrals in, over the open store."""

from __future__ import annotations

from typing import Any

from msk_desk.content.libraries import Forms as ShippedForms
from msk_desk.content.libraries import Scope as ScopeRules
from msk_desk.domain.bank_holidays import is_bank_holiday
from msk_desk.fhir.referral_bundle import read_referrals
from msk_desk.services.forms import Forms
from msk_desk.services.matching import Matching
from msk_desk.services.referral_files import ReferralFiles
from msk_desk.services.referrals import Referrals
from msk_desk.services.saving import Saver
from msk_desk.services.waiting import Waiting
from msk_desk.wiring.late import LatePorts


def referring(ports: LatePorts, waiting: Waiting, saver: Saver) -> dict[str, Any]:
    """Each service by its name in the office."""
    matching = Matching(ports.finder, ports.look_alikes, saver)
    referrals = Referrals(waiting, ScopeRules(), Forms(ShippedForms(), ports.forms), is_bank_holiday, saver)
    return {
        "matching": matching,
        "referrals": referrals,
        "referral_files": ReferralFiles(read_referrals, matching, referrals, ports.settings, saver),
    }
