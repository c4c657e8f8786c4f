"""Cuts the text of a FHIRPath expression into tokens for the parser."""

import re
from dataclasses import dataclass

from msk_desk.forms.errors import FhirpathSyntaxError

_DATE = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_TIME = r"\d{2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_PATTERN = re.compile(
    rf"""
    (?P<space>\s+|//[^\n]*|/\*.*?\*/)
  | (?P<datetime>@{_DATE}T(?:{_TIME}(?:Z|[+-]\d{{2}}:\d{{2}})?)?)
  | (?P<date>@{_DATE})
  | (?P<time>@T{_TIME})
  | (?P<number>\d+(?:\.\d+|L)?)
  | (?P<string>'(?:[^'\\]|\\.)*')
  | (?P<quoted>`(?:[^`\\]|\\.)*`)
  | (?P<variable>%(?:[A-Za-z_][A-Za-z0-9_]*|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`))
  | (?P<special>\$[a-z]+)
  | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
  | (?P<symbol><=|>=|!=|!~|[-+*/&|<>=~.,()\[\]{{}}])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "f": "\f"}
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, its text (unescaped for strings) and where it starts."""

    kind: str
    text: str
    position: int


def unescape(text: str) -> str:
    """Replace FHIRPath escapes (`\\n`, `\\u00e9`, `\\'`) by the characters they stand for."""

    def character(match: re.Match[str]) -> str:
        body = match.group(1)
        if body[0] == "u" and len(body) == 5:
            return chr(int(body[1:], 16))
        return _ESCAPES.get(body, body)

    return _ESCAPE.sub(character, text) if "\\" in text else text


def tokenize(expression: str) -> list[Token]:
    """Return the tokens of an expression, ending in one of kind `end`.

    Raises:
        FhirpathSyntaxError: at the first character that starts no token.
    """
    tokens: list[Token] = []
    position = 0
    while position < len(expression):
        match = _PATTERN.match(expression, position)
        if match is None:
            raise FhirpathSyntaxError(f"unexpected {expression[position]!r} at character {position + 1}")
        kind = match.lastgroup or ""
        if kind != "space":
            tokens.append(_token(kind, match.group(), position))
        position = match.end()
    tokens.append(Token("end", "", position))
    return tokens


def _token(kind: str, text: str, position: int) -> Token:
    if kind in ("string", "quoted"):
        return Token(kind, unescape(text[1:-1]), position)
    if kind == "variable":
        body = text[1:]
        return Token(kind, unescape(body[1:-1]) if body[0] in "'`" else body, position)
    return Token(kind, text, position)
