"""Works out what follows from changed answers: in one pass, in order, each result compared before it counts."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field

from msk_desk.forms.answers import WrongAnswer, answer, same_answer
from msk_desk.forms.enablement import conditions_hold
from msk_desk.forms.fhirpath.items import Collection, json_of
from msk_desk.forms.graph import CALCULATE, ENABLE, OPTIONS, TEXT, TOGGLES, Graph, Task
from msk_desk.forms.instance import Instance, has_content
from msk_desk.forms.item import Option, Value
from msk_desk.forms.scope import Scopes
from msk_desk.forms.store import Store
from msk_desk.forms.valuesets import label_of

# A form whose calculations chase each other stops after so many rounds; lint names the cycle.
_ROUNDS = 8


@dataclass
class Changes:
    """What a change led to, collected while it runs."""

    answers: set[Instance] = field(default_factory=set)
    shown: set[Instance] = field(default_factory=set)
    options: set[Instance] = field(default_factory=set)
    texts: set[Instance] = field(default_factory=set)
    rows: set[Instance] = field(default_factory=set)


class Recalculation:
    """Runs the tasks of a form's graph over its instances."""

    def __init__(self, store: Store, scopes: Scopes, graph: Graph) -> None:
        self._store = store
        self._scopes = scopes
        self._graph = graph
        self._work = {
            ENABLE: self._enable,
            CALCULATE: self._calculate,
            TEXT: self._text,
            OPTIONS: self._options,
            TOGGLES: self._options,
        }
        self.keep_given = False

    def everything(self, changes: Changes) -> None:
        """Work out the whole form, as when it is opened."""
        self._run([(self._graph.rank[task], task) for task in self._graph.rank], changes)

    def after(self, touched: set[str], changes: Changes, fresh: Iterable[str] = ()) -> None:
        """Work out what looks at any of the linkIds, and all that belongs to items just made."""
        self._scopes.answers_changed(touched)
        tasks = dict.fromkeys(self._graph.touched(touched))
        tasks.update(dict.fromkeys(task for link_id in fresh for task in self._graph.of(link_id)))
        self._run([(self._graph.rank[task], task) for task in tasks], changes)

    def calculate(self, instance: Instance, changes: Changes) -> None:
        """Work out one calculated item, whether or not anything it looks at has changed."""
        touched = self._calculate(instance, changes)
        if touched:
            self.after(touched, changes)

    def _run(self, heap: list[tuple[int, Task]], changes: Changes) -> None:
        heapq.heapify(heap)
        waiting = {task for _, task in heap}
        rounds: dict[Task, int] = {}
        while heap:
            _, task = heapq.heappop(heap)
            waiting.discard(task)
            rounds[task] = rounds.get(task, 0) + 1
            if rounds[task] > _ROUNDS:
                continue
            touched = self._run_task(task, changes)
            if touched:
                self._scopes.answers_changed(touched)
                for following in self._graph.touched(touched):
                    if following not in waiting:
                        waiting.add(following)
                        heapq.heappush(heap, (self._graph.rank[following], following))

    def _run_task(self, task: Task, changes: Changes) -> set[str]:
        touched: set[str] = set()
        work = self._work[task[1]]
        for instance in list(self._store.of(task[0])):
            touched |= work(instance, changes)
        return touched

    def _enable(self, instance: Instance, changes: Changes) -> set[str]:
        item = instance.item
        if item.enable_expression is not None:
            found = self._scopes.run(item.enable_expression, instance)
            on = bool(found) and json_of(found[0]) is True
        else:
            on = conditions_hold(instance, self._store.nearest)
        if on == instance.switched_on:
            return set()
        instance.switched_on = on
        changes.shown |= spread_enabled(instance)
        had = has_content(instance)
        self._store.refresh(instance)
        return touched_by(instance, below=True) if had else set()

    def _calculate(self, instance: Instance, changes: Changes) -> set[str]:
        expression = instance.item.calculated
        if expression is None or instance.overridden:
            return set()
        values = as_answers(instance, self._scopes.run(expression, instance))
        if same_values(values, instance.values):
            return set()
        if self.keep_given and instance.values and not instance.item.read_only:
            instance.overridden = True
            return set()
        instance.set_values(values)
        changes.answers.add(instance)
        self._store.refresh(instance)
        return touched_by(instance)

    def _text(self, instance: Instance, changes: Changes) -> set[str]:
        expression = instance.item.text_expression
        found = self._scopes.run(expression, instance) if expression is not None else []
        text = " ".join(str(json_of(one)) for one in found) if found else instance.item.text
        if text != instance.text:
            instance.text = text
            changes.texts.add(instance)
        return set()

    def _options(self, instance: Instance, changes: Changes) -> set[str]:
        item = instance.item
        options = item.options
        if item.answer_expression is not None:
            options = tuple(_option(one) for one in self._scopes.run(item.answer_expression, instance))
        for toggle in item.toggles:
            found = self._scopes.run(toggle.expression, instance)
            if not (found and json_of(found[0]) is True):
                options = tuple(one for one in options if not _among(one.value, toggle.values))
        if options != instance.options:
            instance.options = options
            changes.options.add(instance)
        return set()


def _among(value: Value, values: Iterable[Value]) -> bool:
    return any(same_answer(value, other) for other in values)


def _option(item: object) -> Option:
    value = json_of(item)
    if isinstance(value, dict):
        coding = next(iter(value.get("coding") or ()), value)
        return Option({"valueCoding": coding}, label_of(coding))
    if isinstance(value, int) and not isinstance(value, bool):
        return Option({"valueInteger": value}, str(value))
    return Option({"valueString": str(value)}, str(value))


def as_answers(instance: Instance, found: Collection) -> list[Value]:
    """Return what an expression found as answers of the item; what does not fit is left out."""
    values = []
    for one in found if instance.item.repeats else found[:1]:
        try:
            values.append(answer(instance.item, one, instance.options))
        except WrongAnswer:
            continue
    return values


def same_values(left: list[Value], right: list[Value]) -> bool:
    """Tell whether two lists of answers are the same, numbers by their value."""
    return len(left) == len(right) and all(map(same_answer, left, right))


def spread_enabled(instance: Instance) -> set[Instance]:
    """Bring `enabled` of an instance and all under it in step; return those that changed."""
    changed: set[Instance] = set()
    for one in instance.walk():
        enabled = one.switched_on and (one.parent is None or one.parent.enabled)
        if enabled != one.enabled:
            one.enabled = enabled
            changed.add(one)
    return changed


def touched_by(instance: Instance, below: bool = False) -> set[str]:
    """Return the linkIds whose readers must look again when an instance changes."""
    found = {instance.link_id, *(one.link_id for one in instance.up())}
    if below:
        found |= {one.link_id for one in instance.walk()}
    return found
