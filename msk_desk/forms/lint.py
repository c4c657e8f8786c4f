"""Finds what is wrong in a Questionnaire; what of it is not supported, `support` says."""

from collections.abc import Iterator
from typing import Any

from msk_desk.forms.answers import WrongAnswer, answer
from msk_desk.forms.dependencies import reads_of
from msk_desk.forms.errors import FhirpathSyntaxError
from msk_desk.forms.fhirpath.compiler import compile_expression
from msk_desk.forms.fhirpath.parser import parse
from msk_desk.forms.fhirpath.syntax import Call, Member, Path, Syntax, walk
from msk_desk.forms.finding import Finding
from msk_desk.forms.item import Expression, Item

_TOTALS = ("sum", "count", "avg", "aggregate")


def findings_of(items: tuple[Item, ...], questionnaire: dict[str, Any], expressions: list[Expression]) -> list[Finding]:
    """Return the faults of a form."""
    every = [item for top in items for item in top.walk()]
    repeating = any(item.is_group and item.repeats for item in every)
    return [
        *_modifiers(questionnaire),
        *_duplicates(every),
        *_dangling(every),
        *_cycles(every),
        *_wrong_initial(every),
        *(found for one in expressions for found in _expression_faults(one, repeating)),
    ]


def _modifiers(holder: dict[str, Any], link_id: str = "") -> Iterator[Finding]:
    for extension in holder.get("modifierExtension") or ():
        message = f"the modifier extension {extension.get('url')} may change what the form means"
        yield Finding(link_id, "modifier-extension", message)
    for item in holder.get("item") or ():
        if isinstance(item, dict):
            yield from _modifiers(item, str(item.get("linkId") or ""))


def _duplicates(items: list[Item]) -> Iterator[Finding]:
    seen: set[str] = set()
    for item in items:
        if item.link_id and item.link_id in seen:
            yield Finding(item.link_id, "duplicate", f"the linkId {item.link_id} stands twice")
        seen.add(item.link_id)


def _dangling(items: list[Item]) -> Iterator[Finding]:
    known = {item.link_id for item in items}
    for item in items:
        for condition in item.enable_when:
            if condition.question not in known:
                message = f"enableWhen asks about {condition.question}, which is not in the form"
                yield Finding(item.link_id, "enable-when", message)


def _wrong_initial(items: list[Item]) -> Iterator[Finding]:
    for item in items:
        for value in item.initial if item.is_question else ():
            try:
                answer(item, value)
            except WrongAnswer as problem:
                yield Finding(item.link_id, "initial", f"its initial answer is left out: {problem}")


def _cycles(items: list[Item]) -> Iterator[Finding]:
    needs = {item.link_id: _needs(item) for item in items}
    settled: set[str] = set()
    for item in items:
        found = _cycle_from(item.link_id, needs, settled)
        if found:
            yield Finding(item.link_id, "cycle", f"calculated from itself by way of {' → '.join(found)}")


def _needs(item: Item) -> set[str]:
    needs: set[str] = set()
    if item.calculated is not None:
        needs |= reads_of(item.calculated.text).link_ids
    if item.enable_expression is not None:
        needs |= reads_of(item.enable_expression.text).link_ids
    needs |= {condition.question for condition in item.enable_when}
    # A question may look at itself (a row naming its own heading): only a path through others is a cycle.
    return needs - {item.link_id}


def _cycle_from(start: str, needs: dict[str, set[str]], settled: set[str]) -> list[str]:
    stack: list[tuple[str, Iterator[str]]] = [(start, iter(sorted(needs.get(start, ()))))]
    path = [start]
    while stack:
        link_id, rest = stack[-1]
        following = next(rest, None)
        if following is None:
            settled.add(link_id)
            stack.pop()
            path.pop()
        elif following in path:
            return path[path.index(following) :]
        elif following not in settled:
            stack.append((following, iter(sorted(needs.get(following, ())))))
            path.append(following)
    return []


def _expression_faults(expression: Expression, repeating: bool) -> Iterator[Finding]:
    try:
        compile_expression(expression.text)
    except FhirpathSyntaxError as problem:
        yield Finding(expression.link_id, "expression", f"{expression.purpose}: {problem}")
        return
    if repeating and _counts_repeats_once(parse(expression.text)):
        message = f"{expression.purpose}: repeat(item) counts equal rows of a repeating group once"
        yield Finding(expression.link_id, "repeat-item", message, warning=True)


def _counts_repeats_once(tree: Syntax) -> bool:
    for node in walk(tree):
        if isinstance(node, Path) and isinstance(node.step, Call) and node.step.name in _TOTALS:
            for inner in walk(node.base):
                if isinstance(inner, Call) and inner.name == "repeat" and inner.arguments == (Member("item"),):
                    return True
    return False
