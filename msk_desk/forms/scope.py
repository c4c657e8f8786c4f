"""What `%name` means where an item stands, and the running of its expressions."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from msk_desk.forms.dependencies import Reads
from msk_desk.forms.errors import FormsError
from msk_desk.forms.fhirpath.context import Context
from msk_desk.forms.fhirpath.evaluate import run
from msk_desk.forms.fhirpath.items import Collection
from msk_desk.forms.instance import Instance
from msk_desk.forms.item import Expression
from msk_desk.forms.store import Store

_NOTHING = Reads()


class LiveIndex:
    """The items of a linkId in the open response, in the shape `by_link_id` keeps its indexes."""

    def __init__(self, store: Store, kind: str) -> None:
        self._store = store
        self._under_answers = kind == "descendants"

    def get(self, link_id: str, _default: Any = ()) -> list[dict[str, Any]]:
        """Return the JSON of the items of a linkId; equal ones once for `repeat`, as the standard has it."""
        found = self._store.seen(link_id, self._under_answers)
        if self._under_answers or len(found) < 2:
            return found
        return [one for at, one in enumerate(found) if one not in found[:at]]


class Scopes:
    """Runs the expressions of one open form; variables are worked out when asked for, and kept."""

    def __init__(
        self,
        store: Store,
        environment: Mapping[str, Any],
        now: datetime | None,
        variable_reads: Mapping[tuple[str, str], Reads],
    ) -> None:
        self._store = store
        self.environment = environment
        self._now = now
        self._reads = variable_reads
        self._kept: dict[tuple[int, str], Collection] = {}
        self._scope_of: dict[tuple[int, str], str] = {}
        self._running: set[tuple[int, str]] = set()
        self.faults: dict[tuple[str, str], str] = {}
        definition = store.definition
        self.root_variables = {one.name: one for one in definition.variables}
        self.member_of = definition.value_sets.member_of
        root = store.resource
        self._live = {(kind, id(root)): (root, LiveIndex(store, kind)) for kind in ("repeat", "descendants")}

    def run(self, expression: Expression, instance: Instance) -> Collection:
        """Return what an expression finds; nothing, and a fault noted, when it cannot be evaluated."""
        key = (expression.link_id, expression.purpose)
        this = self._store.resource if instance.parent is None else instance.json
        context = Context(
            [this],
            Scope(self, instance),
            self._now,
            weigh=self._store.definition.weigh,
            member_of=self.member_of,
            memo=dict(self._live),
        )
        try:
            found = run(expression.text, context)
        except FormsError as problem:
            self.faults[key] = str(problem)
            return []
        self.faults.pop(key, None)
        return found

    def variable(self, expression: Expression, instance: Instance) -> Collection:
        """Return the value of a variable defined on an instance; a variable of itself is empty."""
        key = (instance.key, expression.name)
        if key in self._kept:
            return self._kept[key]
        if key in self._running:
            return []
        self._running.add(key)
        try:
            self._kept[key] = self.run(expression, instance)
        finally:
            self._running.discard(key)
        self._scope_of[key] = instance.link_id
        return self._kept[key]

    def answers_changed(self, link_ids: set[str]) -> None:
        """Drop the variables that looked at any of the linkIds."""
        for key in list(self._kept):
            reads = self._reads.get((self._scope_of[key], key[1]), _NOTHING)
            if reads.everything or not reads.link_ids.isdisjoint(link_ids):
                del self._kept[key]


class Scope(Mapping[str, Any]):
    """The names an expression on one instance may use."""

    def __init__(self, scopes: Scopes, instance: Instance) -> None:
        self._scopes = scopes
        self._instance = instance

    def __getitem__(self, name: str) -> Any:
        match name:
            case "resource" | "rootResource":
                return [self._scopes._store.resource]
            case "context":
                root = self._instance.parent is None
                return [self._scopes._store.resource if root else self._instance.json]
            case "questionnaire":
                return [self._scopes._store.definition.raw]
            case "qitem":
                return [] if self._instance.parent is None else [self._instance.item.raw]
        for one in (self._instance, *self._instance.up()):
            for variable in one.item.variables:
                if variable.name == name:
                    return self._scopes.variable(variable, one)
        if name in self._scopes.root_variables:
            return self._scopes.variable(self._scopes.root_variables[name], self._scopes._store.root)
        if name in self._scopes.environment:
            return self._scopes.environment[name]
        if name in self._scopes._store.definition.launch_names:
            return []
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        try:
            self[str(name)]
        except KeyError:
            return False
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(self._scopes.environment)

    def __len__(self) -> int:
        return len(self._scopes.environment)
