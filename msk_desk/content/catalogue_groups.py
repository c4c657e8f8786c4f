"""Makes plain items of the brief groups of a form that name entries of a catalogue."""

from collections.abc import Callable, Mapping

from msk_desk.content.form_items import OURS, Item, found_extension, without_extensions
from msk_desk.content.red_flag_section import red_flag_section
from msk_desk.content.resource_files import ContentInvalid

Builder = Callable[[Item, str], Item]
"""Makes a group of itself without the extension, and of what the extension named."""

_BUILDERS: Mapping[str, Builder] = {
    f"{OURS}red-flags": red_flag_section,
}


def expanded(item: Mapping[str, object], form: str) -> Item:
    """An item as it is, or made of the catalogue that it names.

    Raises:
        ContentInvalid: an entry is not in its catalogue; the form and the group are named.
    """
    for url, build in _BUILDERS.items():
        named = found_extension(item, url)
        if named is not None:
            try:
                return build(without_extensions(item, (url,)), str(named))
            except KeyError as missing:
                raise ContentInvalid(f"{form}: {item.get('linkId')}: {missing} is not in its catalogue") from None
    return dict(item)
