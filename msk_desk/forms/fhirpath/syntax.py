"""The parts an expression is made of; the parser builds them, the compiler turns them into closures."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant; no values at all for `{}`."""

    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Variable:
    """`%name`."""

    name: str


@dataclass(frozen=True, slots=True)
class Special:
    """`$this`, `$index` or `$total`."""

    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """A property by name, of what stands before the dot or, at the start, of `$this`."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments not yet evaluated."""

    name: str
    arguments: tuple["Syntax", ...]


@dataclass(frozen=True, slots=True)
class Path:
    """Something, a dot, and a member or a call on each of its items."""

    base: "Syntax"
    step: Member | Call | Special


@dataclass(frozen=True, slots=True)
class Index:
    """`base[index]`."""

    base: "Syntax"
    index: "Syntax"


@dataclass(frozen=True, slots=True)
class Unary:
    """A sign before a term."""

    operator: str
    operand: "Syntax"


@dataclass(frozen=True, slots=True)
class Binary:
    """Two expressions and the operator between them."""

    operator: str
    left: "Syntax"
    right: "Syntax"


@dataclass(frozen=True, slots=True)
class TypeTest:
    """`is` and `as` as operators."""

    operator: str
    operand: "Syntax"
    type_name: str


Syntax = Literal | Variable | Special | Member | Call | Path | Index | Unary | Binary | TypeTest


def walk(node: Syntax) -> list[Syntax]:
    """Return the node and everything under it, parents first."""
    found: list[Syntax] = [node]
    for child in _children(node):
        found.extend(walk(child))
    return found


def _children(node: Syntax) -> tuple[Syntax, ...]:
    match node:
        case Call():
            return node.arguments
        case Path():
            return (node.base, node.step)
        case Index():
            return (node.base, node.index)
        case Unary() | TypeTest():
            return (node.operand,)
        case Binary():
            return (node.left, node.right)
        case _:
            return ()
