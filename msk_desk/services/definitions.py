"""Definitions of forms that were read before: compiling one takes longer than opening a set of answers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any

from msk_desk.forms.definition import Definition

KEPT = 24
"""Forms at most that stay compiled: more than a clinic uses in a day."""


class Definitions:
    """The newest definitions by `canonical|version`; safe from any thread, two that ask at once wait for one."""

    def __init__(self, kept: int = KEPT) -> None:
        self._most = kept
        self._lock = Lock()
        self._known: OrderedDict[tuple[str, str], tuple[Mapping[str, Any], Definition]] = OrderedDict()

    def of(self, questionnaire: Mapping[str, Any]) -> Definition:
        """The definition of a Questionnaire; compiled anew when this version says something else than before.

        Raises:
            DefinitionError: it cannot be used.
        """
        key = (str(questionnaire.get("url") or ""), str(questionnaire.get("version") or ""))
        with self._lock:
            known = self._known.get(key)
            # A service may still be writing a version: only the same words are the same form.
            if known is None or (known[0] is not questionnaire and known[0] != questionnaire):
                known = (questionnaire, Definition.load(dict(questionnaire)))
            self._known[key] = known
            self._known.move_to_end(key)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
            return known[1]


_of_this_program = Definitions()


def definition_of(questionnaire: Mapping[str, Any]) -> Definition:
    """The definition of a Questionnaire, compiled once for the whole program.

    Raises:
        DefinitionError: it cannot be used.
    """
    return _of_this_program.of(questionnaire)
