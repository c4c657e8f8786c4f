"""enableWhen: whether the answers to other questions let an item be asked."""

from collections.abc import Callable, Iterable
from typing import Any

from msk_desk.forms.answers import same_coding
from msk_desk.forms.errors import FhirpathError
from msk_desk.forms.fhirpath.equality import equal_items, order
from msk_desk.forms.fhirpath.items import primitive
from msk_desk.forms.fhirpath.temporal import Temporal
from msk_desk.forms.instance import Instance
from msk_desk.forms.item import EnableWhen, Value

Find = Callable[[Instance, str], Iterable[Instance]]
_TESTS: dict[str, Callable[[int], bool]] = {
    ">": lambda found: found > 0,
    "<": lambda found: found < 0,
    ">=": lambda found: found >= 0,
    "<=": lambda found: found <= 0,
}


def conditions_hold(instance: Instance, nearest: Find) -> bool:
    """Tell whether an item's enableWhen conditions hold for this instance of it.

    Args:
        nearest: finds the instances of a question that stand nearest, so that rows do not act on each other.
    """
    results = (_holds(condition, nearest(instance, condition.question)) for condition in instance.item.enable_when)
    return all(results) if instance.item.enable_all else any(results)


def _holds(condition: EnableWhen, questions: Iterable[Instance]) -> bool:
    values = [value for question in questions if question.enabled for value in question.values]
    if condition.operator == "exists":
        return bool(values) == (condition.answer is not False)
    if condition.operator == "!=":
        # No answer is no equal answer. Source: FHIR R4, questionnaire-enable-operator.
        return not any(_equal(value, condition.answer) for value in values)
    if condition.operator == "=":
        return any(_equal(value, condition.answer) for value in values)
    return any(_ordered(value, condition) for value in values)


def _given(value: Value) -> Any:
    return next(iter(value.values()))


def _equal(value: Value, wanted: Any) -> bool:
    given = _given(value)
    if isinstance(given, dict) and isinstance(wanted, dict) and "value" not in wanted:
        return same_coding(given, wanted)
    if isinstance(given, dict) and isinstance(wanted, str):
        return wanted in (given.get("code"), given.get("display"))
    return equal_items(given, wanted) is True


def _ordered(value: Value, condition: EnableWhen) -> bool:
    test = _TESTS.get(condition.operator)
    if test is None:
        return False
    key, given = next(iter(value.items()))
    left, right = primitive(given), primitive(condition.answer)
    kind = {"valueDate": "date", "valueDateTime": "dateTime", "valueTime": "time"}.get(key)
    if kind and isinstance(left, str) and isinstance(right, str):
        left = Temporal.parse(left, kind)
        right = Temporal.parse(right, kind) if kind == "time" else Temporal.guess(right)
    try:
        found = order(left, right)
    except FhirpathError:
        return False
    return found is not None and test(found)
