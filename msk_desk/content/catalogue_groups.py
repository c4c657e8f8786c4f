"""Makes plain items of the brief groups of a form that name entries of a catalogue."""

from collections.abc import Callable, Mapping

from msk_desk.content import (
    function_test_groups,
    movement_tables,
    neurology_tables,
    red_flag_section,
    special_test_groups,
    strength_tables,
)
from msk_desk.content.form_items import Item, found_extension
from msk_desk.content.resource_files import ContentInvalid

Builder = Callable[[Item, str], Item]
"""Makes a plain group of the brief one and of what its extension says."""

_BUILDERS: Mapping[str, Builder] = {
    red_flag_section.MARKER: red_flag_section.red_flag_section,
    movement_tables.MARKER: movement_tables.movement_tables,
    strength_tables.ROW: strength_tables.strength_table,
    special_test_groups.MARKER: special_test_groups.special_test_section,
    neurology_tables.MARKER: neurology_tables.neurology_group,
    function_test_groups.MARKER: function_test_groups.function_test_group,
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
                return build(dict(item), str(named))
            except KeyError as missing:
                raise ContentInvalid(f"{form}: {item.get('linkId')}: {missing} is not in its catalogue") from None
    return dict(item)


def names_catalogue(item: Mapping[str, object]) -> bool:
    """Whether an item is to be made of a catalogue."""
    return any(found_extension(item, url) is not None for url in _BUILDERS)
