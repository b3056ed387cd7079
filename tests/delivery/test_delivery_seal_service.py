"""Seals behind a service over HTTP, and time stamps of an authority elsewhere: a real server on loopback answers."""

from __future__ import annotations

import json
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from tongban.delivery import seals_of
from tongban.errors import TongbanError
from tongban.notices import Document, FileKeys, Printed, print_document, seal, to_blocks, verify
from tongban.notices.certificates import LoadedKey
from tongban.settings import Settings, settings_from

NOW = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
OFFICE, USE = "云阳县城市管理局", "行政审批专用章"


@dataclass
class City:
    """A city's seal service and time-stamp authority, with keys of its own."""

    keys: FileKeys
    url: str = ""
    wrong: bool = False  # sign something else than was asked
    asked: int = 0

    def answer(self, method: str, address: str, body: bytes) -> bytes:
        parts = urlsplit(address)
        if parts.path == "/tsa":
            return self.keys.stamper(NOW).stamp(body)
        if parts.path == "/roots":
            return _json(roots=[_b64(each) for each in self.keys.roots()])
        if method == "GET":
            said = {name: values[0] for name, values in parse_qs(parts.query).items()}
            key = self._key(said["tenant"], said["name"], said["use"])
            return _json(
                id="|".join((said["tenant"], said["name"], said["use"])),
                certificate=_b64(key.certificate),
                issuers=[_b64(each) for each in key.issuers],
            )
        return self._signature(parts.path, bytes.fromhex(json.loads(body)["sha256"]))

    def _signature(self, path: str, digest: bytes) -> bytes:
        from_path = path.removeprefix("/seals/").removesuffix("/signatures")
        tenant, name, use = _unquoted(from_path).split("|")
        self.asked += 1
        digest = bytes(32) if self.wrong else digest
        signature = self._key(tenant, name, use).private.sign(digest, ec.ECDSA(Prehashed(hashes.SHA256())))
        return _json(signature=_b64(signature))

    def _key(self, tenant: str, name: str, use: str) -> LoadedKey:
        key = self.keys.key_of(tenant, name, NOW, use)
        assert isinstance(key, LoadedKey)
        return key


def _unquoted(text: str) -> str:
    return parse_qs(f"x={text}")["x"][0]


def _json(**values: object) -> bytes:
    return json.dumps(values).encode()


def _b64(data: bytes) -> str:
    return b64encode(data).decode()


@contextmanager
def serving(city: City) -> Iterator[City]:
    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.path != "/tsa" and self.headers["Authorization"] != "Bearer right":
                self.send_error(403)
                return
            said = city.answer(self.command, self.path, body)
            self.send_response(200)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        do_GET = do_POST = handle_any  # noqa: N815  the names are http.server's

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    city.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield city
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def city_seals(tmp_path: Path) -> Iterator[City]:
    with serving(City(FileKeys(tmp_path / "city"))) as city:
        yield city


def settings_for(tmp_path: Path, city: City) -> Settings:
    own = settings_from({"TONGBAN_HOME": str(tmp_path), "TONGBAN_DATA": "here"})
    return replace(own, seal_url=city.url, seal_token="right")


def printed() -> Printed:
    notice = Document("grant_decision", "准予决定书", "号", "龚䶮", to_blocks("准予办理。"), OFFICE, date(2026, 9, 28))
    return print_document(notice)


@pytest.mark.row("E4")
@pytest.mark.article("335 §29")
def test_a_citys_seal_service_seals_in_place_of_our_own_keys(tmp_path: Path, city_seals: City) -> None:
    seals = seals_of(settings_for(tmp_path, city_seals))
    key = seals.key_of("yunyang", OFFICE, NOW, USE)
    pdf = seal(printed(), key, OFFICE, NOW, USE, seals.stamper(NOW))
    found = verify(pdf, seals.roots(), NOW)
    assert found.problems == ()
    assert found.signer == OFFICE
    assert verify(pdf, city_seals.keys.roots(), NOW).intact
    assert city_seals.asked >= 1
    assert not list((tmp_path / "here" / "keys").glob("seal-*"))  # none of our own was made


@pytest.mark.row("E4")
def test_a_service_that_signs_something_else_seals_nothing(tmp_path: Path, city_seals: City) -> None:
    city_seals.wrong = True
    seals = seals_of(settings_for(tmp_path, city_seals))
    with pytest.raises(TongbanError, match="与它的证书不符"):
        seal(printed(), seals.key_of("yunyang", OFFICE, NOW, USE), OFFICE, NOW, USE)


@pytest.mark.row("E4")
def test_a_wrong_token_or_a_service_that_is_away_is_told_and_tried_again(tmp_path: Path, city_seals: City) -> None:
    settings = settings_for(tmp_path, city_seals)
    for wrong in (replace(settings, seal_token="wrong"), replace(settings, seal_url="http://127.0.0.1:1")):
        with pytest.raises(TongbanError, match="稍后自动重试"):
            seals_of(wrong).key_of("yunyang", OFFICE, NOW, USE)


@pytest.mark.row("E4")
def test_the_time_is_stamped_by_the_authority_that_the_settings_name(tmp_path: Path, city_seals: City) -> None:
    city_seals.keys.stamper(NOW)
    roots = tmp_path / "roots.pem"
    certificates = (x509.load_der_x509_certificate(each) for each in city_seals.keys.roots())
    roots.write_bytes(b"".join(each.public_bytes(serialization.Encoding.PEM) for each in certificates))
    own = settings_from({"TONGBAN_HOME": str(tmp_path), "TONGBAN_DATA": "here"})
    seals = seals_of(replace(own, tsa_url=f"{city_seals.url}/tsa", tsa_roots=roots))
    pdf = seal(printed(), seals.key_of("yunyang", OFFICE, NOW, USE), OFFICE, NOW, USE, seals.stamper(NOW))
    found = verify(pdf, seals.roots(), NOW)
    assert found.problems == ()
    assert (found.sealed_at, bool(found.stamped_by)) == (NOW, True)
    # without the authority's root the stamp counts for nothing
    assert any("时间戳" in each for each in verify(pdf, seals_of(own).roots(), NOW).problems)


@pytest.mark.parametrize("name", ["TONGBAN_SEAL_URL", "TONGBAN_TSA_URL"])
def test_an_address_that_is_no_web_address_is_refused(name: str) -> None:
    with pytest.raises(TongbanError, match=name):
        settings_from({name: "file:///etc/passwd"})
