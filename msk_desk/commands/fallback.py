"""`msk-desk fallback list|open|refresh|print`: clinic lists for when everything fails."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from msk_desk.commands.opening import add_profile_arguments, folder_of, open_desk
from msk_desk.commands.output import Exit, say, say_json
from msk_desk.commands.secrets import UNLOCK_VARIABLE, ask_secret
from msk_desk.domain.clinics import Place
from msk_desk.domain.dates import clock_time, staff_date
from msk_desk.domain.errors import BadInput, EnvironmentUnfit
from msk_desk.domain.fallback import KeptPaper, Standing
from msk_desk.platform.clock import new_id, now
from msk_desk.platform.profile import read
from msk_desk.services.papers_alone import LoneShelf, PapersAlone
from msk_desk.wiring.late import Opened
from msk_desk.wiring.lock import ProfileLock


def add_arguments(parser: ArgumentParser, _name: str) -> None:
    """Options."""
    parser.add_argument(
        "do", choices=("list", "open", "refresh", "print"),
        help="list or open what is kept (needs no service and no records); refresh it; print any day from the records",
    )  # fmt: skip
    parser.add_argument("--day", default="", help="YYYY-MM-DD, today or next; without it all that are kept")
    parser.add_argument("--site", default="", help="a site, or part of its name")
    parser.add_argument(
        "--out", type=Path, default=None, metavar="PDF", help="write a readable copy instead of showing"
    )
    add_profile_arguments(parser)


def run(options: Namespace, _name: str) -> int:
    """Do it."""
    if options.do == "refresh":
        return _refresh(options)
    if options.do == "print":
        return _print(options)
    shelf = _unlocked(options)
    standing = shelf.standing()
    return _list(options, standing) if options.do == "list" else _open(options, shelf, standing)


def _unlocked(options: Namespace) -> LoneShelf:
    """The shelf, with the code alone: neither database is opened."""
    profile = read(folder_of(options))
    lock = ProfileLock(profile, Opened(), now, new_id)
    users = [user.login for user in lock.users()]
    if not options.user and len(users) != 1:
        raise BadInput(f"Whose store? On this profile: {', '.join(users) or 'nobody yet'}.", advice="Give --user.")
    code = ask_secret("Unlock code: ", UNLOCK_VARIABLE, options.unlock_code_fd)
    return PapersAlone(lock, profile.device_id, now).unlock(options.user or users[0], code, options.role)


def _list(options: Namespace, standing: Standing) -> int:
    if options.json:
        papers = [
            {
                "day": p.day,
                "site": p.site,
                "clinicians": p.clinicians,
                "booked": p.booked,
                "made": p.made,
            }
            for p in standing.papers
        ]
        say_json({"papers": papers, "checked": standing.checked, "unreadable": standing.unreadable})
        return Exit.DONE if papers else Exit.FINDINGS
    for paper in standing.papers:
        say(f"{_title(paper)}: {paper.booked} booked; {', '.join(paper.clinicians)}")
    if standing.checked is not None:
        moment = standing.checked.astimezone()
        say(f"Last found to be right {staff_date(moment.date())} {clock_time(moment)}.")
    if standing.unreadable:
        say(f"{standing.unreadable} cannot be opened and are made anew at the next synchronisation.")
    if not standing.papers:
        say("No clinic list is kept. They are made at each synchronisation.")
    return Exit.DONE if standing.papers else Exit.FINDINGS


def _open(options: Namespace, shelf: LoneShelf, standing: Standing) -> int:
    wanted = [paper for paper in standing.papers if _meant(paper, options)]
    if not wanted:
        raise BadInput("No such clinic list is kept.", advice="See msk-desk fallback list.")
    if options.out is None:
        return _show(shelf, Standing(tuple(wanted), standing.checked))
    if len(wanted) > 1:
        kept = "; ".join(map(_title, wanted))
        raise BadInput(f"Which one? {kept}.", advice="Give --day and --site.")
    _, pdf = shelf.read(wanted[0].name)
    options.out.write_bytes(pdf)
    if options.json:
        say_json({"out": options.out, "bytes": len(pdf)})
    else:
        say(f"Written to {options.out}: anybody can read this copy. Delete it when it is printed.")
    return Exit.DONE


def _meant(paper: KeptPaper, options: Namespace) -> bool:
    return _day_of(options) in (None, paper.day) and options.site.casefold() in paper.site.casefold()


def _day_of(options: Namespace) -> date | None:
    if not options.day:
        return None
    today = now().astimezone().date()
    if options.day == "today":
        return today
    if options.day == "next":
        from msk_desk.domain.bank_holidays import is_bank_holiday
        from msk_desk.domain.fallback import days_kept

        return days_kept(today, is_bank_holiday)[-1]
    try:
        return date.fromisoformat(options.day)
    except ValueError as error:
        raise BadInput(f"{options.day} is not a day.", advice="Write it as 2026-11-30.") from error


def _title(paper: KeptPaper) -> str:
    return f"{staff_date(paper.day)} {paper.site}"


def _show(shelf: LoneShelf, standing: Standing) -> int:
    try:
        from ui.app import make_application
        from ui.papers_window import show_papers
    except ImportError as error:
        raise EnvironmentUnfit(f"Qt cannot be loaded: {error}.", advice="Give --out PDF.") from error
    from msk_desk.content.texts import Texts

    make_application()
    show_papers(shelf, standing, Texts.load())
    return Exit.DONE


def _site_id(text: str, places: tuple[Place, ...]) -> str:
    found = [place for place in places if not place.part_of and text.casefold() in place.name.casefold()]
    if len(found) != 1:
        names = ", ".join(sorted(place.name for place in found or places if not place.part_of))
        raise BadInput(f"Which site? {names}.", advice="Give more of its name.")
    return found[0].id


def _refresh(options: Namespace) -> int:
    with open_desk(options) as desk:
        found = desk.office.fallback.refresh(anew=True)
    say_json(found) if options.json else say(f"{found.made} clinic lists are kept.")
    return Exit.DONE


def _print(options: Namespace) -> int:
    if options.out is None:
        raise BadInput("Where to?", advice="Give --out PDF.")
    with open_desk(options) as desk:
        places = desk.office.ports.records.every(Place)
        site = _site_id(options.site, places) if options.site else ""
        pdf = desk.office.fallback.clinic_list(_day_of(options) or now().astimezone().date(), site)
    options.out.write_bytes(pdf)
    say_json({"out": options.out, "bytes": len(pdf)}) if options.json else say(f"Written to {options.out}.")
    return Exit.DONE
