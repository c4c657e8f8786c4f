"""How far each section is, worked out again only where something changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msk_desk.forms.instance import Instance
from msk_desk.forms.state import FormState
from ui.forms.section_rail import SectionRail
from ui.forms.sections import Section, is_shown, mark_of


class Progress:
    """Keeps the marks of the rail."""

    def __init__(self, state: FormState, sections: Sequence[Section], rail: SectionRail) -> None:
        self._state = state
        self._sections = sections
        self._rail = rail
        self._of = {one.key: at for at, section in enumerate(sections) for one in section.instances}

    def section_of(self, instance: Instance) -> int | None:
        """Return the section that an instance belongs to."""
        for one in (instance, *instance.up()):
            if one.key in self._of:
                return self._of[one.key]
        return None

    def show_all(self, *, checked: bool) -> None:
        """Show how far every section is."""
        self._show(range(len(self._sections)), checked)

    def show_for(self, instances: Iterable[Instance], *, checked: bool) -> None:
        """Show how far the sections of some instances are."""
        places = {self.section_of(one) for one in instances}
        self._show(sorted(at for at in places if at is not None), checked)

    def _show(self, places: Iterable[int], checked: bool) -> None:
        if len(self._sections) < 2:
            return
        for at in places:
            section = self._sections[at]
            mark = mark_of(section, self._state, checked=checked)
            self._rail.show_progress(at, mark, is_shown(section, self._state))
