"""A yes-or-no question as two joined buttons."""

from __future__ import annotations

from ui.forms.editors.choice_segments import ChoiceSegments
from ui.forms.events import Value


class YesNo(ChoiceSegments):
    """Yes, no, or nothing yet: an untouched question is not a no."""

    def choices(self) -> list[tuple[Value, str]]:
        """Return yes and no."""
        return [
            ({"valueBoolean": True}, self.words.get("forms.yes")),
            ({"valueBoolean": False}, self.words.get("forms.no")),
        ]
