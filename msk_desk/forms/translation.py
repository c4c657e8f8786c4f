"""A form in another language, from the translations that it carries."""

from typing import Any

from msk_desk.forms.extensions import TRANSLATION, extensions, value_of


def in_language(form: Any, language: str) -> Any:
    """Return a copy of a Questionnaire with every text that is translated in that language.

    Args:
        language: such as `cy` or `cy-GB`; a text translated for `cy` serves both.
    """
    if isinstance(form, list):
        return [in_language(one, language) for one in form]
    if not isinstance(form, dict):
        return form
    found = {key: in_language(value, language) for key, value in form.items()}
    for key, holder in form.items():
        name = key[1:]
        if key.startswith("_") and isinstance(found.get(name), str):
            words = _translated(holder, language)
            if words is not None:
                found[name] = words
    return found


def _translated(holder: Any, language: str) -> str | None:
    best: str | None = None
    for extension in extensions(holder, TRANSLATION):
        parts = {part.get("url"): value_of(part) for part in extension.get("extension") or ()}
        content, found = parts.get("content"), str(parts.get("lang") or "")
        if not isinstance(content, str):
            continue
        if found == language:
            return content
        if found.partition("-")[0] == language.partition("-")[0]:
            best = content
    return best
