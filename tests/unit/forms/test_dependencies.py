"""Which answers an expression looks at, read from its text."""

import pytest

from msk_desk.forms.dependencies import Reads, reads_of

EVERYTHING = Reads(everything=True)


def link_ids(*names: str) -> Reads:
    return Reads(frozenset(names))


@pytest.mark.parametrize(
    ("expression", "reads"),
    [
        ("%resource.item.where(linkId='a').answer.value", link_ids("a")),
        ("item.where(linkId='a').item.where(linkId='b').answer.value", link_ids("b")),
        ("repeat(item).where(linkId='a').answer.value", link_ids("a")),
        ("descendants().where(linkId='a').exists()", link_ids("a")),
        ("%resource.item.where(linkId='a' or linkId='b')", link_ids("a", "b")),
        ("%resource.item.where(linkId in ('a' | 'b'))", link_ids("a", "b")),
        ("%resource.item.where(linkId='a').item.where(linkId.startsWith('a-'))", link_ids("a")),
        ("%resource.item.where(linkId!='a').answer.value", EVERYTHING),
        ("%resource.item.where(linkId=%which).answer.value", EVERYTHING),
        ("%resource.item.where(linkId='a' or text='b').answer.value", EVERYTHING),
        ("%resource.item.where(linkId='a' + 'b').answer.value", EVERYTHING),
        ("%resource.descendants().count()", EVERYTHING),
        ("answer.value", Reads(here=True)),
        ("exists()", Reads(here=True)),
        ("today()", Reads()),
        ("iif(today() > @2020, 'a', item.where(linkId='c').answer.value)", link_ids("c")),
        ("%total + 1", Reads(variables=frozenset({"total"}))),
        ("not fhirpath (", Reads()),
    ],
)
def test_reads(expression, reads):
    found = reads_of(expression)
    wanted = reads if not found.variables & {"which"} else reads.joined(Reads(variables=frozenset({"which"})))
    assert found == wanted
