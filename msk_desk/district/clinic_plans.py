"""The roster of the district: clinic templates, from which every session of the diary comes, and some leave."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msk_desk.district.draws import fixed_id
from msk_desk.district.places import Places
from msk_desk.district.staff import Employee
from msk_desk.domain.clinic_templates import (
    ALTERNATE,
    ANY_KIND,
    EVERY_WEEK,
    MONTHLY,
    Break,
    ClinicTemplate,
    SlotLength,
)
from msk_desk.domain.leave import Leave
from msk_desk.domain.roles import Role

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
MORNING, AFTERNOON = 9 * 60, 13 * 60 + 30
LENGTH = 3 * 60 + 30
MODES = ("f2f", "telephone", "video")
_SERVICES = {"Podiatry": "podiatry", "Pain nursing": "pain", "Rheumatology nursing": "rheumatology"}


def service_of(clinician: Employee) -> str:
    """The code of the service whose clinics somebody holds."""
    return "esp" if Role.ESP in clinician.roles else _SERVICES.get(clinician.profession, "physiotherapy")


def roster(
    seed: int, first: date, sessions_a_day: int, clinicians: tuple[Employee, ...], places: Places
) -> list[ClinicTemplate]:
    """Weekly clinics of whole days, in turn; where not everybody has one each week, every other week."""
    a_day = min(len(clinicians), (sessions_a_day + 1) // 2)
    weeks = 1 if 5 * a_day >= len(clinicians) else 2
    monday = first - timedelta(days=first.weekday())
    made: list[ClinicTemplate] = []
    for turn in range(weeks * 5 * a_day):
        week, weekday, number = turn // (5 * a_day), turn // a_day % 5, turn % a_day
        clinician = clinicians[turn % len(clinicians)]
        begins = monday + timedelta(weeks=week)
        for half, start in enumerate((MORNING, AFTERNOON)):
            if 2 * number + half < sessions_a_day:
                key = fixed_id(seed, "clinic-template", f"{week} {weekday} {number} {half}")
                pattern = EVERY_WEEK if weeks == 1 else ALTERNATE
                made.append(_template(key, clinician, (weekday, start, pattern, begins), places))
    return made


def _template(key: str, clinician: Employee, when: tuple[int, int, str, date], places: Places) -> ClinicTemplate:
    weekday, start, pattern, begins = when
    esp = Role.ESP in clinician.roles
    half = "morning" if start == MORNING else "afternoon"
    return ClinicTemplate(
        key, f"{clinician.name}, {WEEKDAYS[weekday]} {half}", clinician.id, places.site_ids[clinician.home_site],
        places.room_id(clinician.home_site, clinician.room), service_of(clinician), (weekday,), pattern,
        start=start, end=start + LENGTH, lengths=(SlotLength(ANY_KIND, 40 if esp else 30),), order=(ANY_KIND,),
        breaks=(Break(start + 80, start + 90),) if esp else (), modes=MODES, valid_from=begins.isoformat(),
    )  # fmt: skip


def unpublished(seed: int, today: date, clinicians: tuple[Employee, ...], places: Places) -> Iterator[ClinicTemplate]:
    """Clinics that are planned and not yet published: what a preview has to show."""
    begins = (today + timedelta(weeks=9, days=-today.weekday())).isoformat()
    ben, nurse, walker = clinicians[1], clinicians[34], clinicians[12]
    yield ClinicTemplate(
        fixed_id(seed, "clinic-template", "class"), "Back class, Tuesday evening", ben.id,
        places.site_ids[ben.home_site], places.room_id(ben.home_site, ben.room), "physiotherapy", (1,),
        start=17 * 60 + 30, end=19 * 60, lengths=(SlotLength("group", 45, 8),), order=("group",), valid_from=begins,
    )  # fmt: skip
    yield ClinicTemplate(
        fixed_id(seed, "clinic-template", "calls"), "Pain review calls, first and third Friday", nurse.id,
        places.site_ids[nurse.home_site], "", "pain", (4,), MONTHLY, (1, 3),
        start=17 * 60 + 15, end=18 * 60 + 45, lengths=(SlotLength("review", 20),), order=("review",),
        modes=("telephone",), valid_from=begins,
    )  # fmt: skip
    yield ClinicTemplate(
        fixed_id(seed, "clinic-template", "evening"), "Evening clinic, last Wednesday", walker.id,
        places.site_ids[walker.home_site], places.room_id(walker.home_site, walker.room), "physiotherapy", (2,),
        MONTHLY, (-1,), start=17 * 60 + 15, end=20 * 60, lengths=(SlotLength("new", 40), SlotLength("review", 20)),
        order=("new", "review", "review"), breaks=(Break(18 * 60 + 35, 18 * 60 + 45),), valid_from=begins,
    )  # fmt: skip


def leave(seed: int, today: date, clinicians: tuple[Employee, ...], places: Places) -> Iterator[Leave]:
    """Somebody is away in three weeks, somebody for a morning, and a hall is closed."""
    monday = today + timedelta(weeks=3, days=-today.weekday())
    friday, thursday = (monday + timedelta(days=days) for days in (4, 10))
    yield Leave(
        fixed_id(seed, "leave", "week"), clinicians[2].id, monday.isoformat(), friday.isoformat(), "Annual leave"
    )
    yield Leave(
        fixed_id(seed, "leave", "morning"), clinicians[6].id, thursday.isoformat(), thursday.isoformat(),
        "Training", end=12 * 60 + 30,
    )  # fmt: skip
    yield Leave(
        fixed_id(seed, "leave", "hall"), "", thursday.isoformat(), thursday.isoformat(), "Election",
        places.site_ids[3],
    )  # fmt: skip
