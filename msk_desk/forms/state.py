"""One form being filled in: answers in, what follows from them out; the renderer and the services use it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from msk_desk.forms.answers import WrongAnswer, answer
from msk_desk.forms.definition import Definition
from msk_desk.forms.errors import FormsError
from msk_desk.forms.exchange import Import, plain, whole
from msk_desk.forms.finding import Finding
from msk_desk.forms.graph import graph_of
from msk_desk.forms.instance import Instance
from msk_desk.forms.item import Value
from msk_desk.forms.recalculation import Changes, Recalculation, as_answers, spread_enabled, touched_by
from msk_desk.forms.scope import Scopes
from msk_desk.forms.store import Store
from msk_desk.forms.validation import form_problems, problems_of

_NOT_GIVEN = (None, "", {"valueString": ""})


@dataclass(frozen=True, slots=True)
class ChangedItems:
    """What is to be drawn again after a change."""

    answers: frozenset[Instance] = frozenset()
    shown: frozenset[Instance] = frozenset()
    options: frozenset[Instance] = frozenset()
    texts: frozenset[Instance] = frozenset()
    rows: frozenset[Instance] = frozenset()

    @property
    def all(self) -> frozenset[Instance]:
        """Every instance something changed about."""
        return self.answers | self.shown | self.options | self.texts | self.rows


class FormState:
    """A form with its answers, kept consistent after every change."""

    def __init__(
        self,
        definition: Definition,
        response: dict[str, Any] | None = None,
        environment: Mapping[str, Any] | None = None,
        *,
        now: datetime | None = None,
        overridden: Iterable[str] | None = None,
    ) -> None:
        """Open a form.

        Args:
            response: answers given before; None for a new form, which then gets its initial answers.
            environment: `patient`, `user`, `encounter` … as FHIR resources.
            now: the moment expressions see; nothing in here reads the clock.
            overridden: paths of calculated items the user has written over; None to tell from the answers.
        """
        self.definition = definition
        self._store = Store(definition)
        graph = graph_of(definition)
        self._scopes = Scopes(self._store, environment or {}, now, graph.variable_reads)
        self._recalculation = Recalculation(self._store, self._scopes, graph)
        if definition.canonical:
            self._store.resource["questionnaire"] = definition.canonical
        self._import = Import(self._store)
        if response is not None:
            self._import.read(response)
        else:
            self._give_initial(self._store.root)
        self._open(kept=response is not None, overridden=overridden)

    def _open(self, kept: bool, overridden: Iterable[str] | None) -> None:
        for path in overridden or ():
            instance = self._store.at(path)
            if instance is not None:
                instance.overridden = True
        self._store.refresh_all()
        if not kept:
            self._run_initial_expressions(self._store.root)
        self._recalculation.keep_given = kept and overridden is None
        self._recalculation.everything(Changes())
        self._recalculation.keep_given = False

    # Reading

    @property
    def root(self) -> Instance:
        """The top of the tree; its children are the form's first level."""
        return self._store.root

    @property
    def revision(self) -> int:
        """A number that grows with each change."""
        return self._store.revision

    @property
    def import_problems(self) -> tuple[Finding, ...]:
        """What of the response given had no place in the form."""
        return tuple(self._import.findings)

    def instance(self, place: "Instance | str") -> Instance:
        """Return the instance at a path or of a linkId.

        Raises:
            FormsError: when there is none.
        """
        found = place if isinstance(place, Instance) else self._store.at(place)
        if found is None:
            raise FormsError(f"there is no item {place} in this form")
        return found

    def instances(self, link_id: str) -> tuple[Instance, ...]:
        """Return every instance of a linkId."""
        return tuple(self._store.of(link_id))

    def values(self, place: "Instance | str") -> list[Value]:
        """Return the answers at a place."""
        return self.instance(place).values

    def visible(self, place: "Instance | str") -> bool:
        """Tell whether an item is to be drawn."""
        instance = self.instance(place)
        hidden = any(one.item.look.hidden for one in (instance, *instance.up()))
        return instance.enabled and not hidden

    def problems(self, place: "Instance | str | None" = None) -> list[Finding]:
        """Return what is wrong with the answers, of the whole form or of one item."""
        if place is not None:
            return list(problems_of(self.instance(place), self._scopes))
        found = [*self._import.findings, *form_problems(self.definition.constraints, self.root, self._scopes)]
        for instance in self._store.all():
            found.extend(problems_of(instance, self._scopes))
        return found

    @property
    def faults(self) -> dict[tuple[str, str], str]:
        """Expressions that could not be evaluated on these answers, by linkId and purpose."""
        return dict(self._scopes.faults)

    def response(self, status: str | None = None) -> dict[str, Any]:
        """Return the QuestionnaireResponse: what is enabled, calculated values included."""
        found: dict[str, Any] = plain(self._store.resource)
        if status is not None:
            found["status"] = status
        items = found.pop("item", None)
        return {**found, "item": items} if items else found

    # Changing

    def set_answer(self, place: "Instance | str", values: Any) -> ChangedItems:
        """Give an item its answers, in place of those it had.

        Args:
            values: one answer or a list; FHIR answers, plain values, Codings or codes. None or [] for no answer.

        Raises:
            WrongAnswer: when the item does not take such an answer; nothing is changed.
        """
        instance = self.instance(place)
        given = values if isinstance(values, list) else [] if values is None else [values]
        typed = [answer(instance.item, one, instance.options) for one in given if one not in _NOT_GIVEN]
        if not instance.item.is_question:
            raise WrongAnswer("this item takes no answer")
        if instance.item.calculated is not None:
            if instance.item.read_only:
                raise WrongAnswer("this is calculated and cannot be written over", "read-only")
            instance.overridden = True
        changes = Changes(answers={instance})
        fresh = self._replace(instance, typed)
        return self._settle(touched_by(instance), changes, fresh=fresh)

    def _replace(self, instance: Instance, values: list[Value]) -> set[str]:
        before = {id(one) for slot in instance.slots for one in slot.children}
        old = [one for slot in instance.slots for one in slot.children]
        instance.set_values(values)
        for slot in instance.slots:
            self._store.fill_slot(instance, slot)
        kept = {id(one) for slot in instance.slots for one in slot.children}
        for one in old:
            if id(one) not in kept:
                self._store.forget(one)
        fresh = [one for slot in instance.slots for one in slot.children if id(one) not in before]
        for one in fresh:
            spread_enabled(one)
        self._store.refresh(instance)
        return {below.link_id for one in fresh for below in one.walk()}

    def put_beside(self, place: "Instance | str", extra: Mapping[str, Any]) -> None:
        """Keep something beside the answers of an item, such as where they come from; it goes when they change."""
        instance = self.instance(place)
        for slot in instance.slots:
            if slot.value is not None:
                slot.extra = dict(extra)
        self._store.refresh(instance)
        self._store.revision += 1

    def follow_calculation(self, place: "Instance | str") -> ChangedItems:
        """Give up what the user wrote over a calculated item, and calculate it again."""
        instance = self.instance(place)
        instance.overridden = False
        return self._settle(touched_by(instance) | {instance.link_id}, Changes(), again=instance)

    def add_instance(self, place: "Instance | str") -> Instance:
        """Add a row to a repeating group after its last; return the new row.

        Raises:
            FormsError: when the group does not repeat or has as many rows as it may.
        """
        return self.add_row(place)[0]

    def add_row(self, place: "Instance | str") -> "tuple[Instance, ChangedItems]":
        """Add a row like `add_instance`; return it with what is to be drawn again elsewhere.

        Raises:
            FormsError: when the group does not repeat or has as many rows as it may.
        """
        instance = self.instance(place)
        row = instance.siblings()
        same = [one for one in row if one.item is instance.item]
        limit = instance.item.limits.max_occurs
        repeats = instance.item.is_group and instance.item.repeats
        if not repeats or (limit is not None and len(same) >= limit):
            raise FormsError(f"no more rows of {instance.link_id} can be added")
        parent = instance.parent or self.root
        fresh = self._store.make(instance.item, parent)
        row.insert(next(i for i, one in enumerate(row) if one is same[-1]) + 1, fresh)
        spread_enabled(fresh)
        self._give_initial(fresh)
        self._run_initial_expressions(fresh)
        return fresh, self._structure_changed(fresh)

    def remove_instance(self, place: "Instance | str") -> ChangedItems:
        """Take a row out of a repeating group; the last one is emptied instead."""
        instance = self.instance(place)
        row = instance.siblings()
        if sum(one.item is instance.item for one in row) == 1:
            self._add_blank(instance, row)
        row[:] = [one for one in row if one is not instance]
        self._store.forget(instance)
        return self._structure_changed(instance.parent or self.root, removed=instance)

    def _add_blank(self, instance: Instance, row: list[Instance]) -> None:
        fresh = self._store.make(instance.item, instance.parent or self.root)
        spread_enabled(fresh)
        row.insert(next(i for i, one in enumerate(row) if one is instance), fresh)

    def _structure_changed(self, instance: Instance, removed: Instance | None = None) -> ChangedItems:
        for one in instance.walk():
            one.refresh_json()
        self._store.refresh(instance)
        touched = touched_by(instance, below=True) | (touched_by(removed, below=True) if removed else set())
        fresh = {one.link_id for one in instance.walk()}
        return self._settle(touched, Changes(rows={instance.parent or self.root, instance}), fresh=fresh)

    def _settle(
        self,
        touched: set[str],
        changes: Changes,
        again: Instance | None = None,
        fresh: Iterable[str] = (),
    ) -> ChangedItems:
        self._store.revision += 1
        if again is not None:
            self._recalculation.calculate(again, changes)
        self._recalculation.after(touched, changes, fresh)
        return ChangedItems(
            frozenset(changes.answers),
            frozenset(changes.shown),
            frozenset(changes.options),
            frozenset(changes.texts),
            frozenset(changes.rows),
        )

    def _give_initial(self, top: Instance) -> None:
        for instance in list(top.walk()):
            if not instance.item.is_question or instance.values:
                continue
            given = list(instance.item.initial) or [one.value for one in instance.item.options if one.initial]
            instance.set_values(as_answers(instance, given))
            for slot in instance.slots:
                self._store.fill_slot(instance, slot)

    def _run_initial_expressions(self, top: Instance) -> None:
        for instance in list(top.walk()):
            expression = instance.item.initial_expression
            if expression is not None and instance.item.is_question and not instance.values:
                instance.set_values(as_answers(instance, self._scopes.run(expression, instance)))
                self._store.refresh(instance)

    # Drafts

    def snapshot(self) -> dict[str, Any]:
        """Return everything needed to open the form as it is now: hidden answers and overrides too."""
        overridden = [one.path for one in self._store.all() if one.overridden]
        return {"response": whole(self._store), "overridden": overridden}

    @staticmethod
    def restore(
        definition: Definition,
        snapshot: dict[str, Any],
        environment: Mapping[str, Any] | None = None,
        *,
        now: datetime | None = None,
    ) -> "FormState":
        """Open a form as a snapshot left it."""
        return FormState(
            definition, snapshot["response"], environment, now=now, overridden=snapshot.get("overridden", ())
        )
