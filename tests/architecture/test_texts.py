"""Every text key that is used exists, and every key that exists is used."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = (".json", ".toml", ".py", ".log", ".pdf", ".qss", ".db")
TEXTS = ROOT / "resources/texts/en-GB"


def existing() -> set[str]:
    keys = set()
    for path in TEXTS.glob("*.toml"):
        keys |= {f"{path.stem}.{key}" for key in flat(tomllib.loads(path.read_text()))}
    return keys


def flat(table: dict[str, object], before: str = "") -> set[str]:
    keys = set()
    for key, value in table.items():
        keys |= flat(value, f"{before}{key}.") if isinstance(value, dict) else {before + key}
    return keys


def quoted() -> set[str]:
    found: set[str] = set()
    for room in ("msk_desk", "ui", "db"):
        for path in (ROOT / room).rglob("*.py"):
            found |= set(re.findall(r'"([a-z][a-z0-9_-]*\.[a-z0-9][a-z0-9_.-]*)"', path.read_text()))
    return found


def built() -> list[re.Pattern[str]]:
    """Keys made from a value, such as f"status.{state}": the fixed parts must match some key."""
    patterns = []
    for room in ("msk_desk", "ui", "db"):
        for path in (ROOT / room).rglob("*.py"):
            for text in re.findall(r'f"([a-z][a-z0-9_-]*\.[a-z0-9_.-]*\{[^"]*)"', path.read_text()):
                patterns.append(re.compile(re.sub(r"\\\{[^}]*\\\}", "[a-z0-9_-]*", re.escape(text)) + "$"))
    return patterns


def test_every_key_used_exists() -> None:
    keys = existing()
    areas = {key.split(".")[0] for key in keys}
    asked = {key for key in quoted() if key.split(".")[0] in areas and not key.endswith(FILES)}
    assert {key for key in asked if key not in keys} == set()


def test_every_key_is_used() -> None:
    used, patterns = quoted(), built()
    used |= {f"{key}_one" for key in used}  # the singular of a text that counts
    idle = {key for key in existing() - used if not any(pattern.match(key) for pattern in patterns)}
    assert idle == set()
