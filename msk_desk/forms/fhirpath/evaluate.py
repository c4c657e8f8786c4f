"""Evaluates one expression on one resource: behind `msk-desk fhirpath` and the forms engine."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from msk_desk.forms.errors import FhirpathError
from msk_desk.forms.fhirpath.compiler import compile_expression
from msk_desk.forms.fhirpath.context import Context, Membership, Weights
from msk_desk.forms.fhirpath.items import Collection, json_of
from msk_desk.forms.fhirpath.quantity import Quantity
from msk_desk.forms.fhirpath.temporal import Temporal


def evaluate(
    expression: str,
    resource: Any,
    environment: Mapping[str, Any],
    now: datetime | None = None,
    *,
    weigh: Weights | None = None,
    member_of: Membership | None = None,
) -> list[Any]:
    """Return what an expression finds, as JSON values.

    Args:
        environment: what `%name` stands for; `%resource` and `%context` are the resource unless given.
        now: what `now()` and `today()` say.

    Raises:
        FhirpathSyntaxError: when it is not FHIRPath.
        FhirpathError: when it cannot be evaluated on this resource.
    """
    this = [] if resource is None else [resource]
    variables = {"context": this, "resource": this, "rootResource": this, **environment}
    context = Context(this, variables, now, weigh=weigh, member_of=member_of)
    return to_json(run(expression, context))


def run(expression: str, context: Context) -> Collection:
    """Return what an expression finds; whatever goes wrong in it becomes an error of the family.

    Raises:
        FhirpathSyntaxError: when it is not FHIRPath.
        FhirpathError: when it cannot be evaluated.
    """
    compiled = compile_expression(expression)
    try:
        return compiled(context)
    except (ArithmeticError, RecursionError) as problem:
        raise FhirpathError("the numbers are too large, or the expression too deep") from problem


def to_json(values: Collection) -> list[Any]:
    """Return a collection as JSON values: numbers as numbers, dates and quantities as text."""
    return [made for made in (_json(value) for value in values) if made is not None]


def _json(item: Any) -> Any:
    value = json_of(item)
    if isinstance(value, Decimal):
        return number(value)
    return str(value) if isinstance(value, Temporal | Quantity) else value


def number(value: Decimal) -> int | float:
    """Return a decimal as the JSON number it is."""
    return int(value) if value == value.to_integral_value() else float(value)
