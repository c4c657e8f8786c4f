"""`msk-desk reconcile [--on DATE]`: referrals in = ended + open, by source and stage, with the list behind a number."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping
from datetime import date

from msk_desk.commands.opening import add_profile_arguments, open_desk
from msk_desk.commands.output import Exit, count, say, say_json
from msk_desk.domain.dates import staff_date
from msk_desk.domain.reconciliation import Account, Tally
from msk_desk.services.reconciliation import Books, Number

PARTS = ("opening", "received", "back", "ended", "open")


def add_arguments(parser: ArgumentParser, _name: str) -> None:
    """Options."""
    parser.add_argument("--on", type=_day, metavar="DATE", help="YYYY-MM-DD; today without it")
    parser.add_argument("--days", type=count, default=1, help="so many days up to and with that day")
    parser.add_argument("--list", choices=PARTS, metavar="PART", help=f"the referrals behind: {', '.join(PARTS)}")
    parser.add_argument("--stage", default="", help="the referrals that are open in a stage")
    parser.add_argument("--source", default="", help="of one source only: gp, fcp, self, internal, other")
    add_profile_arguments(parser)


def run(options: Namespace, _name: str) -> int:
    """Reconcile; findings when a sum does not agree, or a referral is carried by no pathway."""
    with open_desk(options) as desk:
        service = desk.office.reconciliation
        day = options.on or service.today
        books = service.until(day, max(1, options.days))
    if options.list or options.stage:
        _say_list(books, Number(day, options.source, options.list or "", options.stage), options.json)
    elif options.json:
        say_json([_plain(account) for account in books.accounts])
    else:
        for account in books.accounts:
            _say_account(account)
    fine = all(account.balanced and not account.lost for account in books.accounts)
    return Exit.DONE if fine else Exit.FINDINGS


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is not a day: give it as YYYY-MM-DD") from error


def _plain(account: Account) -> Mapping[str, object]:
    came, ended, still = account.ever
    return {
        "date": date.fromordinal(account.day), **_tally(account.total), "balanced": account.balanced,
        "by_source": {source: _tally(tally) for source, tally in account.by_source.items()},
        "by_stage": dict(account.by_stage), "ever": {"in": came, "ended": ended, "open": still},
        "no_pathway": account.lost,
    }  # fmt: skip


def _tally(tally: Tally) -> Mapping[str, object]:
    return {part: getattr(tally, part) for part in PARTS}


def _say_account(account: Account) -> None:
    came, ended, still = account.ever
    verdict = "agrees" if account.balanced else "DOES NOT AGREE"
    say(f"{staff_date(date.fromordinal(account.day))}: {verdict}. In so far {came} = ended {ended} + open {still}")
    say(f"  {'':10}{'open before':>12}{'received':>10}{'came back':>11}{'ended':>8}{'open':>8}")
    for source, tally in (*account.by_source.items(), ("all", account.total)):
        say(f"  {source:10}{tally.opening:>12}{tally.received:>10}{tally.back:>11}{tally.ended:>8}{tally.open:>8}")
    say("  open by stage: " + ", ".join(f"{stage} {number}" for stage, number in sorted(account.by_stage.items())))


def _say_list(books: Books, number: Number, json: bool) -> None:
    found = books.behind(number)
    if json:
        say_json(list(found))
    for each in () if json else found:
        say(each)
