"""Reads from an expression which questions and variables it looks at, without running it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from msk_desk.forms.errors import FhirpathSyntaxError
from msk_desk.forms.fhirpath.parser import parse
from msk_desk.forms.fhirpath.syntax import Binary, Call, Index, Literal, Member, Path, Special, Syntax, Variable, walk

_ANSWERS = ("resource", "context", "rootResource")
# Operators by which a filter can let through linkIds that it does not write out.
_MADE_UP = frozenset({"!=", "!~", "xor", "implies", "+", "&", "<", ">", "<=", ">="})
# Functions that, at the head of an expression, do not look at where the expression stands.
_FOCUS_FREE = frozenset({"today", "now", "timeOfDay", "iif", "coalesce"})


@dataclass(frozen=True, slots=True)
class Reads:
    """The linkIds and variables an expression looks at; `everything` when that cannot be told.

    `patterns` are linkIds by how they begin or end: (`startsWith`, `phq-`).
    """

    link_ids: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()
    everything: bool = False
    here: bool = False
    patterns: frozenset[tuple[str, str]] = frozenset()

    def joined(self, other: "Reads") -> "Reads":
        """Return what either looks at."""
        return Reads(
            self.link_ids | other.link_ids,
            self.variables | other.variables,
            self.everything or other.everything,
            self.here or other.here,
            self.patterns | other.patterns,
        )

    def among(self, known: Iterable[str]) -> frozenset[str]:
        """Return the linkIds looked at, those known that fit a pattern with them."""
        if not self.patterns:
            return self.link_ids
        return self.link_ids | {one for one in known if any(_fits(one, *pattern) for pattern in self.patterns)}


def _fits(link_id: str, how: str, text: str) -> bool:
    match how:
        case "startsWith":
            return link_id.startswith(text)
        case "endsWith":
            return link_id.endswith(text)
        case _:
            return text in link_id


@lru_cache(maxsize=4096)
def reads_of(expression: str) -> Reads:
    """Return what an expression looks at; nothing when it is not FHIRPath (it will never run)."""
    try:
        return _reads(parse(expression), at_head=True)
    except FhirpathSyntaxError:
        return Reads()


def _reads(node: Syntax, at_head: bool) -> Reads:
    if isinstance(node, Path | Index | Variable | Member | Call | Special):
        return _chain(node, at_head)
    found = Reads()
    for child in _parts(node):
        found = found.joined(_reads(child, at_head))
    return found


def _parts(node: Syntax) -> list[Syntax]:
    match node:
        case Binary():
            return [node.left, node.right]
        case Literal():
            return []
        case _:
            return [child for child in (getattr(node, "operand", None),) if child is not None]


def _chain(node: Syntax, at_head: bool) -> Reads:
    """Read `root.step.step…`: which root, and the last step that narrows it to one linkId."""
    steps: list[Syntax] = []
    found = Reads()
    while isinstance(node, Path | Index):
        if isinstance(node, Path):
            steps.append(node.step)
        else:
            found = found.joined(_reads(node.index, at_head))
        node = node.base
    steps.reverse()
    from_answers = _is_answers(node, at_head)
    if isinstance(node, Variable) and node.name not in _ANSWERS:
        found = found.joined(Reads(variables=frozenset({node.name})))
    elif isinstance(node, Call):
        steps.insert(0, node)
    elif not isinstance(node, Variable | Member | Special):
        found = found.joined(_reads(node, at_head))
    for step in steps:
        found = found.joined(_arguments(step, at_head))
    if not from_answers:
        return found
    return found.joined(_narrowed(steps, not isinstance(node, Variable)))


def _is_answers(node: Syntax, at_head: bool) -> bool:
    if isinstance(node, Variable):
        return node.name in _ANSWERS
    if isinstance(node, Call):
        return at_head and node.name not in _FOCUS_FREE
    return at_head and isinstance(node, Member | Special)


def _arguments(step: Syntax, at_head: bool) -> Reads:
    found = Reads()
    if isinstance(step, Call):
        # Inside where() and its like the head is the item filtered, which the chain itself accounts for.
        inner = at_head and step.name in ("iif", "coalesce")
        for argument in step.arguments:
            found = found.joined(_reads(argument, inner))
    return found


def _narrowed(steps: list[Syntax], relative: bool) -> Reads:
    last, kept = Reads(), Reads()
    for step in steps:
        if not isinstance(step, Call) or step.name not in ("where", "exists", "all"):
            continue
        pattern = _pattern(step)
        if pattern is not None:
            last = Reads(patterns=frozenset({pattern}))
            continue
        texts, simple = _link_ids(step)
        if texts:
            last = Reads(texts)
            if not simple:
                kept = kept.joined(last)
    if last == Reads():
        return Reads(here=True) if relative else Reads(everything=True)
    return last.joined(kept)


def _pattern(step: Call) -> tuple[str, str] | None:
    """Return the pattern of a filter that is nothing but `linkId.startsWith('x')` or the like."""
    match step.arguments:
        case (
            Path(
                base=Member(name="linkId"),
                step=Call(
                    name="startsWith" | "endsWith" | "contains" as how, arguments=(Literal(values=(str() as text,)),)
                ),
            ),
        ):
            return how, text
    return None


def _is_not_link_id(node: Syntax) -> bool:
    return isinstance(node, Variable) or (isinstance(node, Member) and node.name != "linkId")


def _link_ids(step: Call) -> tuple[frozenset[str], bool]:
    """Return the linkIds a filter names, and whether it is nothing but `linkId = 'x'`."""
    nodes = [node for argument in step.arguments for node in walk(argument)]
    if not any(isinstance(node, Member) and node.name == "linkId" for node in nodes):
        return frozenset(), False
    operators = {node.operator for node in nodes if isinstance(node, Binary)}
    if operators & _MADE_UP or any(isinstance(node, Call) for node in nodes):
        return frozenset(), False
    if "or" in operators and any(_is_not_link_id(node) for node in nodes):
        return frozenset(), False
    texts = [value for node in nodes if isinstance(node, Literal) for value in node.values if isinstance(value, str)]
    return frozenset(texts), len(texts) == 1 and len(nodes) == 3
