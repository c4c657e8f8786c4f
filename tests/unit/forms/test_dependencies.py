"""Which answers an expression looks at, read from its text."""

import random

import pytest

from msk_desk.forms.definition import Definition
from msk_desk.forms.dependencies import Reads, reads_of
from msk_desk.forms.state import FormState
from tests.unit.forms.test_mutations import ENVIRONMENT, NOW, edited, forms

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
        (
            "%resource.item.where(linkId='a').item.where(linkId.startsWith('a-'))",
            Reads(patterns=frozenset({("startsWith", "a-")})),
        ),
        ("%resource.item.where(linkId.startsWith(%x))", Reads(everything=True, variables=frozenset({"x"}))),
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


@pytest.mark.parametrize("seed", range(30))
def test_one_answer_at_a_time_comes_to_what_working_out_everything_does(seed: int) -> None:
    """An expression that looks at more than the graph knows of would leave something stale."""
    chance = random.Random(seed)
    definition = Definition.load(chance.choice(forms()))
    state = FormState(definition, None, ENVIRONMENT, now=NOW)
    for _ in range(12):
        edited(state, chance)
        whole = FormState.restore(definition, state.snapshot(), ENVIRONMENT, now=NOW)
        assert whole.response() == state.response()
        assert _seen(whole) == _seen(state)


def _seen(state: FormState) -> list[tuple[str, bool, str, tuple[str, ...]]]:
    every = [one for one in state.root.walk() if one is not state.root]
    return [(one.path, one.enabled, one.text, tuple(option.label for option in one.options)) for one in every]


def test_a_pattern_stands_for_the_link_ids_that_fit() -> None:
    reads = reads_of("%resource.item.where(linkId.endsWith('-b')).item.where(linkId='c')").joined(
        reads_of("%resource.item.where(linkId.endsWith('-b'))")
    )
    assert reads.among(["a-b", "b-a", "c"]) == {"a-b", "c"}
