"""Whether answers keep the rules of their questions."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from msk_desk.forms import extensions as ext
from msk_desk.forms.answers import is_offered
from msk_desk.forms.errors import FhirpathError
from msk_desk.forms.fhirpath.equality import order
from msk_desk.forms.fhirpath.functions.patterns import pattern
from msk_desk.forms.fhirpath.items import json_of, primitive
from msk_desk.forms.fhirpath.temporal import Temporal
from msk_desk.forms.finding import Finding
from msk_desk.forms.instance import Instance, has_content
from msk_desk.forms.item import Constraint, Expression, Value
from msk_desk.forms.scope import Scopes
from msk_desk.forms.typed_dates import date_text

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
# Faults a form may have words of its own for.
_OWN_WORDS = ("regex", "min-value", "max-value", "min-length", "max-length", "decimal-places", "option")
_TEMPORAL = {"valueDate": "date", "valueDateTime": "dateTime", "valueTime": "time"}


def problems_of(instance: Instance, scopes: Scopes) -> Iterator[Finding]:
    """Yield the rules that an instance's answers break; none when it is not shown."""
    if not instance.enabled:
        return
    own = instance.item.limits.message
    for code, message in _rules(instance, scopes):
        yield Finding(instance.link_id, code, own if own and code in _OWN_WORDS else message, path=instance.path)
    for constraint in instance.item.constraints:
        if has_content(instance) and _broken(constraint, instance, scopes):
            yield Finding(instance.link_id, constraint.key, constraint.message, constraint.warning, path=instance.path)


def form_problems(constraints: tuple[Constraint, ...], root: Instance, scopes: Scopes) -> Iterator[Finding]:
    """Yield the constraints of the whole form that are broken."""
    for constraint in constraints:
        if _broken(constraint, root, scopes):
            yield Finding("", constraint.key, constraint.message, constraint.warning)


def _broken(constraint: Constraint, instance: Instance, scopes: Scopes) -> bool:
    found = scopes.run(constraint.expression, instance)
    return bool(found) and json_of(found[0]) is False


def _rules(instance: Instance, scopes: Scopes) -> Iterator[tuple[str, str]]:
    item, values = instance.item, instance.values
    if item.is_group:
        yield from _group_rules(instance)
        return
    if item.required and not values and item.is_question and not item.look.hidden:
        yield "required", "This needs an answer"
    if values:
        yield from _count_rules(instance)
    for value in values:
        yield from _value_rules(instance, value, scopes)


def _group_rules(instance: Instance) -> Iterator[tuple[str, str]]:
    item = instance.item
    if instance.parent is None:
        return
    rows = [one for one in instance.siblings() if one.item is item]
    if rows[0] is not instance:
        return
    filled = [one for one in rows if has_content(one)]
    low, high = item.limits.min_occurs, item.limits.max_occurs
    if item.required and not filled:
        yield "required", "This part needs an answer"
    elif item.repeats and low is not None and len(filled) < low:
        yield "min-occurs", f"At least {low} are needed"
    if high is not None and len(filled) > high:
        yield "max-occurs", f"No more than {high} can be given"


def _count_rules(instance: Instance) -> Iterator[tuple[str, str]]:
    item, count = instance.item, len(instance.values)
    low, high = item.limits.min_occurs, item.limits.max_occurs
    if not item.repeats and count > 1:
        yield "max-occurs", "Only one answer can be given"
    if low is not None and count < low:
        yield "min-occurs", f"At least {low} answers are needed"
    if high is not None and count > high:
        yield "max-occurs", f"No more than {high} answers can be given"
    exclusive = [one for one in instance.options if one.exclusive]
    if count > 1 and any(is_offered((one,), value) for one in exclusive for value in instance.values):
        yield "exclusive", f"“{exclusive[0].label}” cannot be given with another answer"


def _value_rules(instance: Instance, value: Value, scopes: Scopes) -> Iterator[tuple[str, str]]:
    key, given = next(iter(value.items()))
    if instance.item.type == "choice" and instance.options and not is_offered(instance.options, value):
        yield "option", "This is not one of the answers offered"
    if isinstance(given, str):
        yield from _text_rules(instance, given)
    yield from _range_rules(instance, key, given, scopes)
    places = instance.item.limits.decimal_places
    number = given.get("value") if isinstance(given, dict) else given
    if places is not None and isinstance(number, int | float | Decimal) and _places(number) > places:
        yield "decimal-places", f"Give no more than {places} decimal places"


def _text_rules(instance: Instance, text: str) -> Iterator[tuple[str, str]]:
    limits = instance.item.limits
    if limits.max_length is not None and len(text) > limits.max_length:
        yield "max-length", f"Use no more than {limits.max_length} characters"
    if limits.min_length is not None and len(text) < limits.min_length:
        yield "min-length", f"Use at least {limits.min_length} characters"
    if limits.regex:
        try:
            fits = pattern(limits.regex).fullmatch(text) is not None
        except FhirpathError:
            return
        if not fits:
            hint = instance.item.look.entry_format
            yield "regex", f"Write it as {hint}" if hint else "This is not written as it should be"


def _range_rules(instance: Instance, key: str, given: Any, scopes: Scopes) -> Iterator[tuple[str, str]]:
    limits = instance.item.limits
    for code, limit, url, wanted, words in (
        ("min-value", limits.min_value, ext.MIN_VALUE, -1, "or more"),
        ("max-value", limits.max_value, ext.MAX_VALUE, 1, "or less"),
    ):
        bound = _limit(instance, url, scopes) if limit is None or isinstance(limit, dict) else limit
        bound = limit if bound is None else bound
        if bound is not None and _compared(key, given, bound) == wanted:
            yield code, f"Must be {_words(bound)} {words}"


def _limit(instance: Instance, url: str, scopes: Scopes) -> Any:
    """Return a limit that is calculated (cqf-expression under the value), or None."""
    for extension in ext.extensions(instance.item.raw, url):
        for key, holder in extension.items():
            if key.startswith("_value"):
                written = ext.first(holder, ext.CQF_EXPRESSION)
                if isinstance(written, dict) and written.get("expression"):
                    expression = Expression(str(written["expression"]), instance.link_id, "limit")
                    found = scopes.run(expression, instance)
                    return found[0] if found else None
    return None


def _compared(key: str, given: Any, limit: Any) -> int | None:
    left, right = primitive(given), primitive(limit)
    kind = _TEMPORAL.get(key)
    if kind:
        left = Temporal.parse(given, kind) if isinstance(given, str) else left
        right = Temporal.parse(right, kind) or Temporal.guess(right) if isinstance(right, str) else right
    try:
        return None if left is None or right is None else order(left, right)
    except FhirpathError:
        return None


def _words(limit: Any) -> str:
    if isinstance(limit, dict):
        return f"{limit.get('value')} {limit.get('unit') or limit.get('code') or ''}".strip()
    value = primitive(limit)
    if isinstance(value, str) and _DAY.match(value):
        return date_text(date.fromisoformat(value))
    return str(value)


def _places(number: int | float | Decimal) -> int:
    exponent = Decimal(repr(number) if isinstance(number, float) else number).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
