"""Finds what is wrong in a Questionnaire, and names exactly what of it is not supported."""

from collections.abc import Iterator
from typing import Any

from msk_desk.forms import extensions as ext
from msk_desk.forms.dependencies import reads_of
from msk_desk.forms.errors import FhirpathSyntaxError
from msk_desk.forms.fhirpath.compiler import compile_expression
from msk_desk.forms.fhirpath.parser import parse
from msk_desk.forms.fhirpath.syntax import Call, Member, Path, Syntax, walk
from msk_desk.forms.finding import Finding, Unsupported
from msk_desk.forms.item import Expression, Item

DRAWN_CONTROLS = frozenset(
    {
        "radio-button", "drop-down", "check-box", "autocomplete", "slider", "spinner", "text-box", "text-area",
        "gtable", "htable", "grid", "table", "page", "tab-container", "help", "flyover", "unit", "lower", "upper",
        "prompt", "header", "footer", "inline", "list", "legal", "context-display", "body-chart",
    }
)  # fmt: skip
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


def unsupported_of(questionnaire: dict[str, Any]) -> list[Unsupported]:
    """Name every extension and item control of a form that nothing is done about."""
    found = [Unsupported("", what) for what in _extensions_without_effect(questionnaire)]
    for item in _raw_items(questionnaire):
        link_id = str(item.get("linkId") or "")
        found += [Unsupported(link_id, what) for what in _extensions_without_effect(item)]
        found += [Unsupported(link_id, what) for what in _inside(item)]
        control = ext.first_code(item, ext.ITEM_CONTROL)
        if control is not None and control not in DRAWN_CONTROLS:
            found.append(Unsupported(link_id, f"itemControl {control}"))
    return list(dict.fromkeys(found))


def _raw_items(holder: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in holder.get("item") or ():
        if isinstance(item, dict):
            yield item
            yield from _raw_items(item)


# What is acted on in the parts of an item; anything else there is named.
_ON_TEXT = {ext.CQF_EXPRESSION, ext.TRANSLATION, ext.MARKDOWN, ext.XHTML, ext.SHORT_TEXT, ext.CORE + "display"}
_ON_OPTION = {ext.EXCLUSIVE, ext.OPTION_PREFIX, ext.ORDINAL, ext.ITEM_WEIGHT, ext.CORE + "questionnaire-ordinalValue"}
_NOT_SHOWN = ("item", "extension", "code", "definition", "_linkId", "id", "modifierExtension")


def _inside(item: dict[str, Any]) -> Iterator[str]:
    """Name the extensions on the parts of an item that nothing is done about."""
    for key, value in item.items():
        if key in _NOT_SHOWN:
            continue
        known = _ON_TEXT if key == "_text" else _ON_OPTION if key == "answerOption" else {ext.TRANSLATION}
        for url in _urls_in(value):
            if url not in known and url != ext.TRANSLATION and not url.startswith(ext.WITHOUT_EFFECT):
                yield f"extension {url} on {key}"


def _urls_in(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _urls_in(one)
    elif isinstance(value, dict):
        for extension in value.get("extension") or ():
            yield str(extension.get("url"))
        for key, one in value.items():
            if key != "extension":
                yield from _urls_in(one)


def _extensions_without_effect(holder: dict[str, Any]) -> Iterator[str]:
    for extension in holder.get("extension") or ():
        url = str(extension.get("url"))
        if url not in ext.SUPPORTED and not url.startswith(ext.WITHOUT_EFFECT):
            yield f"extension {url}"
