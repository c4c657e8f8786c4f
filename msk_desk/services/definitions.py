"""Definitions of forms that were read before: compiling one takes longer than opening a set of answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msk_desk.forms.definition import Definition

KEPT = 24
"""Forms at most that stay compiled: more than a clinic uses in a day."""


class Definitions:
    """The newest definitions by `canonical|version`.

    Safe from any thread: what is known is replaced whole and never changed, so two that ask at once may at worst
    compile the same form twice.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._most = kept
        self._known: Mapping[tuple[str, str], tuple[Mapping[str, Any], Definition]] = {}

    def of(self, questionnaire: Mapping[str, Any]) -> Definition:
        """The definition of a Questionnaire; compiled anew when this version says something else than before.

        Raises:
            DefinitionError: it cannot be used.
        """
        key = (str(questionnaire.get("url") or ""), str(questionnaire.get("version") or ""))
        before = self._known
        known = before.get(key)
        # A service may still be writing a version: only the same words are the same form.
        if known is None or (known[0] is not questionnaire and known[0] != questionnaire):
            known = (questionnaire, Definition.load(dict(questionnaire)))
        others = [(name, held) for name, held in before.items() if name != key]
        self._known = dict([*others, (key, known)][-self._most :])
        return known[1]


_of_this_program = Definitions()


def definition_of(questionnaire: Mapping[str, Any]) -> Definition:
    """The definition of a Questionnaire, compiled once for the whole program.

    Raises:
        DefinitionError: it cannot be used.
    """
    return _of_this_program.of(questionnaire)
