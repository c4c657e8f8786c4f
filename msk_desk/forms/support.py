"""Names exactly what of a Questionnaire nothing is done about: what its filling in lacks, and what it does without."""

from collections.abc import Iterator
from typing import Any

from msk_desk.forms import extensions as ext
from msk_desk.forms.finding import Unsupported

DRAWN_CONTROLS = frozenset(
    {
        "radio-button", "drop-down", "check-box", "autocomplete", "slider", "spinner", "text-box", "text-area",
        "gtable", "htable", "grid", "table", "page", "tab-container", "help", "flyover", "unit", "lower", "upper",
        "prompt", "header", "footer", "inline", "list", "legal", "context-display", "open-choice", "data-receiver",
        "year", "yearMonth", "body-chart",
    }
)  # fmt: skip
# What is acted on in the parts of an item; anything else there is named.
_ON_TEXT = {ext.CQF_EXPRESSION, ext.TRANSLATION, ext.MARKDOWN, ext.XHTML, ext.SHORT_TEXT, ext.CORE + "display"}
_ON_OPTION = {ext.EXCLUSIVE, ext.OPTION_PREFIX, *ext.WEIGHTS}
_NOT_SHOWN = ("item", "extension", "code", "definition", "_linkId", "id", "modifierExtension")
# Of options and prefixes the plain words are shown: looking otherwise is no loss, unless there is a picture.
_FORMATS = {ext.MARKDOWN, ext.XHTML}
_PICTURE = ("<img", "![")


def support_of(questionnaire: dict[str, Any]) -> tuple[list[Unsupported], list[Unsupported]]:
    """Return what is not supported, and what is known but not used here: notes to servers, extraction, looks."""
    lacking: list[Unsupported] = []
    unused: list[Unsupported] = []
    for link_id, url, where, value in _extensions(questionnaire):
        what = f"extension {url}{where}"
        if ext.is_unused(url) or (url in _FORMATS and not _has_picture(value)):
            unused.append(Unsupported(link_id, what))
        elif url != ext.DISABLED_DISPLAY or value != "hidden":
            lacking.append(Unsupported(link_id, what))
    for item in _raw_items(questionnaire):
        control = ext.first_code(item, ext.ITEM_CONTROL)
        if control is not None and control not in DRAWN_CONTROLS:
            lacking.append(Unsupported(str(item.get("linkId") or ""), f"itemControl {control}"))
    return list(dict.fromkeys(lacking)), list(dict.fromkeys(unused))


def _has_picture(value: Any) -> bool:
    return isinstance(value, str) and any(mark in value.casefold() for mark in _PICTURE)


def _extensions(questionnaire: dict[str, Any]) -> Iterator[tuple[str, str, str, Any]]:
    """Yield linkId, url, where it stands and the value of each extension that is not acted on."""
    for url, value in _own(questionnaire):
        yield "", url, "", value
    for item in _raw_items(questionnaire):
        link_id = str(item.get("linkId") or "")
        for url, value in _own(item):
            yield link_id, url, "", value
        for url, where, value in _inside(item):
            yield link_id, url, where, value


def _raw_items(holder: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in holder.get("item") or ():
        if isinstance(item, dict):
            yield item
            yield from _raw_items(item)


def _own(holder: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for extension in holder.get("extension") or ():
        url = str(extension.get("url"))
        if url not in ext.SUPPORTED and not url.startswith(ext.WITHOUT_EFFECT):
            yield url, ext.value_of(extension)


def _inside(item: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for key, holder in item.items():
        if key in _NOT_SHOWN:
            continue
        known = _ON_TEXT if key == "_text" else _ON_OPTION if key == "answerOption" else {ext.TRANSLATION}
        for url, value in _within(holder):
            if url not in known and url != ext.TRANSLATION and not url.startswith(ext.WITHOUT_EFFECT):
                yield url, f" on {key}", value


def _within(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _within(one)
    elif isinstance(value, dict):
        for extension in value.get("extension") or ():
            if isinstance(extension, dict):
                yield str(extension.get("url")), ext.value_of(extension)
        for key, one in value.items():
            if key != "extension":
                yield from _within(one)
