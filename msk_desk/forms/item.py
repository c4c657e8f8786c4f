"""What a Questionnaire asks, read once: items, options, conditions and expressions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

ANSWER_KEYS = {
    "boolean": ("valueBoolean",),
    "decimal": ("valueDecimal",),
    "integer": ("valueInteger",),
    "date": ("valueDate",),
    "dateTime": ("valueDateTime",),
    "time": ("valueTime",),
    "string": ("valueString",),
    "text": ("valueString",),
    "url": ("valueUri",),
    "choice": ("valueCoding", "valueInteger", "valueString", "valueDate", "valueTime", "valueReference"),
    "open-choice": ("valueCoding", "valueString", "valueInteger", "valueDate", "valueTime", "valueReference"),
    "attachment": ("valueAttachment",),
    "reference": ("valueReference",),
    "quantity": ("valueQuantity",),
}
Value = dict[str, Any]
"""One answer as FHIR writes it: `{"valueInteger": 3}`."""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression with where it stands."""

    text: str
    link_id: str
    purpose: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer offered: its value, its words, and what a clinician may see beside them."""

    value: Value
    label: str
    prefix: str = ""
    exclusive: bool = False
    initial: bool = False


@dataclass(frozen=True, slots=True)
class EnableWhen:
    """One condition on the answer to another question."""

    question: str
    operator: str
    answer: Any


@dataclass(frozen=True, slots=True)
class Constraint:
    """A rule over answers that must hold, with what to say when it does not."""

    key: str
    expression: Expression
    message: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Toggle:
    """Options that are offered only while an expression holds."""

    values: tuple[Value, ...]
    expression: Expression


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer may be."""

    min_value: Any = None
    max_value: Any = None
    min_length: int | None = None
    max_length: int | None = None
    regex: str | None = None
    decimal_places: int | None = None
    min_occurs: int | None = None
    max_occurs: int | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceColumn:
    """One column of a list to choose from: where its words stand in the answer, and whether the field shows them."""

    path: str
    label: str = ""
    for_display: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How an item wants to be drawn."""

    control: str | None = None
    orientation: str | None = None
    hidden: bool = False
    help: str = ""
    flyover: str = ""
    prompt: str = ""
    short_text: str = ""
    entry_format: str = ""
    open_label: str = ""
    unit: dict[str, Any] | None = None
    unit_options: tuple[dict[str, Any], ...] = ()
    slider_step: Any = None
    lower: str = ""
    upper: str = ""
    category: str | None = None
    markdown: str = ""
    xhtml: str = ""
    collapsible: str | None = None
    width: dict[str, Any] | None = None
    columns: tuple[ChoiceColumn, ...] = ()
    media: dict[str, Any] | None = None
    links: tuple[str, ...] = ()
    add_text: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Item:
    """One group, question or display of a Questionnaire."""

    link_id: str
    type: str
    text: str
    prefix: str
    raw: dict[str, Any]
    ancestors: tuple[str, ...]
    required: bool = False
    repeats: bool = False
    read_only: bool = False
    items: tuple["Item", ...] = ()
    options: tuple[Option, ...] = ()
    limits: Limits = field(default_factory=Limits)
    look: Look = field(default_factory=Look)
    initial: tuple[Value, ...] = ()
    enable_when: tuple[EnableWhen, ...] = ()
    enable_all: bool = False
    enable_expression: Expression | None = None
    variables: tuple[Expression, ...] = ()
    calculated: Expression | None = None
    initial_expression: Expression | None = None
    answer_expression: Expression | None = None
    text_expression: Expression | None = None
    toggles: tuple[Toggle, ...] = ()
    constraints: tuple[Constraint, ...] = ()

    @property
    def is_group(self) -> bool:
        """Tell whether it holds items and takes no answer."""
        return self.type == "group"

    @property
    def is_question(self) -> bool:
        """Tell whether it takes an answer."""
        return self.type not in ("group", "display")

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes the form gives this item."""
        return tuple(str(code["code"]) for code in self.raw.get("code") or () if code.get("code"))

    def walk(self) -> Iterator["Item"]:
        """Yield the item and all under it, in reading order."""
        yield self
        for item in self.items:
            yield from item.walk()

    def expressions(self) -> Iterator[Expression]:
        """Yield every expression written on this item."""
        yield from self.variables
        for one in (
            self.enable_expression,
            self.calculated,
            self.initial_expression,
            self.answer_expression,
            self.text_expression,
        ):
            if one is not None:
                yield one
        yield from (toggle.expression for toggle in self.toggles)
        yield from (constraint.expression for constraint in self.constraints)
