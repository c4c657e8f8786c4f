"""The neurology of a form, made of the catalogue: by root, right and left, asked only when something was found."""

from collections.abc import Iterator, Mapping

from msk_desk.content.form_items import (
    CODES,
    NO_COPY_FORWARD,
    OURS,
    Item,
    choice,
    group,
    help_for,
    item,
    number,
    table,
    when_coded,
    without_extensions,
)
from msk_desk.content.neurology import neurology, scale
from msk_desk.content.special_test_groups import accuracy_words
from msk_desk.domain.neurology import NeurologicalSign, Reflex

MARKER = f"{OURS}neurology"
SIDES = ("right", "left")
ROOTS: Mapping[str, tuple[str, ...]] = {
    "upper": ("C4", "C5", "C6", "C7", "C8", "T1", "C3", "T2"),
    "lower": ("L2", "L3", "L4", "L5", "S1", "S2", "L1", "S3"),
    "trunk": ("L2", "L3", "L4", "L5", "S1", "T2", "T4", "T6", "T8", "T10", "T12", "S3"),
}
_EVERYWHERE = ("sign-babinski", "sign-clonus", "sign-tone", "sign-gait", "sign-romberg")
SIGNS: Mapping[str, tuple[str, ...]] = {
    "upper": (
        "sign-hoffmann", "sign-inverted-supinator", "sign-finger-escape", "sign-grip-release", "sign-lhermitte",
        *_EVERYWHERE,
    ),
    "lower": _EVERYWHERE,
    "trunk": _EVERYWHERE,
}  # fmt: skip
_SCREEN, _CORD = "neuro-screen", "cord-screen"


def neurology_group(marker: Item, region: str) -> Item:
    """Two quick answers, and below them the tables and signs that they open.

    Args:
        region: upper, lower or trunk: which roots, reflexes and signs belong to it.
    """
    shown = when_coded(_SCREEN, "neuro-screen", "findings")
    inside = [
        choice(_SCREEN, "Feeling, power and reflexes", "neuro-screen"),
        *(({**each, "enableWhen": shown}) for each in _tables(ROOTS[region])),
        choice(_CORD, "Upper motor neurone signs", "neuro-screen"),
        group(
            "cord-signs", "Signs", [_sign(each) for each in _signs(region)],
            enableWhen=when_coded(_CORD, "neuro-screen", "findings"),
        ),
    ]  # fmt: skip
    made = without_extensions(marker, (MARKER,))
    made["extension"] = [*made.get("extension", ()), NO_COPY_FORWARD]
    return {**made, "item": inside}


def _tables(roots: tuple[str, ...]) -> Iterator[Item]:
    myotomes = {each.root: each.name for each in neurology().myotomes}
    with_muscle = [root for root in roots if root in myotomes]
    feeling_only = [root for root in roots if root not in myotomes]
    rows = [_root(root, myotomes[root]) for root in with_muscle]
    words = f"{_grades('sensation', 'Touch')} {_grades('mrc', 'Power')}"
    yield table("neuro-roots", "Roots", [*rows, help_for("neuro-roots", words)])
    if feeling_only:
        yield table("neuro-feeling", "Feeling only", [_root(root, "") for root in feeling_only])
    reflexes = [each for each in neurology().reflexes if any(root in each.root for root in roots)]
    rows = [_reflex(each) for each in reflexes]
    yield table("neuro-reflexes", "Reflexes", [*rows, help_for("neuro-reflexes", _grades("reflex", ""))])
    yield item("neuro-note", "text", "More on the neurology")


def _grades(code: str, name: str) -> str:
    """A scale in one line, for who has not used it lately."""
    grades = scale(code).grades
    short = (grades[0], grades[-1]) if len(grades) > 5 else grades
    words = ", ".join(f"{grade.code} {grade.name[:1].lower()}{grade.name[1:]}" for grade in short)
    return f"{name}: {words}." if name else f"{words[:1].upper()}{words[1:]}."


def _limits(code: str) -> tuple[int, int]:
    grades = scale(code).grades
    return int(grades[0].code), int(grades[-1].code)


def _root(root: str, muscle: str) -> Item:
    code = root.lower()
    cells = [number(f"touch-{code}-{side}", f"Touch {side[0].upper()}", None, _limits("sensation")) for side in SIDES]
    if muscle:
        cells += [number(f"power-{code}-{side}", f"Power {side[0].upper()}", None, _limits("mrc")) for side in SIDES]
    place = next((each.name for each in neurology().dermatomes if each.root == root), "")
    words = f"{root}, {muscle[:1].lower()}{muscle[1:]}" if muscle else f"{root}, {place[:1].lower()}{place[1:]}"
    return group(f"root-{code}", words.rstrip(", "), cells, code=[{"system": f"{CODES}root", "code": root}])


def _reflex(reflex: Reflex) -> Item:
    cells = [number(f"{reflex.code}-{side}", side.capitalize(), None, _limits("reflex")) for side in SIDES]
    code = [{"system": f"{CODES}reflex", "code": reflex.code}]
    return group(reflex.code, f"{reflex.name} ({reflex.root})", cells, code=code)


def _signs(region: str) -> Iterator[NeurologicalSign]:
    known = {each.code: each for each in neurology().signs}
    for code in SIGNS[region]:
        yield known[code]


def _sign(sign: NeurologicalSign) -> Item:
    answers = "side-or-none" if sign.sided else "finding"
    accuracy = sign.accuracies[0] if sign.accuracies else None
    words = f"{sign.positive.rstrip('.')}. {accuracy_words(accuracy)}."
    held = [{"url": f"{OURS}source", "valueString": " ".join(filter(None, (sign.source.citation, sign.source.url)))}]
    code = [{"system": f"{CODES}neurological-sign", "code": sign.code}]
    return choice(sign.code, sign.name, answers, held, code=code, item=[help_for(sign.code, words)])
