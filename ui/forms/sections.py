"""How a form is cut into sections, and whether one is done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from msk_desk.forms.instance import Instance
from msk_desk.forms.state import FormState

_CHAPTERS = ("page", "tab-container")
_BODY_CHART = "body-chart"
NOT_ASKED = "not-asked"


class Mark(Enum):
    """How far a section is."""

    OPEN = "open"
    DONE = "done"
    WRONG = "wrong"


@dataclass(frozen=True, eq=False)
class Section:
    """Some instances shown together under one name."""

    name: str
    instances: tuple[Instance, ...]


def sections_of(state: FormState) -> list[Section]:
    """Return the sections: top-level groups, with loose questions between them kept in order.

    A form of one group, or of questions only, is one section; pages inside one outer group are its sections.
    """
    top = state.root.children
    if len(top) == 1 and top[0].item.is_group:
        inner = top[0].children
        if top[0].item.look.control in _CHAPTERS or any(one.item.look.control == "page" for one in inner):
            top = inner
    top = [one for one in top if one.item.look.control != _BODY_CHART]
    if sum(_is_chapter(one) for one in top) < 2:
        return [Section("", tuple(top))]
    found: list[Section] = []
    loose: list[Instance] = []
    for one in top:
        if _is_chapter(one):
            if loose:
                found.append(Section(_name(loose[0]), tuple(loose)))
                loose = []
            found.append(Section(_name(one), (one,)))
        else:
            loose.append(one)
    if loose:
        found.append(Section(_name(loose[0]), tuple(loose)))
    return found


def _is_chapter(one: Instance) -> bool:
    return one.item.is_group and not one.item.repeats


def _name(one: Instance) -> str:
    return one.item.look.short_text or one.text or one.link_id


def is_done(section: Section, state: FormState) -> bool:
    """Tell whether a section has answers, all that are needed, and nothing wrong."""
    return mark_of(section, state, checked=False) is Mark.DONE


def mark_of(section: Section, state: FormState, *, checked: bool) -> Mark:
    """Return how far a section is.

    Args:
        checked: the user has asked whether all is there, so that what is missing counts as wrong too.
    """
    answered, missing = False, False
    for top in section.instances:
        for one in top.walk():
            if not one.enabled or one.item.type == "display" or not state.visible(one):
                continue
            # What the form worked out from another section is nobody's answer here yet.
            own = one.item.is_question and not one.item.read_only
            missing = missing or (own and _not_asked(one))
            answered = answered or (own and bool(one.values) and (one.item.calculated is None or one.overridden))
            for finding in state.problems(one):
                if checked or (finding.code != "required" and not finding.warning):
                    return Mark.WRONG
                missing = True
    return Mark.DONE if answered and not missing else Mark.OPEN


def _not_asked(one: Instance) -> bool:
    """Whether the answer says that the question was not put: a tick beside it would say that it was."""
    return any(value.get("valueCoding", {}).get("code") == NOT_ASKED for value in one.values)


def is_shown(section: Section, state: FormState) -> bool:
    """Tell whether anything of a section is shown."""
    return any(state.visible(one) for one in section.instances)
