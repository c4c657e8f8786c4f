"""Coded terms: a SNOMED CT identifier is checked before anything is coded with it."""

from dataclasses import dataclass

SNOMED_CT = "http://snomed.info/sct"
LATERALITY = {"left": "7771000", "right": "24028007"}
"""Qualifiers for the sides. Source: HL7 Europe Base, ValueSet siteLaterality-eu 2.0.0."""

_PRODUCT = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
    (1, 2, 3, 4, 0, 6, 7, 8, 9, 5),
    (2, 3, 4, 0, 1, 7, 8, 9, 5, 6),
    (3, 4, 0, 1, 2, 8, 9, 5, 6, 7),
    (4, 0, 1, 2, 3, 9, 5, 6, 7, 8),
    (5, 9, 8, 7, 6, 0, 4, 3, 2, 1),
    (6, 5, 9, 8, 7, 1, 0, 4, 3, 2),
    (7, 6, 5, 9, 8, 2, 1, 0, 4, 3),
    (8, 7, 6, 5, 9, 3, 2, 1, 0, 4),
    (9, 8, 7, 6, 5, 4, 3, 2, 1, 0),
)
_STEP = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)
CONCEPT_PARTITIONS = frozenset({"00", "10"})


@dataclass(frozen=True, slots=True)
class CodedTerm:
    """A term with its code and where we saw that code; no code at all is better than one not seen.

    `use` is what it may be recorded as (problem, finding, history...), `areas` the areas of the body that it belongs
    to, `synonyms` other names of the same thing, `also` words that find it in a search though they mean not quite it.
    """

    term: str
    code: str
    source: str
    system: str = SNOMED_CT
    use: str = "problem"
    areas: tuple[str, ...] = ()
    sided: bool = False
    synonyms: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BodySite:
    """A place of the body with its code, and those of its left and right where they were seen; empty where not."""

    term: str
    code: str
    left: str
    right: str
    source: str

    def coded(self, side: str) -> tuple[str, str]:
        """The code of the place on one side, and the code of the side if the place's own does not say it.

        Args:
            side: `left`, `right`, or nothing for a place in the middle.
        """
        own = {"left": self.left, "right": self.right}.get(side, "")
        return (own, "") if own else (self.code, LATERALITY.get(side, ""))


def verhoeff_fits(digits: str) -> bool:
    """Whether the last digit is the Verhoeff check digit of those before it.

    Source: Verhoeff 1969 (dihedral group of order 10); SNOMED CT uses it for every identifier.
    """
    if not digits.isascii() or not digits.isdigit():
        return False
    check = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit)
        for _ in range(place % 8):
            value = _STEP[value]
        check = _PRODUCT[check][value]
    return check == 0


def is_snomed_concept(code: str) -> bool:
    """Whether it could be a SNOMED CT concept: 6 to 18 digits, concept partition, check digit fits.

    Source: SNOMED International, SNOMED CT Identifier (partition 00 short and 10 long format concepts).
    """
    return 6 <= len(code) <= 18 and verhoeff_fits(code) and code[0] != "0" and code[-3:-1] in CONCEPT_PARTITIONS
