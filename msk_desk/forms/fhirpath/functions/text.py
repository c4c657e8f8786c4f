"""Functions on text."""

import base64
import binascii
import html
import json
import re
from collections.abc import Callable
from typing import Any

from msk_desk.forms.errors import FhirpathError
from msk_desk.forms.fhirpath.context import Compiled, Context, Function
from msk_desk.forms.fhirpath.functions.existence import whole_number
from msk_desk.forms.fhirpath.functions.patterns import pattern
from msk_desk.forms.fhirpath.items import Collection, json_of
from msk_desk.forms.fhirpath.temporal import Temporal

Arguments = tuple[Compiled, ...]


def text_of(values: Collection, what: str) -> str | None:
    """Return the one text of a collection, or None when it is empty.

    Raises:
        FhirpathError: when it is not one text.
    """
    if not values:
        return None
    if len(values) > 1:
        raise FhirpathError(f"{what} needs one text, got {len(values)} items")
    value = json_of(values[0])
    if isinstance(value, Temporal):
        return str(value)
    if value is not None and not isinstance(value, str):
        raise FhirpathError(f"{what} needs text, got {type(value).__name__.lower()}")
    return value


def _plain(name: str, work: Callable[[str], Any]) -> Function:
    def run(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
        text = text_of(items, f"{name}()")
        return [] if text is None else [work(text)]

    return run


def _with_text(name: str, work: Callable[[str, str], Any]) -> Function:
    def run(context: Context, items: Collection, arguments: Arguments) -> Collection:
        text, other = text_of(items, f"{name}()"), text_of(arguments[0](context), f"{name}()")
        return [] if text is None or other is None else [work(text, other)]

    return run


def _substring(context: Context, items: Collection, arguments: Arguments) -> Collection:
    text, start = text_of(items, "substring()"), whole_number(context, arguments[0], "substring()")
    if text is None or start is None or not 0 <= start < len(text):
        return []
    length = whole_number(context, arguments[1], "substring()") if len(arguments) > 1 else None
    return [text[start:] if length is None else text[start : start + max(0, length)]]


def _replace(context: Context, items: Collection, arguments: Arguments) -> Collection:
    text = text_of(items, "replace()")
    old, new = (text_of(argument(context), "replace()") for argument in arguments)
    return [] if text is None or old is None or new is None else [text.replace(old, new)]


def _matcher(name: str, whole: bool) -> Function:
    def run(context: Context, items: Collection, arguments: Arguments) -> Collection:
        text, wanted = text_of(items, name), text_of(arguments[0](context), name)
        flags = text_of(arguments[1](context), name) if len(arguments) > 1 else ""
        if text is None or wanted is None:
            return []
        found = pattern(wanted, flags or "")
        return [(found.fullmatch(text) if whole else found.search(text)) is not None]

    return run


def _replace_matches(context: Context, items: Collection, arguments: Arguments) -> Collection:
    text = text_of(items, "replaceMatches()")
    wanted, new = (text_of(argument(context), "replaceMatches()") for argument in arguments)
    if text is None or wanted is None or new is None:
        return []
    template = re.sub(r"\$(\d+)", r"\\g<\1>", re.sub(r"\$\{(\w+)\}", r"\\g<\1>", new.replace("\\", "\\\\")))
    try:
        return [text if wanted == "" else pattern(wanted).sub(template, text)]
    except (re.error, IndexError) as problem:
        raise FhirpathError(f"replaceMatches(): {problem}") from problem


def _join(context: Context, items: Collection, arguments: Arguments) -> Collection:
    between = text_of(arguments[0](context), "join()") if arguments else ""
    texts = [text_of([item], "join()") for item in items]
    present = [text for text in texts if text is not None]
    return [(between or "").join(present)] if present else []


def _split(context: Context, items: Collection, arguments: Arguments) -> Collection:
    text, between = text_of(items, "split()"), text_of(arguments[0](context), "split()")
    if text is None or between is None:
        return []
    return list(text) if between == "" else list(text.split(between))


def _to_chars(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
    return list(text_of(items, "toChars()") or "")


def _encode(text: str, kind: str) -> str:
    data = text.encode()
    match kind:
        case "base64":
            return base64.b64encode(data).decode()
        case "urlbase64" | "base64url":
            return base64.urlsafe_b64encode(data).decode()
        case "hex":
            return data.hex()
    raise FhirpathError(f"encode() does not know {kind}")


def _decode(text: str, kind: str) -> str:
    try:
        match kind:
            case "base64":
                return base64.b64decode(text, validate=True).decode()
            case "urlbase64" | "base64url":
                return base64.urlsafe_b64decode(text).decode()
            case "hex":
                return bytes.fromhex(text).decode()
    except (binascii.Error, ValueError) as problem:
        raise FhirpathError(f"decode() was not given {kind}") from problem
    raise FhirpathError(f"decode() does not know {kind}")


def _escape(text: str, kind: str) -> str:
    if kind not in ("html", "json"):
        raise FhirpathError(f"escape() does not know {kind}")
    return html.escape(text) if kind == "html" else json.dumps(text, ensure_ascii=False)[1:-1]


def _unescape(text: str, kind: str) -> str:
    if kind not in ("html", "json"):
        raise FhirpathError(f"unescape() does not know {kind}")
    if kind == "html":
        return html.unescape(text)
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError as problem:
        raise FhirpathError("unescape() was not given json") from problem


FUNCTIONS: dict[str, tuple[int, int, Function]] = {
    "indexOf": (1, 1, _with_text("indexOf", str.find)),
    "lastIndexOf": (1, 1, _with_text("lastIndexOf", str.rfind)),
    "startsWith": (1, 1, _with_text("startsWith", str.startswith)),
    "endsWith": (1, 1, _with_text("endsWith", str.endswith)),
    "contains": (1, 1, _with_text("contains", lambda text, other: other in text)),
    "matches": (1, 2, _matcher("matches()", whole=False)),
    "matchesFull": (1, 2, _matcher("matchesFull()", whole=True)),
    "encode": (1, 1, _with_text("encode", _encode)),
    "decode": (1, 1, _with_text("decode", _decode)),
    "escape": (1, 1, _with_text("escape", _escape)),
    "unescape": (1, 1, _with_text("unescape", _unescape)),
    "upper": (0, 0, _plain("upper", str.upper)),
    "lower": (0, 0, _plain("lower", str.lower)),
    "trim": (0, 0, _plain("trim", str.strip)),
    "length": (0, 0, _plain("length", len)),
    "substring": (1, 2, _substring),
    "replace": (2, 2, _replace),
    "replaceMatches": (2, 2, _replace_matches),
    "join": (0, 1, _join),
    "split": (1, 1, _split),
    "toChars": (0, 0, _to_chars),
}
