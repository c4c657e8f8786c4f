"""The special tests of a form, made of the catalogue: by side, each with what it suggests and how well it tells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from msk_desk.content.examination import special_tests
from msk_desk.content.form_items import (
    CODES,
    NO_COPY_FORWARD,
    OURS,
    Item,
    calculated,
    choice,
    found_extension,
    group,
    help_for,
    item,
    when_coded,
    without_extensions,
)
from msk_desk.content.movement_tables import brief
from msk_desk.domain.examination import Accuracy, SpecialTest

MARKER, _PLACE = f"{OURS}test-list", f"{OURS}place"
SIDES = ("right", "left")
_SIDE = "%resource.descendants().where(linkId='side').answer.value.code"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A test in a form: how its linkIds begin, and its name there."""

    stem: str
    name: str
    test: SpecialTest


def special_test_section(section: Item, named: str) -> Item:
    """The section: tests without sides, the side tested, and the sided tests once for each side.

    Args:
        named: catalogue codes in the order of testing. `code:stem` begins the linkIds with another stem, and
            `code:stem~word` adds a word to the name where one test is done in two ways.
    """
    place = str(found_extension(section, _PLACE) or "")
    entries = [_asked(each) for each in named.split()]
    middle = [_question(asked.stem, asked) for asked in entries if not asked.test.sided]
    sided = [asked for asked in entries if asked.test.sided]
    inside: list[Item] = []
    if middle:
        inside.append(group("tests-middle", "", middle))
    if sided:
        follows = calculated(f"iif({_SIDE} = 'middle', 'both', {_SIDE})")
        told = [help_for("tests-side", "The tests appear once a side is chosen.")]
        inside.append(choice("tests-side", "Side tested", "side", [follows], item=told))
        inside += [_of_side(side, place, sided) for side in SIDES]
    inside.append(item("tests-note", "text", "Notes on the tests"))
    made = without_extensions(section, (MARKER, _PLACE))
    made["extension"] = [*made.get("extension", ()), NO_COPY_FORWARD]
    return {**made, "item": inside}


def _asked(entry: str) -> _Asked:
    code, _, rest = entry.partition(":")
    stem, _, way = rest.partition("~")
    test = special_tests()[code]
    return _Asked(stem or code, ", ".join(filter(None, (test.name, way.replace("_", " ")))), test)


def _of_side(side: str, place: str, tests: Iterable[_Asked]) -> Item:
    shown = when_coded("tests-side", "side", side, "both")
    questions = [_question(f"{asked.stem}-{side}", asked) for asked in tests]
    words = f"{side.capitalize()} {place}".strip()
    return group(f"tests-{side}", words, questions, enableWhen=shown, enableBehavior="any")


def _question(link_id: str, asked: _Asked) -> Item:
    test = asked.test
    code = [{"system": f"{CODES}special-test", "code": test.code}]
    held = [{"url": f"{OURS}source", "valueString": " ".join(filter(None, (test.source.citation, test.source.url)))}]
    inside = [help_for(link_id, f"{test.suggests.rstrip('.')}. {accuracy_words(test.accuracy)}.")]
    return choice(link_id, asked.name, "test-result", held, code=code, item=inside)


def accuracy_words(found: Accuracy | None) -> str:
    """How well a test tells, as one source found it; said plainly where no source was read."""
    if found is None:
        return "Accuracy not established"
    shares = ", ".join(_shares(found))
    return f"{shares[:1].upper()}{shares[1:]} ({brief(found.source)})"


def _shares(found: Accuracy) -> Iterator[str]:
    if found.sensitivity is not None:
        yield f"sensitivity {found.sensitivity.percent()}"
    if found.specificity is not None:
        yield f"specificity {found.specificity.percent()}"
    if found.sensitivity is None and found.positive_likelihood_ratio is not None:
        yield f"positive likelihood ratio {found.positive_likelihood_ratio.low:g}"
    if found.specificity is None and found.negative_likelihood_ratio is not None:
        yield f"negative likelihood ratio {found.negative_likelihood_ratio.low:g}"
