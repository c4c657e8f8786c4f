"""What the answers to the red-flag questions add up to; 'none' is never said unless all were asked."""

from __future__ import annotations

from dataclasses import dataclass

from msk_desk.forms.state import FormState

LIST = "red-flag-list"
PRESENT, ABSENT = "present", "absent"


@dataclass(frozen=True, slots=True)
class RedFlags:
    """`present` in the form's words; `asked` counts present and absent; `paths` lead to what was not asked."""

    total: int
    asked: int
    present: tuple[str, ...]
    not_asked: tuple[str, ...]
    paths: tuple[str, ...]

    @property
    def all_asked(self) -> bool:
        """Whether each question has an answer other than 'not asked'."""
        return self.total > 0 and self.asked == self.total

    @property
    def state(self) -> str:
        """some, none or unknown.

        'Not asked' must block a 'no red flags' statement: the service's safety rule.
        """
        if self.present:
            return "some"
        return "none" if self.all_asked else "unknown"


def red_flags_of(form: FormState) -> RedFlags:
    """Read them from the open form; a form without the list has none to ask."""
    present, not_asked, paths, asked, total = [], [], [], 0, 0
    for group in form.instances(LIST):
        for question in group.children:
            if not question.item.is_question:
                continue
            total += 1
            codes = {value.get("valueCoding", {}).get("code") for value in question.values}
            asked += bool(codes & {PRESENT, ABSENT})
            if PRESENT in codes:
                present.append(question.item.text)
            if not codes & {PRESENT, ABSENT}:
                not_asked.append(question.item.text)
                paths.append(question.path)
    return RedFlags(total, asked, tuple(present), tuple(not_asked), tuple(paths))
