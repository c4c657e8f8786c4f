"""TLS, an issuer of the organisation's own, slow and broken clients, and a busy database."""

from __future__ import annotations

import datetime
import http.server
import json
import socket
import ssl
import threading
import time
from pathlib import Path

import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from tests.fakes.made_up import new_id, patient
from tests.fakes.service import running_service


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for this computer, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)
        .sign(key, hashes.SHA256())
    )
    files = tmp_path / "cert.pem", tmp_path / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8
    files[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    return files


def test_records_over_tls(tmp_path: Path, certificate) -> None:
    with running_service(tmp_path, certificate=certificate[0], key=certificate[1]) as service:
        port = service.root.rsplit(":", 1)[1]
        trust = ssl.create_default_context(cafile=str(certificate[0]))
        answer = httpx2.get(f"https://localhost:{port}/fhir/metadata", verify=trust, trust_env=False)
        assert answer.json()["implementation"]["url"] == f"https://localhost:{port}/fhir"
        with pytest.raises(httpx2.HTTPError):
            httpx2.get(f"http://localhost:{port}/fhir/metadata", trust_env=False)


class Issuer:
    """An OpenID Connect issuer on this computer: a discovery document, keys, and a pen to sign with."""

    def __init__(self) -> None:
        self.key = ECKey.generate_key("P-256", private=True, auto_kid=True)
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = json.dumps(outer.document(self.path)).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def document(self, path: str) -> dict:
        if path.endswith("openid-configuration"):
            return {"issuer": self.address, "jwks_uri": f"{self.address}/keys"}
        return KeySet([self.key]).as_dict(private=False)

    def token(self, **changes) -> str:
        claims = {
            "iss": self.address,
            "aud": "msk",
            "preferred_username": "ann",
            "exp": int(time.time()) + 300,
        } | changes
        return jwt.encode({"alg": "ES256", "kid": self.key.kid}, claims, self.key)

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def issuer():
    made = Issuer()
    yield made
    made.close()


def test_an_issuer_of_the_organisation_signs_people_in(tmp_path: Path, issuer) -> None:
    with running_service(tmp_path, issuer=issuer.address, audience="msk") as service:
        service.add_user("ann", ["clinician", "team-lead"])

        def asked(token: str, **headers: str) -> int:
            head = {"Authorization": f"Bearer {token}"} | headers
            return httpx2.get(f"{service.base}/Patient?_count=1", headers=head, trust_env=False).status_code

        good = {"X-Role": "clinician"}
        assert asked(issuer.token(), **good) == 200
        assert asked(issuer.token()) == 403
        assert asked(issuer.token(), **{"X-Role": "administrator"}) == 403
        assert asked(issuer.token(aud="another"), **good) == 401
        assert asked(issuer.token(iss="https://evil.example"), **good) == 401
        assert asked(issuer.token(exp=int(time.time()) - 300), **good) == 401
        assert asked(issuer.token(preferred_username="bob"), **good) == 401
        forged = jwt.encode({"alg": "ES256"}, {"iss": issuer.address, "aud": "msk"}, ECKey.generate_key("P-256"))
        assert asked(forged, **good) == 401
        assert asked(service.token("ann"), **good) == 401
        assert httpx2.get(f"{service.root}/auth/authorize", trust_env=False).status_code == 404


def test_a_slow_body_is_given_up(tmp_path: Path) -> None:
    with running_service(tmp_path, request_seconds=0) as service:
        port = int(service.root.rsplit(":", 1)[1])
        with socket.create_connection(("127.0.0.1", port)) as slow:
            slow.sendall(b"PUT /fhir/Patient/x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
            slow.settimeout(10)
            assert b"408" in slow.recv(1000).split(b"\r\n")[0]


def test_a_body_that_is_cut_changes_nothing(tmp_path: Path) -> None:
    with running_service(tmp_path) as service:
        service.add_user("ann", ["receptionist"])
        port = int(service.root.rsplit(":", 1)[1])
        body = json.dumps(patient("p1")).encode()
        head = f"PUT /fhir/Patient/p1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {service.token('ann')}\r\n"
        with socket.create_connection(("127.0.0.1", port)) as cut:
            cut.sendall(head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body[:-5])
        with service.client("ann") as client:
            assert client.get("/Patient/p1").status_code == 404
            assert client.get("/Patient?_summary=count").json()["total"] == 0


def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    with running_service(tmp_path) as service:
        service.add_user("ann", ["receptionist"])
        codes: list[int] = []

        def save() -> None:
            with service.client("ann") as client:
                for _ in range(10):
                    sent = patient(new_id())
                    answer = client.put(f"/Patient/{sent['id']}", json=sent, headers={"If-None-Match": "*"})
                    codes.append(answer.status_code)

        threads = [threading.Thread(target=save) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert codes == [201] * 80
        with service.client("ann") as client:
            assert client.get("/Patient?_summary=count").json()["total"] == 80
