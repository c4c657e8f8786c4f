"""The dependency graph of a form: which calculations an answer touches, and in what order they run."""

from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from msk_desk.forms.definition import Definition
from msk_desk.forms.dependencies import Reads, reads_of
from msk_desk.forms.item import Expression, Item

Task = tuple[str, str]
"""The linkId of an item and what is to be worked out for it."""

ENABLE, CALCULATE, TEXT, OPTIONS, TOGGLES = "enable", "calculate", "text", "options", "toggles"
_KINDS = (ENABLE, CALCULATE, TEXT, OPTIONS, TOGGLES)


@dataclass
class Graph:
    """Tasks by the linkIds they look at, and their rank in one pass."""

    by_link_id: dict[str, list[Task]] = field(default_factory=dict)
    always: list[Task] = field(default_factory=list)
    rank: dict[Task, int] = field(default_factory=dict)
    variable_reads: dict[tuple[str, str], Reads] = field(default_factory=dict)

    def of(self, link_id: str) -> list[Task]:
        """Return the tasks of one item."""
        return [(link_id, kind) for kind in _KINDS if (link_id, kind) in self.rank]

    def touched(self, link_ids: set[str]) -> list[Task]:
        """Return the tasks that look at any of the linkIds."""
        found = dict.fromkeys(self.always)
        for link_id in link_ids:
            found.update(dict.fromkeys(self.by_link_id.get(link_id, ())))
        return list(found)


class GraphMaker:
    """Builds the graph of a definition; `graph_of` is the way in."""

    def __init__(self, definition: Definition) -> None:
        self._definition = definition
        self._scopes = {item.link_id: item for item in definition.walk()}
        self._root = {one.name: one for one in definition.variables}
        self._reads: dict[Task, Reads] = {}
        self._after: dict[Task, set[Task]] = {}
        self._fitting: dict[object, frozenset[str]] = {}

    def make(self) -> Graph:
        """Return the graph."""
        graph = Graph()
        for item in self._definition.walk():
            self._add_item(item)
        for scope, name, expression in self._variables():
            graph.variable_reads[(scope, name)] = self._resolved(scope, expression, frozenset())
        for task, reads in self._reads.items():
            if reads.everything:
                graph.always.append(task)
            for link_id in reads.link_ids:
                graph.by_link_id.setdefault(link_id, []).append(task)
        graph.rank = {task: at for at, task in enumerate(self._ordered())}
        return graph

    def _variables(self) -> list[tuple[str, str, Expression]]:
        found = [("", one.name, one) for one in self._definition.variables]
        for item in self._definition.walk():
            found += [(item.link_id, one.name, one) for one in item.variables]
        return found

    def _add_item(self, item: Item) -> None:
        reads = Reads(link_ids=frozenset(one.question for one in item.enable_when))
        if item.enable_expression is not None:
            reads = self._resolved(item.link_id, item.enable_expression, frozenset())
        if item.enable_when or item.enable_expression is not None:
            self._reads[(item.link_id, ENABLE)] = reads
        wanted = ((CALCULATE, item.calculated), (TEXT, item.text_expression), (OPTIONS, item.answer_expression))
        for kind, expression in wanted:
            if expression is not None:
                self._reads[(item.link_id, kind)] = self._resolved(item.link_id, expression, frozenset())
        if item.toggles:
            joined = Reads()
            for toggle in item.toggles:
                joined = joined.joined(self._resolved(item.link_id, toggle.expression, frozenset()))
            self._reads[(item.link_id, TOGGLES)] = joined

    def _resolved(self, scope: str, expression: Expression, seen: frozenset[tuple[str, str]]) -> Reads:
        """Return what an expression looks at, through the variables it uses."""
        reads = reads_of(expression.text)
        found = Reads(self._among(reads), everything=reads.everything)
        if reads.here:
            found = found.joined(Reads(frozenset({scope})) if scope else Reads(everything=True))
        for name in reads.variables:
            where = self._defined_at(scope, name, expression)
            if where is not None and (where[0], name) not in seen:
                found = found.joined(self._resolved(*where, seen | {(where[0], name)}))
        return found

    def _among(self, reads: Reads) -> frozenset[str]:
        """Return the linkIds looked at; each pattern is held against the form once."""
        fitting = self._fitting.get(reads.patterns)
        if fitting is None:
            fitting = self._fitting[reads.patterns] = Reads(patterns=reads.patterns).among(self._scopes)
        return reads.link_ids | fitting

    def _defined_at(self, scope: str, name: str, asking: Expression) -> tuple[str, Expression] | None:
        item = self._scopes.get(scope)
        for link_id in (*((scope, *reversed(item.ancestors)) if item else ()),):
            if link_id not in self._scopes:
                continue
            for variable in self._scopes[link_id].variables:
                if variable.name == name and variable is not asking:
                    return link_id, variable
        return ("", self._root[name]) if name in self._root else None

    def _ordered(self) -> list[Task]:
        """Return the tasks so that, cycles aside, each follows those whose results it looks at."""
        producers: dict[str, list[Task]] = {}
        for task in self._reads:
            item = self._scopes[task[0]]
            if task[1] == CALCULATE:
                for link_id in (task[0], *item.ancestors):
                    producers.setdefault(link_id, []).append(task)
            elif task[1] == ENABLE:
                for link_id in (*(one.link_id for one in item.walk()), *item.ancestors):
                    producers.setdefault(link_id, []).append(task)
        ordered: list[Task] = []
        settled: set[Task] = set()
        for task in sorted(self._reads, key=lambda one: self._reads[one].everything):
            self._place(task, producers, ordered, settled)
        return ordered

    def _place(self, start: Task, producers: dict[str, list[Task]], ordered: list[Task], settled: set[Task]) -> None:
        stack: list[tuple[Task, bool]] = [(start, False)]
        while stack:
            task, ready = stack.pop()
            if ready:
                ordered.append(task)
            elif task not in settled:
                settled.add(task)
                stack.append((task, True))
                for link_id in self._reads[task].link_ids:
                    stack += [(one, False) for one in producers.get(link_id, ()) if one not in settled]


def graph_of(definition: Definition) -> Graph:
    """Return the dependency graph of a form; one that is opened again has it already."""
    found = _made.get(definition)
    if found is None:
        found = _made[definition] = GraphMaker(definition).make()
    return found


_made: WeakKeyDictionary[Definition, Graph] = WeakKeyDictionary()
