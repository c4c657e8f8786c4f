"""What an expression sees while it runs: `$this`, variables, the moment, the value sets at hand."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from msk_desk.forms.errors import FhirpathError
from msk_desk.forms.fhirpath.items import Collection

Weights = Callable[[str | None, dict[str, Any]], Any]
Membership = Callable[[str, Any], bool | None]

CONSTANTS = {
    "ucum": "http://unitsofmeasure.org",
    "sct": "http://snomed.info/sct",
    "loinc": "http://loinc.org",
}
_PREFIXED = {
    "vs-": "http://hl7.org/fhir/ValueSet/",
    "ext-": "http://hl7.org/fhir/StructureDefinition/",
}


class Context:
    """One evaluation: the focus, and everything `%name` can mean."""

    __slots__ = ("defined", "index", "member_of", "memo", "now", "this", "total", "variables", "weigh")

    def __init__(
        self,
        this: Collection,
        variables: Mapping[str, Any],
        now: datetime | None = None,
        *,
        weigh: Weights | None = None,
        member_of: Membership | None = None,
        memo: dict[Any, Any] | None = None,
    ) -> None:
        self.this = this
        self.index: int | None = None
        self.total: Collection = []
        self.variables = variables
        self.defined: dict[str, Collection] = {}
        self.now = now
        self.weigh = weigh
        self.member_of = member_of
        self.memo: dict[Any, Any] = {} if memo is None else memo

    def moment(self) -> datetime:
        """Return the time of this evaluation.

        Raises:
            FhirpathError: when the caller gave none; nothing in here reads the clock.
        """
        if self.now is None:
            raise FhirpathError("the time is not known here")
        return self.now

    def variable(self, name: str) -> Collection:
        """Return the value of `%name`.

        Raises:
            FhirpathError: when there is no such variable.
        """
        if name in self.defined:
            return self.defined[name]
        if name in self.variables:
            return as_collection(self.variables[name])
        if name in CONSTANTS:
            return [CONSTANTS[name]]
        for prefix, base in _PREFIXED.items():
            if name.startswith(prefix):
                return [base + name.removeprefix(prefix)]
        raise FhirpathError(f"%{name} is not defined")

    def apply(self, expression: "Compiled", this: Collection, index: int | None = None) -> Collection:
        """Run an expression with another `$this`."""
        saved = self.this, self.index
        self.this, self.index = this, index
        try:
            return expression(self)
        finally:
            self.this, self.index = saved

    def each(self, expression: "Compiled", items: Collection) -> Iterator[tuple[Any, Collection]]:
        """Yield each item with what the expression makes of it."""
        for at, item in enumerate(items):
            yield item, self.apply(expression, [item], at)


Compiled = Callable[[Context], Collection]
Function = Callable[[Context, Collection, tuple[Compiled, ...]], Collection]


def as_collection(value: Any) -> Collection:
    """Return a variable's value as a collection: nothing, one thing, or a list as it is."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
