"""The service on both databases, started once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest

from tests.fakes.made_up import new_id, patient
from tests.fakes.postgres import fresh_database, postgres_server
from tests.fakes.service import RunningService, running_service


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server."""
    with postgres_server() as address:
        yield address


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """A running service; tests share it and use ids and accounts of their own."""
    folder = tmp_path_factory.mktemp("central")
    if request.param == "sqlite":
        with running_service(folder) as running:
            yield running
    else:
        with (
            fresh_database(request.getfixturevalue("postgres")) as address,
            running_service(folder, address) as running,
        ):
            yield running


class Staff:
    """Signed-in people of a test."""

    def __init__(self, service: RunningService) -> None:
        self._service = service
        self.clients: list[httpx2.Client] = []

    def __call__(self, role: str, device: str = "", person: str = "") -> httpx2.Client:
        """A client for a new person in a role; `client.person` is the id of their Practitioner."""
        name = f"u{new_id()[:13]}"
        person = self._service.add_user(name, [role], person)
        client = self._service.client(name, role, device)
        client.person = person  # type: ignore[attr-defined]
        self.clients.append(client)
        return client


@pytest.fixture
def staff(service: RunningService) -> Iterator[Staff]:
    """Makes signed-in people."""
    found = Staff(service)
    yield found
    for client in found.clients:
        client.close()


@pytest.fixture
def clerk(staff: Staff) -> httpx2.Client:
    """A receptionist."""
    return staff("receptionist")


@pytest.fixture
def someone(clerk: httpx2.Client) -> str:
    """The id of a patient who is there."""
    sent = patient()
    assert clerk.put(f"/Patient/{sent['id']}", json=sent, headers={"If-None-Match": "*"}).status_code == 201
    return str(sent["id"])
