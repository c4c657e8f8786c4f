"""Two sets of answers side by side: question by question, numbers with their change; pure."""

from __future__ import annotations

from collections import OrderedDict
from decimal import Decimal

from msk_desk.domain.form_reading import Difference, ReadForm, ReadLine


def compared(left: ReadForm, right: ReadForm) -> tuple[Difference, ...]:
    """Every question that either has answered, in the right form's order, then what only the left one has.

    Questions are the same when their linkId and row are, whatever version or form they stand in.
    """
    before, after = _by_question(left), _by_question(right)
    found = []
    for key in [*after, *(key for key in before if key not in after)]:
        section, shown = after.get(key) or before[key]
        old, new = before.get(key), after.get(key)
        found.append(
            Difference(
                section, _asked(shown), _words(old), _words(new),
                _change(old[1] if old else None, new[1] if new else None),
            )
        )  # fmt: skip
    return tuple(found)


def _by_question(form: ReadForm) -> OrderedDict[tuple[str, str], tuple[str, ReadLine]]:
    """Lines by linkId and, for repeated rows, the place among them."""
    found: OrderedDict[tuple[str, str], tuple[str, ReadLine]] = OrderedDict()
    for section, line in form.lines():
        at = 0
        while (key := (line.link_id, str(at))) in found:
            at += 1
        found[key] = (section.title, line)
    return found


def _asked(line: ReadLine) -> str:
    """`Flexion, active, right`; a question outside a table with the heading it stands under."""
    if line.row and line.column:
        return line.label
    return f"{line.group}: {line.question}" if line.group and line.group != line.question else line.question


def _words(found: tuple[str, ReadLine] | None) -> str:
    return found[1].words if found is not None else ""


def _change(left: ReadLine | None, right: ReadLine | None) -> Decimal | None:
    if left is None or right is None or left.number is None or right.number is None:
        return None
    return right.number - left.number
