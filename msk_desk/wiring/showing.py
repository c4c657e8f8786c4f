"""Shows the made-up district: in a window, or as a tour off-screen."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from msk_desk.district.accounts import DemoAccount
from msk_desk.platform.profile import read
from msk_desk.wiring.demo import CLINICIAN, UNLOCK_CODE, Demo, demonstration
from msk_desk.wiring.office import now
from msk_desk.wiring.window import build_desk
from ui.app import make_application
from ui.app import run as run_window
from ui.tour.day import Seat, play
from ui.tour.report import TourReport
from ui.tour.script import PARTS


def show_window(folder: Path, patients: int, seed: int) -> int:
    """The district in a window until it is closed."""
    with demonstration(folder, patients, seed) as demo:
        profile = demo.profile("clinic-laptop")
        demo.enrol(profile, demo.first_with("receptionist").login)
        demo.enrol(profile, CLINICIAN)
        sys.stderr.write(f"The unlock code is: {UNLOCK_CODE}\n")
        make_application()
        return run_window(build_desk(profile), unlock=(CLINICIAN, UNLOCK_CODE))


def play_tour(folder: Path, patients: int, seed: int, pictures: Path) -> TourReport:
    """A clinic day through the real windows."""
    pictures.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder, ignore_errors=True)  # a tour begins on an untouched day
    for old in (*pictures.glob("*.png"), *pictures.glob("*.pdf")):
        old.unlink()
    with demonstration(folder, patients, seed) as demo:
        make_application()
        seats = {
            "reception": _seat(demo, "front-desk", demo.first_with("receptionist").login),
            "clinician": _seat(demo, "clinic-laptop", CLINICIAN),
        }
        colleague = next_free(demo)
        seats["colleague"] = _seat(demo, "other-laptop", colleague.login)
        return play(seats, PARTS, pictures, colleague.name)


def next_free(demo: Demo) -> DemoAccount:
    """The colleague with the soonest free time: the follow-up is booked with them, so they see the record."""
    with demo.seated("clinic-laptop", CLINICIAN) as office:
        offers = office.booking.offers(now(), limit=200)
    mine = demo.account(CLINICIAN).staff_id
    return demo.by_staff(next(offer.staff_id for offer in offers if offer.staff_id != mine))


def _seat(demo: Demo, computer: str, login: str) -> Seat:
    profile = demo.profile(computer)
    demo.enrol(profile, login)
    return Seat(build_desk(read(profile.folder)), login, UNLOCK_CODE)
