"""Reads the items of a Questionnaire's JSON into `Item`s, noting what is not supported on the way."""

from typing import Any

from msk_desk.forms import extensions as ext
from msk_desk.forms.extensions import extensions, first, first_code, value_key, value_of
from msk_desk.forms.fhirpath.functions.fhir import weight_in
from msk_desk.forms.finding import Finding, Unsupported
from msk_desk.forms.item import (
    ANSWER_KEYS,
    ChoiceColumn,
    Constraint,
    EnableWhen,
    Expression,
    Item,
    Limits,
    Look,
    Option,
    Toggle,
)
from msk_desk.forms.rich_text import markdown, plain_words
from msk_desk.forms.valuesets import ValueSets, label_of

_FHIRPATH = ("text/fhirpath", "text/fhirpath;async", None)
_OFFERING = ("integer", "date", "time", "string", "text")
# Displays that belong to the item they stand under, not to the reading order.
_HINTS = {"help", "flyover", "prompt", "unit", "lower", "upper"}


class Reader:
    """Reads items one by one; keeps the findings of the whole form."""

    def __init__(self, questionnaire: dict[str, Any]) -> None:
        self.value_sets = ValueSets(questionnaire)
        self.findings: list[Finding] = []
        self.unsupported: list[Unsupported] = []

    def items(self, holder: dict[str, Any], ancestors: tuple[str, ...]) -> tuple[Item, ...]:
        """Return the items of a form, a group or a question."""
        return tuple(self._item(raw, ancestors) for raw in holder.get("item") or () if isinstance(raw, dict))

    def _item(self, raw: dict[str, Any], ancestors: tuple[str, ...]) -> Item:
        link_id, kind = str(raw.get("linkId") or ""), _type(raw)
        if not link_id:
            self.findings.append(Finding("", "link-id", "an item has no linkId"))
        if kind not in ANSWER_KEYS and kind not in ("group", "display"):
            self.unsupported.append(Unsupported(link_id, f"item type {kind or 'missing'}"))
        elif kind in ("attachment", "reference"):
            self.unsupported.append(Unsupported(link_id, f"item type {kind}"))
        hidden_hints, children = _split_hints(self.items(raw, (*ancestors, link_id)), kind)
        return Item(
            link_id=link_id,
            type=kind,
            text=str(raw.get("text") or ""),
            prefix=str(raw.get("prefix") or ""),
            raw=raw,
            ancestors=ancestors,
            required=bool(raw.get("required")),
            repeats=bool(raw.get("repeats")),
            read_only=bool(raw.get("readOnly")),
            items=children,
            options=self._options(raw, link_id),
            limits=_limits(raw),
            look=_look(raw, hidden_hints),
            initial=tuple(_initial(raw)),
            enable_when=tuple(_conditions(raw)),
            enable_all=raw.get("enableBehavior") == "all",
            enable_expression=self.expression(raw, ext.ENABLE_WHEN, link_id),
            variables=self.variables(raw, link_id),
            calculated=self.expression(raw, ext.CALCULATED, link_id),
            initial_expression=self.expression(raw, ext.INITIAL, link_id),
            answer_expression=self.expression(raw, ext.ANSWER, link_id),
            text_expression=self.expression(raw.get("_text"), ext.CQF_EXPRESSION, link_id),
            toggles=tuple(self._toggles(raw, link_id)),
            constraints=self.constraints(raw, link_id),
        )

    def expression(self, holder: Any, url: str, link_id: str) -> Expression | None:
        """Return the FHIRPath expression of an extension; other languages are named as unsupported."""
        for extension in extensions(holder, url):
            found = self._expression(value_of(extension), link_id, url.rpartition("/")[2])
            if found is not None:
                return found
        return None

    def _expression(self, value: Any, link_id: str, purpose: str) -> Expression | None:
        if isinstance(value, str):
            return Expression(value, link_id, purpose)
        if not isinstance(value, dict) or not value.get("expression"):
            return None
        if value.get("language") not in _FHIRPATH:
            self.unsupported.append(Unsupported(link_id, f"{purpose} in {value.get('language')}"))
            return None
        return Expression(str(value["expression"]), link_id, purpose, str(value.get("name") or ""))

    def variables(self, holder: dict[str, Any], link_id: str) -> tuple[Expression, ...]:
        """Return the variables a form or an item defines; a calculation with a name is one too."""
        found = [
            self._expression(value_of(extension), link_id, "variable") for extension in extensions(holder, ext.VARIABLE)
        ]
        found += [_as_variable(value_of(extension), link_id) for extension in extensions(holder, ext.CALCULATED)]
        return tuple(one for one in found if one is not None and one.name)

    def constraints(self, holder: dict[str, Any], link_id: str) -> tuple[Constraint, ...]:
        """Return the constraints of a form or an item, in either of the two spellings."""
        found = []
        for url in (ext.TARGET_CONSTRAINT, ext.CONSTRAINT):
            for extension in extensions(holder, url):
                parts = {one.get("url"): value_of(one) for one in extension.get("extension") or ()}
                expression = self._expression(parts.get("expression"), link_id, "targetConstraint")
                if expression is not None:
                    key = str(parts.get("key") or "constraint")
                    words = str(parts.get("human") or parts.get("requirements") or "This answer does not fit")
                    found.append(Constraint(key, expression, words, parts.get("severity") == "warning"))
        return tuple(found)

    def _toggles(self, raw: dict[str, Any], link_id: str) -> list[Toggle]:
        found = []
        for extension in extensions(raw, ext.TOGGLE):
            values, expression = [], None
            for part in extension.get("extension") or ():
                if part.get("url") == "option" and (key := value_key(part)):
                    values.append({key: part[key]})
                elif part.get("url") == "expression":
                    expression = self._expression(value_of(part), link_id, "answerOptionsToggleExpression")
            if expression is not None:
                found.append(Toggle(tuple(values), expression))
        return found

    def _options(self, raw: dict[str, Any], link_id: str) -> tuple[Option, ...]:
        reference = raw.get("answerValueSet")
        if reference:
            options = self.value_sets.options(str(reference))
            if options is None:
                self.unsupported.append(Unsupported(link_id, f"answerValueSet {reference}"))
            return options or ()
        return tuple(_option(one) for one in raw.get("answerOption") or () if value_key(one))


def _type(raw: dict[str, Any]) -> str:
    """Return the type of an item; in R5 a question of any type may offer answers, and `coding` does (or did not)."""
    kind = str(raw.get("type") or "")
    if kind == "coding" or (raw.get("answerOption") and kind in _OFFERING):
        return "open-choice" if raw.get("answerConstraint") in ("optionsOrString", "optionsOrType") else "choice"
    return kind


def _as_variable(value: Any, link_id: str) -> Expression | None:
    """Return a named expression as the variable its name makes of it."""
    if not isinstance(value, dict) or value.get("language") not in _FHIRPATH or not value.get("name"):
        return None
    return Expression(str(value.get("expression") or ""), link_id, "variable", str(value["name"]))


def _weighted(value: Any, raw: dict[str, Any]) -> Any:
    """Return a coding with the weight its option carries, which expressions look for in the answer."""
    weights = [one for one in raw.get("extension") or () if one.get("url") in ext.WEIGHTS]
    if not weights or weight_in(value) is not None:
        return value
    return {**value, "extension": [*(value.get("extension") or ()), *weights]}


def _option(raw: dict[str, Any]) -> Option:
    key = value_key(raw) or ""
    value = _weighted(raw[key], raw) if key == "valueCoding" else raw[key]
    prefix = first(raw, ext.OPTION_PREFIX) or first(value, ext.OPTION_PREFIX) or ""
    label = label_of(value) if key == "valueCoding" else _plain_label(value)
    exclusive = first(raw, ext.EXCLUSIVE) is True
    return Option({key: value}, label, str(prefix), exclusive, raw.get("initialSelected") is True)


def _plain_label(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("display") or value.get("reference") or "")
    return str(value)


def _initial(raw: dict[str, Any]) -> list[dict[str, Any]]:
    return [{key: one[key]} for one in raw.get("initial") or () if (key := value_key(one))]


def _conditions(raw: dict[str, Any]) -> list[EnableWhen]:
    return [
        EnableWhen(str(one.get("question")), str(one.get("operator")), value_of(one, "answer"))
        for one in raw.get("enableWhen") or ()
    ]


def _limits(raw: dict[str, Any]) -> Limits:
    low, high = first(raw, ext.MIN_VALUE), first(raw, ext.MAX_VALUE)
    return Limits(
        min_value=low if low is not None else first(raw, ext.MIN_QUANTITY),
        max_value=high if high is not None else first(raw, ext.MAX_QUANTITY),
        min_length=_count(first(raw, ext.MIN_LENGTH)),
        max_length=_count(raw.get("maxLength")),
        regex=_text(first(raw, ext.REGEX)),
        decimal_places=_count(first(raw, ext.DECIMAL_PLACES)),
        min_occurs=_count(first(raw, ext.MIN_OCCURS)),
        max_occurs=_count(first(raw, ext.MAX_OCCURS)),
        message=str(first(raw, ext.VALIDATION_TEXT) or ""),
    )


def _count(value: Any) -> int | None:
    """Return a whole number from 0 up, or None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _look(raw: dict[str, Any], hints: dict[str, str]) -> Look:
    text = raw.get("_text")
    return Look(
        control=first_code(raw, ext.ITEM_CONTROL),
        orientation=first_code(raw, ext.ORIENTATION),
        hidden=first(raw, ext.HIDDEN) is True,
        help=hints.get("help", "") or _plain_words(first(raw, ext.INSTRUCTION)),
        flyover=hints.get("flyover", ""),
        prompt=hints.get("prompt", "") or _plain_words(first(raw, ext.SUBLABEL)),
        short_text=str(first(text, ext.SHORT_TEXT) or first(raw, ext.SHORT_TEXT) or ""),
        entry_format=str(first(raw, ext.ENTRY_FORMAT) or ""),
        open_label=str(first(raw, ext.OPEN_LABEL) or ""),
        unit=first(raw, ext.UNIT) or _unit_hint(hints),
        unit_options=tuple(value_of(one) for one in extensions(raw, ext.UNIT_OPTION)),
        slider_step=first(raw, ext.SLIDER_STEP),
        lower=hints.get("lower", ""),
        upper=hints.get("upper", ""),
        category=first_code(raw, ext.DISPLAY_CATEGORY),
        markdown=str(first(text, ext.MARKDOWN) or ""),
        xhtml=str(first(text, ext.XHTML) or ""),
        collapsible=first(raw, ext.COLLAPSIBLE),
        width=_object(first(raw, ext.WIDTH)),
        columns=tuple(_columns(raw)),
        media=_object(first(raw, ext.ITEM_MEDIA)),
        links=tuple(str(value_of(one)) for one in extensions(raw, ext.SUPPORT_LINK)),
        add_text=str(first(raw, ext.REPEATS_TEXT) or ""),
    )


def _plain_words(text: Any) -> str:
    """Return text that may be written in markdown as plain words."""
    return plain_words(markdown(text)) if isinstance(text, str) else ""


def _object(value: Any) -> dict[str, Any] | None:
    return value if isinstance(value, dict) else None


def _columns(raw: dict[str, Any]) -> list[ChoiceColumn]:
    found = []
    for extension in extensions(raw, ext.CHOICE_COLUMN):
        parts = {one.get("url"): value_of(one) for one in extension.get("extension") or ()}
        label, shown = str(parts.get("label") or ""), parts.get("forDisplay") is True
        found.append(ChoiceColumn(str(parts.get("path") or ""), label, shown))
    return found


def _unit_hint(hints: dict[str, str]) -> dict[str, Any] | None:
    return {"unit": hints["unit"], "display": hints["unit"]} if hints.get("unit") else None


def _split_hints(items: tuple[Item, ...], kind: str) -> tuple[dict[str, str], tuple[Item, ...]]:
    """Part the displays that explain their parent (help, unit, slider ends) from real children."""
    hints: dict[str, str] = {}
    rest = []
    for item in items:
        control = item.look.control or ""
        plain = not item.enable_when and not item.enable_expression and not item.text_expression
        if item.type == "display" and control in _HINTS and plain and (kind != "group" or control != "prompt"):
            hints[control] = item.text
        else:
            rest.append(item)
    return hints, tuple(rest)
