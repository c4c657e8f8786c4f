"""The service, its sites and rooms, the practices that refer to it and the providers it refers on to."""

from __future__ import annotations

from collections.abc import Iterator

from msk_desk.district.addresses import TOWNS, postcode
from msk_desk.district.draws import Draws, fixed_id
from msk_desk.district.parts import Json, coded, ref
from msk_desk.fhir.names import NEAR_TO, ORGANISATION_KIND, STEP_FREE

ROOMS_A_SITE = 5
_WITH_STEPS, _NOT_RECORDED = (3, 6), (10,)
"""Sites, by their place in SITES: two halls with steps at the door, one of which nobody has recorded it."""
SITES = (
    "Harlow Community Clinic", "Eastbrook Health Centre", "Millford Green Hospital", "St Mary's Church Hall",
    "Netherfold Medical Centre", "Castlebeck Leisure Centre", "Upper Wending Village Hall", "Market Street Clinic",
    "Pennycross Health Centre", "Oldmoor Community Hub", "Saltby Methodist Hall", "Larkhill Clinic",
)  # fmt: skip
WAYS = (
    "The clinic is behind the library. Buses 4 and 12 stop at the door. There are parking spaces for blue badges.",
    "Go in by the main entrance and turn left. The number 7 bus stops across the road. The car park is free.",
    "Follow the blue signs from the main gate. Buses 1 and 9 stop at the gate. You pay for the car park.",
    "The hall is beside the church. There is no bus on Sundays. You can park on the green.",
)  # fmt: skip
"""How to get to a site, in a patient's words; sites take them in turn."""
SERVICE = "Harlow Wells Integrated MSK Service"
PRACTICES = (
    "Old Mill Surgery", "Abbey Road Practice", "Beacon Medical Group", "Bramble Lane Surgery", "Canal Side Practice",
    "Castlebeck Family Doctors", "Church View Surgery", "Clover Medical Centre", "Cooper Street Surgery",
    "Eastbrook Family Practice", "Fennel Court Surgery", "Foundry Lane Practice", "Heron Health", "Juniper Practice",
    "Kingfisher Medical Centre", "Lantern Street Surgery", "Larkhill Surgery", "Lock House Practice", "Meadow Surgery",
    "Netherfold Surgery", "Oldmoor Practice", "Orchard Medical Group", "Pennycross Surgery", "Priory Practice",
    "Quarry Bank Surgery", "Rowan Tree Practice", "Saltby Surgery", "Station Road Practice", "Weaver Medical Centre",
    "Wending Market Practice",
)  # fmt: skip
PROVIDERS = (
    "Millford Green Orthopaedics", "Eastbrook Treatment Centre", "Castlebeck Hospital", "Wending Spinal Unit",
    "Saltby Hand Clinic", "Oldmoor Rheumatology", "Pennycross Pain Service", "Larkhill Independent Hospital",
)  # fmt: skip


class Places:
    """Where things happen: the ids of every organisation, site and room of one district."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self.service_id = fixed_id(seed, "service")
        self.healthcare_service_id = fixed_id(seed, "healthcare-service")
        self.practice_ids = [fixed_id(seed, "practice", name) for name in PRACTICES]
        self.provider_ids = [fixed_id(seed, "provider", name) for name in PROVIDERS]
        self.site_ids = [fixed_id(seed, "site", name) for name in SITES]

    def room_id(self, site: int, room: int) -> str:
        """The id of a room, rooms counted from 1."""
        return fixed_id(self._seed, "room", SITES[site], str(room))

    def resources(self) -> Iterator[Json]:
        """Organisations, then sites, then rooms, then the service."""
        draws = Draws(self._seed)
        yield _organisation(draws, self.service_id, SERVICE, "service")
        for name, practice_id in zip(PRACTICES, self.practice_ids, strict=True):
            yield _organisation(draws, practice_id, name, "gp")
        for name, provider_id in zip(PROVIDERS, self.provider_ids, strict=True):
            yield _organisation(draws, provider_id, name, "provider")
        for site in range(len(SITES)):
            yield self._site(draws, site)
        for site in range(len(SITES)):
            for room in range(1, ROOMS_A_SITE + 1):
                yield self._room(site, room)
        yield {
            "resourceType": "HealthcareService",
            "id": self.healthcare_service_id,
            "active": True,
            "providedBy": ref("Organization", self.service_id),
            "name": SERVICE,
            "location": [ref("Location", site_id) for site_id in self.site_ids],
        }

    def _site(self, draws: Draws, site: int) -> Json:
        return {
            "resourceType": "Location",
            "id": self.site_ids[site],
            "extension": [
                {"url": NEAR_TO, "valueString": " ".join(f"HW{number}" for number in (2 * site + 1, 2 * site + 2))},
                *([] if site in _NOT_RECORDED else [{"url": STEP_FREE, "valueBoolean": site not in _WITH_STEPS}]),
            ],
            "status": "active",
            "name": SITES[site],
            "description": WAYS[site % len(WAYS)],
            "mode": "instance",
            "physicalType": _physical("si"),
            "telecom": [{"system": "phone", "value": f"01632 960{draws.between(0, 999):03d}"}],
            "address": {
                "line": [f"{draws.between(1, 90)} Lantern Street"],
                "city": TOWNS[site],
                "postalCode": postcode(draws, 2 * site + 1),
            },
            "managingOrganization": ref("Organization", self.service_id),
        }

    def _room(self, site: int, room: int) -> Json:
        return {
            "resourceType": "Location",
            "id": self.room_id(site, room),
            "status": "active",
            "name": f"Room {room}",
            "mode": "instance",
            "physicalType": _physical("ro"),
            "managingOrganization": ref("Organization", self.service_id),
            "partOf": ref("Location", self.site_ids[site]),
        }


def _physical(code: str) -> Json:
    return coded("http://terminology.hl7.org/CodeSystem/location-physical-type", code)


def _organisation(draws: Draws, record_id: str, name: str, kind: str) -> Json:
    return {
        "resourceType": "Organization",
        "id": record_id,
        "active": True,
        "type": [coded(ORGANISATION_KIND, kind)],
        "name": name,
        "telecom": [{"system": "phone", "value": f"01632 960{draws.between(0, 999):03d}"}],
        "address": [
            {
                "line": [f"{draws.between(1, 90)} Foundry Lane"],
                "city": draws.pick(TOWNS),
                "postalCode": postcode(draws),
            }
        ],
    }
