"""One small district, made once for all tests that only look at it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from msk_desk.district.district import District

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def district_resources() -> tuple[dict[str, Any], ...]:
    return tuple(District(today=TODAY, patients=900, seed=1).resources())
