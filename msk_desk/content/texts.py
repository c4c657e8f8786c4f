"""The words that users see, read from resources/texts/<language>/<area>.toml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from msk_desk.content.resource_files import ContentInvalid, ContentMissing, names_in, read_toml

LANGUAGE = "en-GB"
SINGULAR = "_one"


@dataclass(frozen=True)
class Texts:
    """Every text by its key, `<area>.<key>`."""

    language: str
    by_key: Mapping[str, str]

    @classmethod
    def load(cls, language: str = LANGUAGE) -> "Texts":
        """All areas of one language."""
        folder = f"texts/{language}"
        found: dict[str, str] = {}
        for area in names_in(folder, ".toml"):
            found.update(_flat(area, read_toml(f"{folder}/{area}.toml")))
        return cls(language, found)

    def get(self, key: str, **values: object) -> str:
        """One text with its places filled.

        Args:
            key: area and key, such as `today.title`.
            values: what goes into the places named in braces. With n=1 the text `<key>_one` is
                taken where there is one.

        Raises:
            ContentMissing: no such text, or a place without a value.
        """
        if values.get("n") == 1 and key + SINGULAR in self.by_key:
            key += SINGULAR
        if key not in self.by_key:
            raise ContentMissing(f"text {key}")
        try:
            return self.by_key[key].format(**values)
        except (KeyError, IndexError) as error:
            raise ContentMissing(f"value {error} of text {key}") from error

    def has(self, key: str) -> bool:
        """Whether there is such a text."""
        return key in self.by_key

    def keys(self) -> frozenset[str]:
        """The keys of all texts."""
        return frozenset(self.by_key)


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        name = f"{prefix}.{key}"
        if isinstance(value, Mapping):
            yield from _flat(name, value)
        elif isinstance(value, str):
            yield name, value
        else:
            raise ContentInvalid(f"text {name} is not a text")
