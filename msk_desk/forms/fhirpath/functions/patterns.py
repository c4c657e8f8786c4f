"""Regular expressions as forms write them (the dialect of the web), made into Python's."""

import re
import unicodedata
from functools import lru_cache

from msk_desk.forms.errors import FhirpathError

_NAMED_GROUP = re.compile(r"\(\?<(?=[A-Za-z])")
_NAMED_BACK = re.compile(r"\\k<([A-Za-z_]\w*)>")
_PROPERTY = re.compile(r"\\(p|P)\{(?:Script=|sc=|General_Category=|gc=)?([A-Za-z_]+)\}")
_LONG_NAMES = {"Letter": "L", "Uppercase_Letter": "Lu", "Lowercase_Letter": "Ll", "Number": "N", "Punctuation": "P"}
_BASIC_PLANE = 0x10000


@lru_cache(maxsize=512)
def pattern(text: str, flags: str = "") -> re.Pattern[str]:
    """Compile a regular expression; `.` matches line ends too, as FHIRPath has it.

    Args:
        flags: any of `i`, `m` and `s`.

    Raises:
        FhirpathError: when it is not one.
    """
    written = _NAMED_BACK.sub(r"(?P=\1)", _NAMED_GROUP.sub("(?P<", text))
    options = re.DOTALL | (re.IGNORECASE if "i" in flags else 0) | (re.MULTILINE if "m" in flags else 0)
    try:
        return re.compile(_without_properties(written), options)
    except (re.error, OverflowError, RecursionError) as problem:
        raise FhirpathError(f"not a regular expression: {problem}") from problem


def _without_properties(text: str) -> str:
    """Write `\\p{Lu}` out as ranges of characters, which Python does not know by name."""
    found, at, inside = [], 0, False
    while at < len(text):
        match = _PROPERTY.match(text, at)
        if match:
            name = _LONG_NAMES.get(match.group(2), match.group(2))
            ranges = _ranges(name, match.group(1) == "P")
            found.append(ranges if inside else f"[{ranges}]")
            at = match.end()
            continue
        step = 2 if text[at] == "\\" else 1
        inside = text[at] == "[" or (inside and text[at] != "]")
        found.append(text[at : at + step])
        at += step
    return "".join(found)


@lru_cache(maxsize=32)
def _ranges(name: str, others: bool) -> str:
    """Return the characters of a category of Unicode (or all others) as ranges.

    Raises:
        re.error: when there is no such category.
    """
    found: list[str] = []
    start = None
    for code in range(_BASIC_PLANE + 1):
        within = code < _BASIC_PLANE and unicodedata.category(chr(code)).startswith(name) != others
        if within and start is None:
            start = code
        elif not within and start is not None:
            found.append(f"\\u{start:04x}-\\u{code - 1:04x}")
            start = None
    if not found:
        raise re.error(f"no characters are called {name}")
    return "".join(found)
