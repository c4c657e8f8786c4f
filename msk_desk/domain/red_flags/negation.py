"""Whether words around a finding deny it, only speak of it, or leave it open; doubt counts as stated."""

from __future__ import annotations

import re
from enum import StrEnum


class Said(StrEnum):
    """How a finding is spoken of. `UNCLEAR` may be read both ways and counts as present; `NOT_SAID` says neither."""

    YES = "yes"
    UNCLEAR = "unclear"
    NO = "no"
    NOT_SAID = ""


_TRIGGER = re.compile(
    r"(?<![\w])(?:no|not|nil|neither|nor|without|w/o|never|none|denies|denied|denying|deny|negative for"
    r"|free (?:of|from)|absence of|absent|hasn't|haven't|hadn't|doesn't|don't|didn't|isn't|wasn't|aren't|ruled out"
    r"|excluded|unlikely"
    r"|(?<=\s)-ve(?: for)?)(?![\w])"
)
_NO_TRIGGER = re.compile(
    r"(?:no|not) (?:only|longer|chang|improv|better|relie|respon|settl|resolv|doubt|sure|certain|worse|able|manag"
    r"|been able|further|sleep|slept|known|other|yet|just|help|going away|getting|on any|seen|candidate)"
)
"""What begins like a denial and denies something else."""
_LISTS = ("denies", "denied", "denying", "deny", "neither", "negative for", "free of", "free from", "without", "none")
"""What denies each part of a list, whatever joins them."""
_LEADS = re.compile(
    r"^(?:\W*(?:have|had|has|having|been|report\w*|describ\w*|complain\w*|notic\w*|experienc\w*|suffer\w*|show\w*"
    r"|feel\w*|any|of|from|the|a|an|his|her|their|evidence|history|hx|h/o|sign|signs|symptom|symptoms|features?|complaints?|new"
    r"|current|recent|significant|obvious|definite|other|associated|clinical|red flag\w*|flags|concern\w*|s/o"
    r"|suggest\w*|previous|known|further|acute|apparent|overt|frank|objective)(?!\w))*"
)
_TURN = re.compile(
    r"[:()]|(?<!\w)(?:but|however|although|though|except|apart from|aside from|yet|which|who|that|because|since|now"
    r"|today|with|then|has|have|had|is|are|was|were|reports?|reported|complains?|complaining|c/o|describes?|presents?|noted"
    r"|develops?|developed|started|began|feels?|felt|gets?|getting|got|also|plus|still|despite|only|becoming|became"
    r"|due to|following|after|he|she|they|patient|pt)(?!\w)"
)
_STRONG = re.compile(
    r"\d|(?<!\w)(?:severe\w*|worse\w*|worsening|progressi\w*|marked\w*|sudden\w*|increasing\w*|recurrent)"
)
_OF_ITS_OWN = re.compile(
    r"(?:unsteady|dropp|drop|cannot|can't|can not|unable|numb|wak|wok|hot|clums|los[ti]|struggl|limp|trip|fall|fell"
    r"|weak|stiff|drag|pins|wet|leak|swollen|twist|felt|could|coul)"
)
"""Words that begin a statement of their own after a comma, and are no part of the list before it."""
_JOIN = re.compile(r",|/|&|(?<!\w)(?:and|or|nor)(?!\w)")
_CLOSED = re.compile(r"(?<!\w)(?:or|nor)(?!\w)")
_AFTER = re.compile(
    r"^\s*(?:(?:is|are|was|were|has been|have been)\s+)?[:=?-]?\s*"
    r"(?:(?:no|nil|none|n|0|-)\s*(?=$|[,.;)\n])|absent|negative|denied|excluded|ruled out|-ve"
    r"|(?:not|no longer) (?:present|a feature|reported|evident|noted|found|seen|elicited)|unlikely|never)"
)
_OPEN_AFTER = re.compile(
    r"^\s*(?:(?:is|was|were|are)\s+)?[:=?-]?\s*(?:not (?:asked|assessed|discussed|known|tested|examined|checked"
    r"|documented|recorded|done)|unknown|(?:card|leaflet|advice|safety|information)(?!\w))"
)
_OPEN_BEFORE = re.compile(
    r"(?:not|n't|unable to|yet to) (?:ask|assess|discuss|test|examin|check|document|record)\w*[^,;]*$"
)
_ADVICE = re.compile(
    r"(?<!\w)(?:advi[cs]\w*|safety.?net\w*|warn\w*|to (?:return|attend|call|ring|go|contact|seek)|told|inform\w*"
    r"|counsel\w*|aware of|watch for|look out for|red.flag (?:advice|leaflet|card)|leaflet)"
)
_IF = re.compile(
    r"(?<!\w)(?:if|should|in case|in the event|re|regarding|about|of|aware of|watch for|look out for)(?!\w)"
)
_THEN = re.compile(
    r"(?<!\w)(?:to |will |should |must |would |please )?"
    r"(?:attend|return|call|ring|go to|contact|seek|999|111|a&e|ed)(?!\w)"
)
_NOT_BEFORE = re.compile(r"(?:(?<!\w)(?:not|never|no longer|cannot)|n't)\s+(?:\w+\s+)?$")
_RELATIVE = re.compile(
    r"(?<!\w)(?:mother|father|mum|dad|brother|sister|aunt|uncle|grand\w+|cousin|son|daughter|wife|husband|partner|parents?"
    r"|siblings?|family (?:history|hx)|fhx?|f/h)(?!\w)(?P<between>[^.;]{0,40})$"
)
_BACK_TO_PATIENT = re.compile(
    r"(?<!\w)(?:he|she|they|him|his|her|patient|pt|notes?|noticed|says|reports?|worried)(?!\w)"
)


def said(before: str, found: str, after: str, *, family: bool = False) -> Said:
    """How a finding is spoken of.

    Args:
        before: the sentence up to it, in small letters; `after` is the rest of the sentence.
        family: whether the finding may be a relative's and not the patient's.
    """
    if _only_advice(before, after) or _left_open(before, after) or (family and _of_relative(before)):
        return Said.NOT_SAID
    if _AFTER.match(after):
        return Said.NO
    trigger = _last_trigger(before)
    return Said.YES if trigger is None else _denied(trigger, before[trigger.end() :], found, after)


def said_normal(before: str, after: str) -> Said:
    """How words are spoken of that by themselves deny a sign, such as `gait normal`: a `not` before them states it."""
    if _only_advice(before, after) or _left_open(before, after):
        return Said.NOT_SAID
    return Said.YES if _NOT_BEFORE.search(before) else Said.NO


def _denied(trigger: re.Match[str], span: str, found: str, after: str) -> Said:
    """What a denial somewhere before a finding means for it."""
    span = span.lstrip(" :-")
    rest = span[_LEADS.match(span).end() :]  # type: ignore[union-attr]  # it matches nothing, too
    if _TURN.search(rest):
        return Said.YES
    joins = list(_JOIN.finditer(rest))
    lead = rest[joins[-1].end() :] if joins else rest
    if _STRONG.search(lead) and joins:
        return Said.YES
    if not joins:
        return Said.NO if len(rest.split()) <= 4 else Said.UNCLEAR
    last = joins[-1].group()
    if last in ("or", "nor", "/"):
        return Said.NO
    if _OF_ITS_OWN.match(found):
        return Said.YES
    if trigger.group() in _LISTS:
        return Said.NO
    tail = _TURN.split(after, maxsplit=1)[0]
    if last != "and" and _CLOSED.search(tail):
        return Said.NO
    commas = sum(join.group() == "," for join in (*joins, *_JOIN.finditer(tail)))
    return Said.NO if last == "," and commas >= 2 else Said.UNCLEAR


def _last_trigger(before: str) -> re.Match[str] | None:
    found = None
    for trigger in _TRIGGER.finditer(before):
        if not _NO_TRIGGER.match(before, trigger.start()):
            found = trigger
    return found


def _only_advice(before: str, after: str) -> bool:
    advice = _ADVICE.search(before)
    if advice and _IF.search(before, advice.start()):
        return True
    return bool(re.search(r"(?<!\w)(?:if|should)(?!\w)", before) and (_THEN.search(after) or _THEN.search(before)))


def _left_open(before: str, after: str) -> bool:
    return bool(_OPEN_AFTER.match(after) or _OPEN_BEFORE.search(before))


def _of_relative(before: str) -> bool:
    found = _RELATIVE.search(before)
    return found is not None and not _BACK_TO_PATIENT.search(found["between"])
