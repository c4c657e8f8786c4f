"""Turns what was typed, chosen, imported or calculated into a FHIR answer of the item's type."""

from decimal import Decimal, InvalidOperation
from typing import Any

from msk_desk.forms.errors import FormsError
from msk_desk.forms.fhirpath.items import UCUM, json_of, primitive
from msk_desk.forms.fhirpath.quantity import Quantity
from msk_desk.forms.fhirpath.temporal import Temporal
from msk_desk.forms.item import ANSWER_KEYS, Item, Option, Value

_TEMPORAL_KEYS = {"valueDate": "date", "valueDateTime": "dateTime", "valueTime": "time"}


class WrongAnswer(FormsError):
    """An answer that the question does not take: of another kind, or not one of those offered."""

    def __init__(self, message: str, code: str = "type") -> None:
        super().__init__(message)
        self.code = code


def answer(item: Item, given: Any, options: tuple[Option, ...] | None = None) -> Value:
    """Return an answer as FHIR writes it.

    Args:
        given: a FHIR answer (`{"valueInteger": 3}`), a plain value, a Coding, a code, or an item of FHIRPath.

    Raises:
        WrongAnswer: when the item's type does not take it.
    """
    keys = ANSWER_KEYS.get(item.type)
    if keys is None:
        raise WrongAnswer("this item takes no answer")
    if isinstance(given, dict) and (key := _answer_key(given)):
        if key not in keys:
            raise WrongAnswer(f"a {item.type} takes {' or '.join(keys)}, not {key}")
        return _with_weight({key: _checked(key, given[key], item)}, item.options if options is None else options)
    if item.type in ("choice", "open-choice"):
        return _choice(item, given, item.options if options is None else options)
    return {keys[0]: _checked(keys[0], _plain(given), item)}


def _with_weight(value: Value, options: tuple[Option, ...]) -> Value:
    """Return a coding with the extensions of its option when it has none: some forms score by them."""
    coding = value.get("valueCoding")
    if coding is None or coding.get("extension") or not options:
        return value
    option = next((one for one in options if same_answer(one.value, value)), None)
    extension = option.value["valueCoding"].get("extension") if option is not None else None
    return {"valueCoding": {**coding, "extension": extension}} if extension else value


def _answer_key(given: dict[str, Any]) -> str | None:
    return next((key for key in given if key.startswith("value") and key[5:6].isupper()), None)


def _plain(given: Any) -> Any:
    value = json_of(given)
    return value if isinstance(value, dict) else primitive(given)


def _checked(key: str, value: Any, item: Item) -> Any:
    match key:
        case "valueBoolean":
            return _boolean(value)
        case "valueInteger":
            return _integer(value)
        case "valueDecimal":
            return _decimal(value)
        case "valueQuantity":
            return _quantity(value, item)
        case "valueCoding" | "valueReference" | "valueAttachment":
            if not isinstance(value, dict):
                raise WrongAnswer(f"{key} is an object")
            return value
    text = str(value) if isinstance(value, Temporal | Quantity | int | Decimal) and value is not True else value
    if not isinstance(text, str):
        raise WrongAnswer("text was expected")
    kind = _TEMPORAL_KEYS.get(key)
    if kind and Temporal.parse(text, kind) is None:
        raise WrongAnswer(f"{text!r} is not a {'date' if kind == 'date' else kind}")
    return text


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    raise WrongAnswer("yes or no was expected")


def _integer(value: Any) -> int:
    number = _decimal(value)
    if number != int(number):
        raise WrongAnswer("a whole number was expected")
    return int(number)


def _decimal(value: Any) -> int | Decimal:
    if isinstance(value, bool):
        raise WrongAnswer("a number was expected")
    if isinstance(value, int):
        return value
    try:
        number = Decimal(repr(value) if isinstance(value, float) else str(value))
    except InvalidOperation as problem:
        raise WrongAnswer("a number was expected") from problem
    if not number.is_finite():
        raise WrongAnswer("a number was expected")
    return number


def _quantity(value: Any, item: Item) -> dict[str, Any]:
    if isinstance(value, Quantity):
        return {"value": value.value, "unit": value.unit, "system": UCUM, "code": value.ucum}
    if isinstance(value, dict):
        if value.get("value") is not None:
            _decimal(value["value"])
        return value
    units = (item.look.unit, *item.look.unit_options)
    unit = next((one for one in units if one), None)
    found: dict[str, Any] = {"value": _decimal(value)}
    if unit:
        found["unit"] = unit.get("display") or unit.get("unit") or unit.get("code")
        found.update({key: unit[key] for key in ("system", "code") if unit.get(key)})
    return found


def _choice(item: Item, given: Any, options: tuple[Option, ...]) -> Value:
    value = json_of(given)
    for option in options:
        if _means(option, value):
            return option.value
    if isinstance(value, dict):
        coding = next(iter(value.get("coding") or ()), value)
        return {"valueCoding": coding} if "reference" not in value else {"valueReference": value}
    if isinstance(value, str) and (item.type == "open-choice" or not options):
        return {"valueString": value} if item.type == "open-choice" else {"valueCoding": {"code": value}}
    raise WrongAnswer("one of the answers offered was expected", "option")


def _means(option: Option, given: Any) -> bool:
    key, value = next(iter(option.value.items()))
    if key != "valueCoding":
        return type(value) is type(given) and bool(value == given)
    if isinstance(given, dict):
        return same_coding(value, next(iter(given.get("coding") or ()), given))
    words = str(given) if isinstance(given, str | int) and not isinstance(given, bool) else None
    return words is not None and words in (value.get("code"), value.get("display"))


def same_coding(left: dict[str, Any], right: dict[str, Any]) -> bool:
    """Tell whether two codings are the same answer: code and system, or the words when there is no code."""
    if left.get("code") is None and right.get("code") is None:
        return left.get("display") == right.get("display")
    systems = left.get("system"), right.get("system")
    return left.get("code") == right.get("code") and (systems[0] == systems[1] or None in systems)


def same_answer(left: Value, right: Value) -> bool:
    """Tell whether two answers are the same, extensions aside."""
    a, b = left.get("valueCoding"), right.get("valueCoding")
    if a is not None and b is not None:
        return same_coding(a, b)
    return left == right


def is_offered(options: tuple[Option, ...], value: Value) -> bool:
    """Tell whether an answer is one of those offered."""
    return any(same_answer(option.value, value) for option in options)
