"""The brief notation in which signs are looked for in a referral's words, made into regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

BETWEEN = r"[^\w.;!?]+"
"""What may stand between two words of a phrase: no end of a sentence."""
SOME, MORE = (rf"(?:{BETWEEN}\w+){{0,{most}}}?{BETWEEN}" for most in (3, 6))
_TOKEN = re.compile(r"[()|*_# ]|[^\W_]+|[^\s\w]")
_SIGNS = {"*": r"\w*", "#": r"\d"}


def compiled(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """One expression for any of the phrases, None when there is none; it is to be used on small letters.

    In a phrase a space is anything between two words, `_` up to three words more, `_ _` up to six, `*` any ending,
    `#` a digit, `(one|other)` a choice, and a choice with an empty side may be left out.
    """
    made = [_Phrase(phrase).expression for phrase in phrases]
    return re.compile(rf"(?<!\w)(?:{'|'.join(made)})(?!\w)") if made else None


class _Phrase:
    """Reads one phrase from left to right."""

    def __init__(self, text: str) -> None:
        self._tokens = _TOKEN.findall(text.casefold())
        self._at = 0
        self.expression, _ = self._choice()
        if self._at < len(self._tokens):
            raise ValueError(f"a bracket too many in {text!r}")

    def _choice(self) -> tuple[str, bool]:
        """What stands between brackets, and whether it may be left out."""
        sides = [self._words()]
        while self._peek() == "|":
            self._at += 1
            sides.append(self._words())
        kept = [side for side in sides if side]
        return (kept[0] if len(kept) == 1 else f"(?:{'|'.join(kept)})"), len(kept) < len(sides)

    def _words(self) -> str:
        """Words one after the other, joined by what may stand between them."""
        made, gap, waiting = "", BETWEEN, ""
        for piece, may_be_left_out in self._pieces():
            if piece == "_":
                gap, waiting = (SOME if gap == BETWEEN else MORE), ""
            elif may_be_left_out:
                waiting += f"(?:{piece}{BETWEEN})?"
            else:
                made += (gap if made else "") + waiting + piece
                gap, waiting = BETWEEN, ""
        if waiting and gap == BETWEEN:
            made += "".join(f"(?:{BETWEEN}{each})?" for each in _inner(waiting))
        return made

    def _pieces(self) -> Iterator[tuple[str, bool]]:
        """Each word; alone standing choices say whether they may be left out."""
        while self._peek() not in ("", "|", ")"):
            if self._peek() == " ":
                self._at += 1
                continue
            parts: list[tuple[str, bool]] = []
            while self._peek() not in ("", " ", "|", ")"):
                parts.append(self._part())
            if len(parts) == 1:
                yield parts[0]
            else:
                yield "".join(f"(?:{part})?" if left_out else part for part, left_out in parts), False

    def _part(self) -> tuple[str, bool]:
        token = self._tokens[self._at]
        self._at += 1
        if token != "(":
            return (token if token == "_" else _SIGNS.get(token) or re.escape(token)), False
        found = self._choice()
        if self._peek() != ")":
            raise ValueError("a bracket is not closed")
        self._at += 1
        return found

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""


def _inner(waiting: str) -> list[str]:
    """The pieces that may be left out at the end of a phrase, without what joined them to a next word."""
    return [each for each in waiting.removeprefix("(?:").removesuffix(f"{BETWEEN})?").split(f"{BETWEEN})?(?:") if each]
