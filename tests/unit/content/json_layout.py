"""How the JSON of our forms is laid out: what fits on a line stands on one, so that a form reads like a list."""

import json
from typing import Any

WIDTH = 150


def laid_out(value: Any, indent: int = 0, before: int = 0) -> str:
    """JSON in lines of at most `WIDTH` characters where that can be done; `before` is what stands left of it."""
    short = json.dumps(value, ensure_ascii=False)
    if len(short) + indent + before + 1 <= WIDTH or not isinstance(value, dict | list) or not value:
        return short
    inner = " " * (indent + 2)
    if isinstance(value, list):
        lines = [f"{inner}{laid_out(each, indent + 2)}" for each in value]
        return "[\n" + ",\n".join(lines) + f"\n{' ' * indent}]"
    lines = []
    for key, each in value.items():
        name = json.dumps(key, ensure_ascii=False)
        lines.append(f"{inner}{name}: {laid_out(each, indent + 2, len(name) + 2)}")
    return "{\n" + ",\n".join(lines) + f"\n{' ' * indent}" + "}"
