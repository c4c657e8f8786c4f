"""Turns a syntax tree into one closure; `compile_expression` is the way in, cached by the text."""

from functools import lru_cache
from typing import Any

from msk_desk.forms.errors import FhirpathError, FhirpathSyntaxError
from msk_desk.forms.fhirpath.context import Compiled, Context, Function
from msk_desk.forms.fhirpath.functions.registry import FUNCTIONS
from msk_desk.forms.fhirpath.functions.types import cast, is_type
from msk_desk.forms.fhirpath.items import Collection, json_of, member, single
from msk_desk.forms.fhirpath.operators import OPERATORS, negated, truth
from msk_desk.forms.fhirpath.parser import parse
from msk_desk.forms.fhirpath.syntax import (
    Binary,
    Call,
    Index,
    Literal,
    Member,
    Path,
    Special,
    Syntax,
    TypeTest,
    Unary,
    Variable,
)
from msk_desk.forms.fhirpath.tree import by_link_id

_TYPE_FUNCTIONS = ("is", "as", "ofType")


@lru_cache(maxsize=4096)
def compile_expression(expression: str) -> Compiled:
    """Return the closure of an expression; the same text is compiled once.

    Raises:
        FhirpathSyntaxError: when it is not FHIRPath, or calls a function there is not.
    """
    return _compile(parse(expression))


def _compile(node: Syntax) -> Compiled:
    match node:
        case Literal():
            return _literal(list(node.values))
        case Variable():
            return _variable(node.name)
        case Special():
            return _special(node.name)
        case Member():
            return _head_member(node.name)
        case Call():
            return _head_call(node)
        case Path():
            return _path(node)
        case Index():
            return _index(_compile(node.base), _compile(node.index))
        case Unary():
            operand = _compile(node.operand)
            return operand if node.operator == "+" else lambda context: negated(operand(context))
        case Binary():
            return _binary(node)
        case TypeTest():
            return _type_test(node.operator, _compile(node.operand), node.type_name)


def _literal(values: Collection) -> Compiled:
    return lambda _context: list(values)


def _variable(name: str) -> Compiled:
    return lambda context: context.variable(name)


def _special(name: str) -> Compiled:
    if name == "this":
        return lambda context: context.this
    if name == "total":
        return lambda context: context.total
    return lambda context: [] if context.index is None else [context.index]


def _head_member(name: str) -> Compiled:
    def run(context: Context) -> Collection:
        found: Collection = []
        for item in context.this:
            data = json_of(item)
            kind = data.get("resourceType") if type(data) is dict else None
            if kind is not None and (kind == name or name in ("Resource", "DomainResource")):
                found.append(item)
            else:
                found.extend(member(item, name))
        return found

    return run


def _head_call(node: Call) -> Compiled:
    function, arguments = _function(node)
    return lambda context: function(context, context.this, arguments)


def _function(node: Call) -> tuple[Function, tuple[Compiled, ...]]:
    if node.name in _TYPE_FUNCTIONS and len(node.arguments) == 1:
        return _typed(node.name, _type_name(node.arguments[0])), ()
    known = FUNCTIONS.get(node.name)
    if known is None:
        raise FhirpathSyntaxError(f"there is no function {node.name}()")
    fewest, most, function = known
    if not fewest <= len(node.arguments) <= most:
        raise FhirpathSyntaxError(f"{node.name}() cannot take {len(node.arguments)} arguments")
    return function, tuple(_compile(argument) for argument in node.arguments)


def _type_name(node: Syntax) -> str:
    if isinstance(node, Member):
        return node.name
    if isinstance(node, Path) and isinstance(node.step, Member):
        return f"{_type_name(node.base)}.{node.step.name}"
    raise FhirpathSyntaxError("a type name was expected")


def _typed(name: str, type_name: str) -> Function:
    def run(_context: Context, items: Collection, _arguments: tuple[Compiled, ...]) -> Collection:
        if name == "ofType":
            return [item for item in items if is_type(item, type_name)]
        return cast(items, type_name) if name == "as" else _is(items, type_name)

    return run


def _is(items: Collection, type_name: str) -> Collection:
    if len(items) > 1:
        raise FhirpathError(f"'is' needs one value, got {len(items)}")
    return [is_type(items[0], type_name)] if items else []


def _type_test(operator: str, operand: Compiled, type_name: str) -> Compiled:
    if operator == "is":
        return lambda context: _is(operand(context), type_name)
    return lambda context: cast(operand(context), type_name)


def _path(node: Path) -> Compiled:
    quick = _quick_where(node)
    if quick is not None:
        return quick
    base, step = _compile(node.base), node.step
    if isinstance(step, Member):
        name = step.name
        return lambda context: [found for item in base(context) for found in member(item, name)]
    if isinstance(step, Call):
        function, arguments = _function(step)
        return lambda context: function(context, base(context), arguments)
    raise FhirpathSyntaxError(f"${step.name} cannot follow a dot")


def _quick_where(node: Path) -> Compiled | None:
    """Return a shortcut for `.where(linkId = 'x')`, which forms write thousands of times."""
    wanted = _equality_with_text(node.step)
    if wanted is None:
        return None
    name, text = wanted
    walk = _whole_tree(node.base)
    if walk is not None and name == "linkId":
        root, kind = _compile(walk[0]), walk[1]
        return lambda context: by_link_id(context, root(context), kind, text)
    base = _compile(node.base)

    def run(context: Context) -> Collection:
        return [item for item in base(context) if _has(item, name, text)]

    return run


def _equality_with_text(step: Member | Call | Special) -> tuple[str, str] | None:
    if not isinstance(step, Call) or step.name != "where" or len(step.arguments) != 1:
        return None
    match step.arguments[0]:
        case Binary(operator="=", left=Member(name=name), right=Literal(values=(str() as text,))):
            return name, text
    return None


def _whole_tree(base: Syntax) -> tuple[Syntax, str] | None:
    match base:
        case Path(base=root, step=Call(name="repeat", arguments=(Member(name="item"),))):
            return root, "repeat"
        case Path(base=root, step=Call(name="descendants")):
            return root, "descendants"
    return None


def _has(item: Any, name: str, text: str) -> bool:
    data = json_of(item)
    if type(data) is dict and type(found := data.get(name)) is str:
        return found == text
    values = list(member(item, name))
    return len(values) == 1 and json_of(values[0]) == text


def _index(base: Compiled, index: Compiled) -> Compiled:
    def run(context: Context) -> Collection:
        items, at = base(context), single(index(context), "[ ]")
        if at is None or isinstance(at, bool) or not isinstance(at, int):
            return []
        return [items[at]] if 0 <= at < len(items) else []

    return run


def _binary(node: Binary) -> Compiled:
    left, right = _compile(node.left), _compile(node.right)
    if node.operator in _LOGIC:
        return _LOGIC[node.operator](left, right)
    operator = OPERATORS[node.operator]
    return lambda context: operator(left(context), right(context))


def _and(left: Compiled, right: Compiled) -> Compiled:
    def run(context: Context) -> Collection:
        a = truth(left(context))
        if a is False:
            return [False]
        b = truth(right(context))
        if b is False:
            return [False]
        return [] if a is None or b is None else [True]

    return run


def _or(left: Compiled, right: Compiled) -> Compiled:
    def run(context: Context) -> Collection:
        a = truth(left(context))
        if a:
            return [True]
        b = truth(right(context))
        if b:
            return [True]
        return [] if a is None or b is None else [False]

    return run


def _implies(left: Compiled, right: Compiled) -> Compiled:
    def run(context: Context) -> Collection:
        a = truth(left(context))
        if a is False:
            return [True]
        b = truth(right(context))
        if b:
            return [True]
        return [] if a is None or b is None else [False]

    return run


_LOGIC = {"and": _and, "or": _or, "implies": _implies}
