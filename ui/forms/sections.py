"""How a form is cut into sections, and whether one is done."""

from __future__ import annotations

from dataclasses import dataclass

from msk_desk.forms.instance import Instance
from msk_desk.forms.state import FormState

_CHAPTERS = ("page", "tab-container")


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
    if sum(one.item.is_group for one in top) < 2:
        return [Section("", tuple(top))]
    found: list[Section] = []
    loose: list[Instance] = []
    for one in top:
        if one.item.is_group and not one.item.repeats:
            if loose:
                found.append(Section(loose[0].item.look.short_text or loose[0].text, tuple(loose)))
                loose = []
            found.append(Section(one.item.look.short_text or one.text, (one,)))
        else:
            loose.append(one)
    if loose:
        found.append(Section(loose[0].item.look.short_text or loose[0].text, tuple(loose)))
    return found


def is_done(section: Section, state: FormState) -> bool:
    """Tell whether a section has answers, all that are needed, and nothing wrong."""
    asked = [
        one
        for top in section.instances
        for one in top.walk()
        if one.item.is_question and not one.item.read_only and state.visible(one)
    ]
    # What the form worked out from another section is nobody's answer here yet.
    if not any(one.values and (one.item.calculated is None or one.overridden) for one in asked):
        return False
    return not any(state.problems(one) for one in asked)


def is_shown(section: Section, state: FormState) -> bool:
    """Tell whether anything of a section is shown."""
    return any(state.visible(one) for one in section.instances)
