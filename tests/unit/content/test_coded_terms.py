"""Problems, findings and places of the body have SNOMED CT codes from named sources, and are found while typing."""

from collections import Counter
from dataclasses import replace

import pytest

from msk_desk.content import body_sites, codes
from msk_desk.content.code_checks import code_problems, site_problems
from msk_desk.content.examination_checks import AREAS
from msk_desk.domain.codes import SNOMED_CT, is_snomed_concept
from msk_desk.drawing.body.region_names import PARTS, UNSIDED


def test_every_code_has_a_source_and_a_check_digit_that_fits() -> None:
    assert list(code_problems(codes.load_all())) == []
    assert list(site_problems(body_sites.sites())) == []


def test_enough_problems_for_every_area() -> None:
    by_area = Counter(area for each in codes.of_use(codes.PROBLEM) for area in each.areas)
    assert set(by_area) == AREAS
    assert min(by_area.values()) >= 15
    assert len(codes.of_use(codes.FINDING)) >= 40


@pytest.mark.parametrize(
    ("term", "code"),
    [  # each as its sources give it
        ("Low back pain", "279039007"),
        ("Sciatica", "23056005"),
        ("Spinal stenosis of lumbar region", "18347007"),
        ("Cervical radiculopathy", "54404000"),
        ("Adhesive capsulitis of shoulder", "399114005"),
        ("Lateral epicondylitis", "202855006"),
        ("Carpal tunnel syndrome", "57406009"),
        ("Greater trochanteric pain syndrome", "7674000"),
        ("Tear of meniscus of knee", "239720000"),
        ("Plantar fasciitis", "202882003"),
        ("Axial spondyloarthritis", "723116002"),
        ("Fragility fracture", "306171000000106"),  # of the United Kingdom's extension
    ],
)
def test_codes_of_common_problems(term: str, code: str) -> None:
    assert codes.code_of(term) == code


def test_a_synonym_has_the_code_of_its_term() -> None:
    assert codes.code_of("frozen shoulder") == codes.code_of("Adhesive capsulitis of shoulder")
    assert codes.code_of("rotator cuff tear") == ""  # finds a rupture of it in a search, and may be less than one


class TestSearch:
    def test_words_begun_in_any_order(self) -> None:
        assert codes.search("knee osteo")[0].term == "Osteoarthritis of knee"
        assert [each.term for each in codes.search("frozen")] == ["Adhesive capsulitis of shoulder"]

    def test_the_area_in_hand_comes_first(self) -> None:
        assert codes.search("osteoarthritis", area="hip")[0].term == "Osteoarthritis of hip"
        assert codes.search("osteoarthritis", area="elbow")[0].term == "Osteoarthritis of elbow"

    def test_nothing_typed_or_nothing_known_finds_nothing(self) -> None:
        assert codes.search("  ") == ()
        assert codes.search("unicorn") == ()
        assert codes.search("(.*") == ()

    def test_only_what_may_be_recorded_so(self) -> None:
        assert codes.search("limping") == ()
        assert [each.term for each in codes.search("limping", (codes.FINDING,))] == ["Limping"]

    def test_no_more_than_asked_for(self) -> None:
        assert len(codes.search("o", most=3)) == 3


def test_the_problems_of_an_area_as_fhir() -> None:
    options = codes.answer_options("knee")
    assert {"valueCoding": {"system": SNOMED_CT, "code": "239873007", "display": "Osteoarthritis of knee"}} in options
    held = codes.value_set("knee")
    assert held["url"] == "https://msk-desk.example/fhir/ValueSet/problems-knee"
    assert held["name"] == "ProblemsKnee"
    concepts = held["compose"]["include"][0]["concept"]
    assert [each["code"] for each in concepts] == [each["valueCoding"]["code"] for each in options]


class TestBodySites:
    @pytest.mark.parametrize(
        ("region", "expected"),
        [
            ("right-knee-inner", [("6757004", "Right knee region")]),
            ("left-lower-back", [("1017210004", "Left lower back")]),
            ("left-groin", [("26893007", "Inguinal region"), ("7771000", "Left")]),
            ("lumbar-spine", [("122496007", "Lumbar spine")]),
            ("right-little-finger-palm", [("762102003", "Right little finger")]),
            ("right-little-finger-ball", [("78791008", "Right hand")]),
            ("left-little-toe-top", [("895650002", "Left fifth toe")]),
            ("nose", []),
        ],
    )
    def test_regions_of_the_body_chart(self, region: str, expected: list[tuple[str, str]]) -> None:
        assert [(each["code"], each["display"]) for each in body_sites.codings_of(region)] == expected

    def test_every_region_below_the_head_is_coded_but_three(self) -> None:
        names = {name: name if name in UNSIDED else f"left-{name}" for name in PARTS}
        bare = {name for name, region in names.items() if not body_sites.codings_of(region)}
        assert {name for name in bare if PARTS[name] != "head"} == {"jaw", "buttock", "pubic"}

    def test_both_sides_have_codes_of_their_own(self) -> None:
        lateral = [site for site in body_sites.sites().values() if site.left]
        assert len({site.left for site in lateral} & {site.right for site in lateral}) == 0
        assert all(is_snomed_concept(code) for site in lateral for code in (site.left, site.right))


class TestEachCheck:
    knee = next(each for each in codes.load_all() if each.code == "239873007")

    def test_terms(self) -> None:
        assert list(code_problems([self.knee, replace(self.knee, term="Knee")])) == [
            "Knee has the code of Osteoarthritis of knee"
        ]
        assert list(code_problems([self.knee, replace(self.knee, code="239872002")])) == [
            "Osteoarthritis of knee comes twice"
        ]
        twice = replace(self.knee, synonyms=("osteoarthritis of KNEE",))
        assert list(code_problems([twice])) == ["Osteoarthritis of knee comes twice"]
        assert list(code_problems([replace(self.knee, areas=("tail",))])) == [
            "Osteoarthritis of knee is of no known area of the body"
        ]

    def test_places(self) -> None:
        site = body_sites.sites()["knee"]
        assert next(site_problems({"knee": replace(site, left="82169008")})).endswith("a wrong check digit")
        assert next(site_problems({"knee": replace(site, left="")})).endswith("one side without the other")
