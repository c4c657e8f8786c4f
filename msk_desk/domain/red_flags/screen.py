"""The screen of a referral: each sign yes, no or not stated, and what signs may mean; nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from msk_desk.domain.red_flags.catalogue import Catalogue, Condition, Sign, more_urgent, urgency
from msk_desk.domain.red_flags.mentions import mentions
from msk_desk.domain.red_flags.negation import Said
from msk_desk.domain.red_flags.terms import Facts, holds, signs_in

YES, NO, NOT_STATED = "yes", "no", ""


@dataclass(frozen=True, slots=True)
class Found:
    """One sign of the screen: yes, no or not stated, with the words that say so and who says it.

    `source` is referral, answers or clinician; `unclear` when the words may be read both ways and count as yes.
    """

    sign: str
    text: str
    answer: str = NOT_STATED
    words: tuple[str, ...] = ()
    source: str = ""
    unclear: bool = False
    asked: bool = True
    question: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What signs may mean and where that would lead; a clinician decides."""

    condition: str
    title: str
    route: str
    action: str
    because: tuple[Found, ...]
    source: str
    citation: str


@dataclass(frozen=True, slots=True)
class RedFlagScreen:
    """Signs in the order to be read (found first, then not stated, then absent) and suggestions, most urgent first."""

    signs: tuple[Found, ...]
    suggestions: tuple[Suggestion, ...]
    place: str = ""
    age: int | None = None
    review: str = ""

    @property
    def not_stated(self) -> tuple[Found, ...]:
        """What must be asked and nobody has said."""
        return tuple(found for found in self.signs if found.asked and found.answer == NOT_STATED)

    @property
    def present(self) -> tuple[Found, ...]:
        """What is there."""
        return tuple(found for found in self.signs if found.answer == YES)

    @property
    def clear(self) -> bool:
        """Whether 'no red flags' may be said: each one asked, none there."""
        return not self.not_stated and not self.present and not self.suggestions

    @property
    def route(self) -> str:
        """The most urgent route suggested, or an empty text."""
        return self.suggestions[0].route if self.suggestions else ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a referral says: its words, the answers given with it (sign: yes or no), and whom it is about."""

    text: str
    region: str = ""
    age: int | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


def screen(catalogue: Catalogue, told: Told, confirmed: Mapping[str, str] | None = None) -> RedFlagScreen:
    """Screen a referral.

    Args:
        confirmed: what a clinician has said of signs (yes, no, or empty for not stated); it stands above the rest.
    """
    found = _from_words(catalogue, told)
    for code, answer in told.answers.items():
        if code in catalogue.signs and answer in (YES, NO):
            found[code] = _joined(found[code], answer)
    place = catalogue.place_of(told.region) or _place_in(catalogue, found)
    for code, answer in (confirmed or {}).items():
        if code in found:
            found[code] = replace(found[code], answer=answer, source="clinician", unclear=False)
    facts = Facts({code: each.answer for code, each in found.items()}, _places(catalogue, found, place), told.age)
    raised = tuple(_suggested(one, facts, found) for one in catalogue.conditions if _holding(one, facts))
    suggestions = tuple(sorted(raised, key=lambda each: urgency(each.route)))
    counted = frozenset(each.sign for suggestion in suggestions for each in suggestion.because)
    shown = tuple(_shown(catalogue, found, facts.places, counted))
    return RedFlagScreen(shown, suggestions, place, told.age, catalogue.review)


def _from_words(catalogue: Catalogue, told: Told) -> dict[str, Found]:
    spoken: dict[str, list[tuple[Said, str]]] = {}
    for mention in mentions(told.text, catalogue.signs.values()):
        spoken.setdefault(mention.sign, []).append((mention.said, mention.words))
    return {code: _weighed(sign, spoken.get(code, [])) for code, sign in catalogue.signs.items()}


def _weighed(sign: Sign, spoken: list[tuple[Said, str]]) -> Found:
    """A finding outweighs a doubt, a doubt a denial, a denial silence."""
    for how in (Said.YES, Said.UNCLEAR, Said.NO):
        words = tuple(dict.fromkeys(text for said, text in spoken if said is how))
        if words:
            answer = NO if how is Said.NO else YES
            return Found(sign.code, sign.text, answer, words, "referral", how is Said.UNCLEAR, question=sign.ask)
    return Found(sign.code, sign.text, question=sign.ask)


def _joined(from_words: Found, answer: str) -> Found:
    """An answer beside what the words say: whichever says yes stands."""
    if from_words.answer == YES and not from_words.unclear:
        return from_words
    if from_words.unclear and answer == NO:
        return from_words  # the doubt stays: urgency goes up on doubt
    return replace(from_words, answer=answer, source="answers", unclear=False, words=())


def _place_in(catalogue: Catalogue, found: Mapping[str, Found]) -> str:
    named = (code for code, sign in catalogue.signs.items() if sign.place and found[code].answer == YES)
    return next(named, "")


def _places(catalogue: Catalogue, found: Mapping[str, Found], first: str) -> frozenset[str]:
    named = {code for code, sign in catalogue.signs.items() if sign.place and found[code].answer == YES}
    return frozenset(named | ({first} if first else set()))


def _holding(condition: Condition, facts: Facts) -> bool:
    return any(all(holds(term, facts) for term in rule) for rule in condition.rules)


def _suggested(condition: Condition, facts: Facts, found: Mapping[str, Found]) -> Suggestion:
    return Suggestion(
        condition.code, condition.title, _route(condition, facts), condition.action,
        tuple(_because(condition, found)), condition.source, condition.citation,
    )  # fmt: skip


def _route(condition: Condition, facts: Facts) -> str:
    """The condition's own route; lower only where all that speaks against it is stated, higher on any that asks it."""
    route = condition.route
    if condition.lowered and all(facts.answers.get(sign) == NO for sign in condition.lowered[1]):
        route = condition.lowered[0]
    if condition.raised and any(facts.answers.get(sign) == YES for sign in condition.raised[1]):
        route = more_urgent(route, condition.raised[0])
    return route


def _because(condition: Condition, found: Mapping[str, Found]) -> Iterable[Found]:
    named = dict.fromkeys(sign for rule in condition.rules for term in rule for sign in signs_in(term))
    if condition.raised:
        named.update(dict.fromkeys(condition.raised[1]))
    return (found[sign] for sign in named if sign in found and found[sign].answer == YES)


def _shown(
    catalogue: Catalogue, found: Mapping[str, Found], places: frozenset[str], counted: frozenset[str]
) -> Iterable[Found]:
    rank = {YES: 0, NOT_STATED: 1, NO: 2}
    rows = []
    for code, sign in catalogue.signs.items():
        asked = _asked(sign, places)
        each = replace(found[code], asked=asked)
        said = bool(each.answer) or each.source == "clinician"
        if not sign.place and (asked or (said and not sign.quiet) or code in counted):
            rows.append(each)
    return sorted(rows, key=lambda each: rank[each.answer])


def _asked(sign: Sign, places: frozenset[str]) -> bool:
    """Whether it must be asked; where nobody says what hurts, all that any place asks."""
    if not sign.ask_for:
        return False
    return "any" in sign.ask_for or not places or bool(places & set(sign.ask_for))
