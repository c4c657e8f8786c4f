"""Who is trusted with passwords and records, and who may end a sign-in."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import httpx2
import pytest

from msk_desk.domain.errors import BadInput
from msk_desk.platform import oauth
from msk_desk.platform.trust import authorities, service_address


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://central.example/fhir/", "https://central.example/fhir"),
        ("http://127.0.0.1:8765/fhir", "http://127.0.0.1:8765/fhir"),
        ("http://localhost/fhir", "http://localhost/fhir"),
        ("http://[::1]:80/fhir", "http://[::1]:80/fhir"),
    ],
)
def test_services_that_can_be_trusted(given: str, kept: str) -> None:
    assert service_address(given) == kept


@pytest.mark.parametrize(
    "given",
    ["http://central.example/fhir", "http://127.0.0.1.example/", "ftp://x", "central", "https://", "http://[::"],
)
def test_addresses_that_are_refused(given: str) -> None:
    with pytest.raises(BadInput):
        service_address(given)


def test_a_file_of_authorities_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "none.pem").write_text("nothing")
    for name in ("none.pem", "absent.pem"):
        with pytest.raises(BadInput, match="not a file of certificates"):
            authorities(str(tmp_path / name))
    assert authorities("") is True


def test_only_the_way_back_ends_the_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oauth, "_SILENCE", 0.05)
    waiter = oauth.Waiter("Done & dusted")
    port = int(waiter.redirect.rsplit(":", 1)[1].partition("/")[0])
    came: list[str] = []
    waiting = threading.Thread(target=lambda: came.append(waiter.wait()))
    waiting.start()
    try:
        with socket.create_connection(("127.0.0.1", port)), httpx2.Client(trust_env=False) as browser:
            assert browser.get(f"http://127.0.0.1:{port}/favicon.ico").status_code == 404
            assert "Done &amp; dusted" in browser.get(f"{waiter.redirect}?code=c&state=s").text
    finally:
        waiting.join(10)
        waiter.close()
    assert came == ["/back?code=c&state=s"]
