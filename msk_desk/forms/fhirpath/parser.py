"""Pratt parser: the text of a FHIRPath expression to its syntax tree."""

from decimal import Decimal
from functools import lru_cache

from msk_desk.forms.errors import FhirpathSyntaxError
from msk_desk.forms.fhirpath.quantity import CALENDAR_UNITS, Quantity
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
from msk_desk.forms.fhirpath.temporal import Temporal
from msk_desk.forms.fhirpath.tokens import Token, tokenize

# Binding power, loosest first. Source: FHIRPath N1, "Operator precedence".
_POWER = {
    "implies": 1,
    "or": 2,
    "xor": 2,
    "and": 3,
    "in": 4,
    "contains": 4,
    "=": 5,
    "~": 5,
    "!=": 5,
    "!~": 5,
    "<": 6,
    ">": 6,
    "<=": 6,
    ">=": 6,
    "|": 7,
    "is": 8,
    "as": 8,
    "+": 9,
    "-": 9,
    "&": 9,
    "*": 10,
    "/": 10,
    "div": 10,
    "mod": 10,
}
# Words of the grammar that name nothing unless put in backquotes.
_RESERVED = frozenset({*CALENDAR_UNITS, "and", "or", "xor", "implies", "div", "mod", "true", "false"})
_SIGN_POWER = 11
_DEEPEST = 100


class Parser:
    """Reads one expression; `parse` is the way in."""

    def __init__(self, expression: str) -> None:
        self._tokens = tokenize(expression)
        self._at = 0
        self._depth = 0

    def whole(self) -> Syntax:
        """Return the tree of the whole text."""
        tree = self._expression(0)
        if self._peek().kind != "end":
            raise self._unexpected(self._peek())
        return tree

    def _peek(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _unexpected(self, token: Token) -> FhirpathSyntaxError:
        seen = repr(token.text) if token.kind != "end" else "the end"
        return FhirpathSyntaxError(f"unexpected {seen} at character {token.position + 1}")

    def _accept(self, symbol: str) -> bool:
        token = self._peek()
        if token.kind == "symbol" and token.text == symbol:
            self._at += 1
            return True
        return False

    def _expect(self, symbol: str) -> None:
        if not self._accept(symbol):
            raise self._unexpected(self._peek())

    def _expression(self, power: int) -> Syntax:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise FhirpathSyntaxError("nested too deeply")
        left = self._signed()
        while True:
            token = self._peek()
            binds = _POWER.get(token.text, 0) if token.kind in ("symbol", "name") else 0
            if binds <= power:
                break
            self._at += 1
            left = self._infix(token.text, left, binds)
        self._depth -= 1
        return left

    def _infix(self, operator: str, left: Syntax, binds: int) -> Syntax:
        if operator in ("is", "as"):
            return TypeTest(operator, left, self._type_name())
        return Binary(operator, left, self._expression(binds))

    def _signed(self) -> Syntax:
        for sign in "+-":
            if self._accept(sign):
                return Unary(sign, self._expression(_SIGN_POWER))
        return self._steps(self._term())

    def _steps(self, base: Syntax) -> Syntax:
        while True:
            if self._accept("."):
                base = Path(base, self._invocation())
            elif self._accept("["):
                base = Index(base, self._expression(0))
                self._expect("]")
            else:
                return base

    def _term(self) -> Syntax:
        token = self._peek()
        if self._accept("("):
            inside = self._expression(0)
            self._expect(")")
            return inside
        if self._accept("{"):
            self._expect("}")
            return Literal(())
        if token.kind == "variable":
            self._at += 1
            return Variable(token.text)
        literal = self._literal(token)
        return literal if literal is not None else self._invocation()

    def _literal(self, token: Token) -> Literal | None:
        match token.kind:
            case "string":
                value: object = token.text
            case "number":
                self._at += 1
                return Literal((self._number(token.text),))
            case "date" | "datetime" | "time":
                value = Temporal.literal(token.text)
            case "name" if token.text in ("true", "false"):
                value = token.text == "true"
            case _:
                return None
        self._at += 1
        return Literal((value,))

    def _number(self, text: str) -> object:
        number: int | Decimal = Decimal(text) if "." in text else int(text.rstrip("L"))
        unit = self._peek()
        if unit.kind == "string":
            self._at += 1
            return Quantity(Decimal(number), unit.text)
        if unit.kind == "name" and unit.text in CALENDAR_UNITS:
            self._at += 1
            return Quantity(Decimal(number), CALENDAR_UNITS[unit.text], calendar=True)
        return number

    def _invocation(self) -> Member | Call | Special:
        token = self._next()
        if token.kind == "special" and token.text in ("$this", "$index", "$total"):
            return Special(token.text[1:])
        if token.kind not in ("name", "quoted") or (token.kind == "name" and token.text in _RESERVED):
            raise self._unexpected(token)
        if not self._accept("("):
            return Member(token.text)
        arguments: list[Syntax] = []
        if not self._accept(")"):
            arguments.append(self._expression(0))
            while self._accept(","):
                arguments.append(self._expression(0))
            self._expect(")")
        return Call(token.text, tuple(arguments))

    def _type_name(self) -> str:
        token = self._next()
        if token.kind not in ("name", "quoted"):
            raise self._unexpected(token)
        name = token.text
        while self._accept("."):
            name += "." + self._next().text
        return name


@lru_cache(maxsize=4096)
def parse(expression: str) -> Syntax:
    """Return the syntax tree of a FHIRPath expression; it never changes, so one serves all that read it.

    Raises:
        FhirpathSyntaxError: when it is not FHIRPath, with the place.
    """
    return Parser(expression).whole()
