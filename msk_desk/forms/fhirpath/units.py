"""The UCUM units clinics use, as factors of base units, so that quantities can be compared and converted."""

import re
from decimal import Decimal

Dimension = tuple[tuple[str, int], ...]

_PREFIXES = {
    "k": Decimal(1000),
    "h": Decimal(100),
    "da": Decimal(10),
    "d": Decimal("0.1"),
    "c": Decimal("0.01"),
    "m": Decimal("0.001"),
    "u": Decimal("0.000001"),
    "n": Decimal("1e-9"),
    "p": Decimal("1e-12"),
    "M": Decimal(1000000),
    "G": Decimal("1e9"),
}
# unit: (factor, base units); those of _METRIC take a prefix. Source: UCUM 2.1, tables 2 to 6.
_METRIC: dict[str, tuple[str, dict[str, int]]] = {
    "m": ("1", {"m": 1}),
    "g": ("1", {"g": 1}),
    "s": ("1", {"s": 1}),
    "mol": ("1", {"mol": 1}),
    "L": ("0.001", {"m": 3}),
    "l": ("0.001", {"m": 3}),
    "Pa": ("1000", {"g": 1, "m": -1, "s": -2}),
    "N": ("1000", {"g": 1, "m": 1, "s": -2}),
    "J": ("1000", {"g": 1, "m": 2, "s": -2}),
    "W": ("1000", {"g": 1, "m": 2, "s": -3}),
    "Hz": ("1", {"s": -1}),
    "cal": ("4184", {"g": 1, "m": 2, "s": -2}),
    "K": ("1", {"K": 1}),
    "V": ("1000", {"g": 1, "m": 2, "s": -2, "C": -1}),
    "U": ("1", {"U": 1}),
    "m[Hg]": ("133322000", {"g": 1, "m": -1, "s": -2}),
    "Cel": ("1", {"Cel": 1}),
}
_PLAIN: dict[str, tuple[str, dict[str, int]]] = {
    "1": ("1", {}),
    "%": ("0.01", {}),
    "min": ("60", {"s": 1}),
    "h": ("3600", {"s": 1}),
    "d": ("86400", {"s": 1}),
    "wk": ("604800", {"s": 1}),
    "mo": ("2629800", {"s": 1}),
    "a": ("31557600", {"s": 1}),
    "deg": ("1", {"deg": 1}),
    "[in_i]": ("0.0254", {"m": 1}),
    "[ft_i]": ("0.3048", {"m": 1}),
    "[yd_i]": ("0.9144", {"m": 1}),
    "[mi_i]": ("1609.344", {"m": 1}),
    "[lb_av]": ("453.59237", {"g": 1}),
    "[oz_av]": ("28.349523125", {"g": 1}),
    "[stone_av]": ("6350.29318", {"g": 1}),
    "[iU]": ("1", {"iU": 1}),
    "[degF]": ("1", {"degF": 1}),
}
_FACTOR = re.compile(r"(.*?[^\d+-]|1)([+-]?\d+)?$")
_ANNOTATION = re.compile(r"\{[^}]*\}")


def measure(unit: str) -> tuple[Decimal, Dimension] | None:
    """Return the factor to base units and the dimension of a UCUM unit; None when it is not known."""
    factor, powers, sign = Decimal(1), dict[str, int](), 1
    for piece in re.split(r"([./])", _ANNOTATION.sub("", unit) or "1"):
        if piece == "/":
            sign = -1
        elif piece == ".":
            sign = 1
        elif piece:
            found = _piece(piece)
            if found is None:
                return None
            scale, base, exponent = found
            factor *= scale ** (exponent * sign)
            for name, power in base.items():
                powers[name] = powers.get(name, 0) + power * exponent * sign
    return factor, tuple(sorted((name, power) for name, power in powers.items() if power))


def _piece(text: str) -> tuple[Decimal, dict[str, int], int] | None:
    if text.isdigit():
        return Decimal(text), {}, 1
    match = _FACTOR.match(text)
    if match is None:
        return None
    found = _symbol(match.group(1))
    return (*found, int(match.group(2) or 1)) if found else None


def _symbol(name: str) -> tuple[Decimal, dict[str, int]] | None:
    for table in (_PLAIN, _METRIC):
        if name in table:
            factor, base = table[name]
            return Decimal(factor), base
    for prefix, scale in _PREFIXES.items():
        if name.startswith(prefix) and name[len(prefix) :] in _METRIC:
            factor, base = _METRIC[name[len(prefix) :]]
            return scale * Decimal(factor), base
    return None
